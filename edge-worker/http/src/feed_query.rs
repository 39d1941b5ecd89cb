//! The query of a feed's address.

use crate::query::Query;
use bedside_domain::{DomainError, comment};

/// A feed's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// The last part of its address.
    pub fn file(self) -> &'static str {
        match self {
            Format::Atom => "feed.atom",
            Format::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Atom => "application/atom+xml; charset=utf-8",
            Format::Json => "application/feed+json",
        }
    }
}

/// The comments that a feed has.
#[derive(Debug, PartialEq, Eq)]
pub enum Subject {
    /// All of the site.
    Site,
    /// Those of a page, by its key.
    Page(String),
    /// Those under a name.
    Author(String),
    /// Replies to the person whose token this is.
    Replies(String),
}

impl Subject {
    /// Reads the parameters.
    ///
    /// # Errors
    /// `field_invalid` for a second subject; what a page's key or a name is
    /// refused with.
    pub fn parse(query: &Query) -> Result<Self, DomainError> {
        let said = ["page", "author", "replies"].map(|name| Some(name).zip(query.get(name)));
        let mut said = said.into_iter().flatten();
        let first = said.next();
        if let Some((another, _)) = said.next() {
            return Err(DomainError::invalid(another));
        }
        Ok(match first {
            None => Subject::Site,
            Some(("page", _)) => Subject::Page(query.page()?),
            Some(("author", name)) => Subject::Author(comment::author(name)?),
            Some((_, token)) => Subject::Replies(token.to_owned()),
        })
    }

    /// The parameter that asks for it; nothing for the site's.
    pub fn pair(&self) -> Option<(&'static str, &str)> {
        match self {
            Subject::Site => None,
            Subject::Page(page) => Some(("page", page)),
            Subject::Author(name) => Some(("author", name)),
            Subject::Replies(token) => Some(("replies", token)),
        }
    }

    /// The key of the feed in the cache.
    pub fn cache_key(&self, format: Format, site: &str, lang: &str) -> String {
        let (name, value) = self.pair().unwrap_or_default();
        [format.file(), site, lang, name, value].join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> Result<Subject, DomainError> {
        Subject::parse(&pairs.iter().copied().collect())
    }

    #[test]
    fn a_feed_has_one_subject() {
        assert_eq!(parse(&[]).unwrap(), Subject::Site);
        assert_eq!(parse(&[("page", "")]).unwrap(), Subject::Site);
        let page = Subject::Page("article-1".into());
        assert_eq!(parse(&[("page", "article-1")]).unwrap(), page);
        let two = parse(&[("replies", "token"), ("page", "article-1")]);
        assert_eq!(two.unwrap_err().field, Some("replies"));
    }

    #[test]
    fn subjects_and_formats_have_keys_of_their_own() {
        let page = Subject::Page("mara".into());
        let author = Subject::Author("mara".into());
        let key = |subject: &Subject| subject.cache_key(Format::Atom, "demo", "en");
        assert_ne!(key(&page), key(&author));
        assert_ne!(key(&page), key(&Subject::Site));
        assert_ne!(key(&page), page.cache_key(Format::Json, "demo", "en"));
        assert_ne!(key(&page), page.cache_key(Format::Atom, "demo", "de"));
    }
}
