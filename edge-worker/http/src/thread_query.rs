//! The query of a thread's address.

use crate::query::Query;
use bedside_domain::limits::DEPTH_MOST;
use bedside_domain::{DomainError, Sort, ids};
use bedside_wire::thread::DEPTH;

/// The form in which a thread is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Representation {
    /// HTML for the shadow root.
    Fragment,
    /// For programs.
    Json,
    /// A whole page.
    Document,
}

impl Representation {
    fn parse(query: &Query) -> Result<Self, DomainError> {
        match query.get("as") {
            None | Some("document") => Ok(Representation::Document),
            Some("fragment") => Ok(Representation::Fragment),
            Some("json") => Ok(Representation::Json),
            Some(_) => Err(DomainError::invalid("as")),
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Representation::Fragment | Representation::Document => "text/html; charset=utf-8",
            Representation::Json => "application/json",
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Representation::Fragment => "f",
            Representation::Json => "j",
            Representation::Document => "d",
        }
    }
}

/// The state of the comment that was just sent by a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It waits for a moderator.
    Pending,
    /// Everybody reads it.
    Published,
}

impl Posted {
    /// Its value in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Posted::Pending => "pending",
            Posted::Published => "published",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [Posted::Pending, Posted::Published];
        all.into_iter().find(|posted| posted.as_str() == text)
    }
}

/// A thread's query.
#[derive(Debug)]
pub struct ThreadQuery {
    /// The form of the response.
    pub representation: Representation,
    /// The page's key.
    pub page: String,
    /// The order; nothing for the site's own.
    pub sort: Option<Sort>,
    /// True where replies stand in the order of the list, not below their comment.
    pub flat: bool,
    /// The start in the list.
    pub cursor: Option<String>,
    /// The comment whose surroundings are shown.
    pub around: Option<String>,
    /// Levels that replies are indented.
    pub depth: u16,
    /// The words that are searched for.
    pub search: Option<String>,
    /// The comment that a plain page's form answers.
    pub reply: Option<String>,
    /// The notice on top of a plain page.
    pub posted: Option<Posted>,
}

impl ThreadQuery {
    /// Reads the parameters.
    ///
    /// # Errors
    /// `field_empty`, `field_too_long` or `field_invalid`, naming the parameter.
    pub fn parse(query: &Query) -> Result<Self, DomainError> {
        let representation = Representation::parse(query)?;
        let is_plain = representation == Representation::Document;
        let plain = |name: &str| query.get(name).filter(|_| is_plain);
        let reply = comment("reply", plain("reply"))?;
        let around = comment("around", query.get("around"))?;
        let flat = match query.get("view") {
            None | Some("tree") => false,
            Some("flat") => true,
            Some(_) => return Err(DomainError::invalid("view")),
        };
        let depth = match query.get("depth") {
            Some(levels) => (levels.parse().ok())
                .filter(|levels| (1..=DEPTH_MOST).contains(levels))
                .ok_or_else(|| DomainError::invalid("depth"))?,
            None => DEPTH,
        };
        let text = |name| query.get(name).map(str::to_owned);
        Ok(Self {
            representation,
            page: query.page()?,
            sort: sort(query, flat)?,
            flat,
            depth,
            search: text("q"),
            cursor: text("cursor"),
            around,
            reply,
            posted: plain("posted").and_then(Posted::parse),
        })
    }

    /// The key of the rendering in the cache. `url` and `title`, which hosts say
    /// and anybody can make up, are no part of it: the page shows what is stored.
    pub fn cache_key(&self, site: &str, lang: &str) -> String {
        let option = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            self.representation.letter(),
            site,
            lang,
            &self.page,
            self.sort.as_ref().map_or("", Sort::as_ref),
            if self.flat { "f" } else { "" },
            &self.depth.to_string(),
            &option(&self.search),
            &option(&self.cursor),
            &option(&self.around),
            &option(&self.reply),
            self.posted.map_or("", Posted::as_str),
        ]
        .join("\n")
    }
}

/// A comment's id in a parameter.
fn comment(name: &'static str, said: Option<&str>) -> Result<Option<String>, DomainError> {
    match said {
        Some(id) if !ids::is_id(id) => Err(DomainError::invalid(name)),
        said => Ok(said.map(str::to_owned)),
    }
}

/// The order that is asked for. A flat list knows only those of time.
fn sort(query: &Query, flat: bool) -> Result<Option<Sort>, DomainError> {
    let Some(said) = query.get("sort") else {
        return Ok(None);
    };
    let sort = said.parse::<Sort>().ok();
    match sort.filter(|sort| !flat || sort.is_by_time()) {
        None => Err(DomainError::invalid("sort")),
        known => Ok(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn parse(pairs: &[(&str, &str)]) -> Result<ThreadQuery, DomainError> {
        let page = [("page", "article-1")];
        ThreadQuery::parse(&page.iter().chain(pairs).copied().collect())
    }

    fn refused(name: &str, value: &str) -> Option<&'static str> {
        parse(&[(name, value)]).err().and_then(|error| error.field)
    }

    #[test]
    fn a_page_alone_is_a_plain_page_in_the_sites_order() {
        let query = parse(&[]).unwrap();
        assert_eq!(query.representation, Representation::Document);
        assert_eq!(query.page, "article-1");
        assert_eq!(query.sort, None);
        assert_eq!(query.depth, DEPTH);
        assert!(!query.flat);
        assert!(query.search.is_none());
    }

    #[test]
    fn a_value_that_is_none_is_refused_by_its_name() {
        assert_eq!(refused("as", "xml"), Some("as"));
        assert_eq!(refused("view", "table"), Some("view"));
        assert_eq!(refused("depth", "0"), Some("depth"));
        assert_eq!(
            refused("depth", &(DEPTH_MOST + 1).to_string()),
            Some("depth")
        );
        assert_eq!(refused("depth", "many"), Some("depth"));
        assert_eq!(refused("sort", "loudest"), Some("sort"));
        assert_eq!(refused("around", "7"), Some("around"));
        assert_eq!(refused("reply", "7"), Some("reply"));
        assert_eq!(refused("depth", &DEPTH_MOST.to_string()), None);
    }

    #[test]
    fn a_flat_list_is_sorted_by_time_alone() {
        let flat = |sort: Sort| parse(&[("view", "flat"), ("sort", sort.as_ref())]);
        assert!(flat(Sort::Newest).is_ok());
        assert_eq!(flat(Sort::Top).unwrap_err().field, Some("sort"));
        assert!(parse(&[("sort", Sort::Top.as_ref())]).is_ok());
    }

    #[test]
    fn only_a_plain_page_has_a_form_and_a_notice() {
        let pairs = [("reply", ID), ("posted", "pending")];
        let plain = parse(&pairs).unwrap();
        assert_eq!(plain.reply.as_deref(), Some(ID));
        assert_eq!(plain.posted, Some(Posted::Pending));
        let fragment = parse(&[pairs[0], pairs[1], ("as", "fragment")]).unwrap();
        assert_eq!(fragment.reply, None);
        assert_eq!(fragment.posted, None);
        // A notice that there is none of is left out, not refused.
        assert_eq!(parse(&[("posted", "eaten")]).unwrap().posted, None);
    }

    #[test]
    fn every_parameter_that_shows_is_in_the_cache_key_and_no_other() {
        let key = |pairs: &[(&str, &str)]| parse(pairs).unwrap().cache_key("demo", "en");
        let plain = key(&[]);
        for pair in [
            ("as", "json"),
            ("sort", "newest"),
            ("view", "flat"),
            ("depth", "1"),
            ("q", "sleep"),
            ("cursor", "c"),
            ("around", ID),
            ("reply", ID),
            ("posted", "published"),
        ] {
            assert_ne!(key(&[pair]), plain, "{pair:?}");
        }
        assert_eq!(key(&[("url", "https://a.example"), ("title", "x")]), plain);
        assert_ne!(key(&[("around", ID)]), key(&[("reply", ID)]));
        assert_ne!(parse(&[]).unwrap().cache_key("demo", "de"), plain);
        assert_ne!(parse(&[]).unwrap().cache_key("other", "en"), plain);
    }
}
