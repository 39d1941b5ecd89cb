//! Comments in a feed's formats: Atom (RFC 4287) and JSON Feed 1.1.

use super::{Format, Subject, address};
use crate::api::RequestContext;
use crate::error::{HttpError, Result};
use crate::site::{Latest, LatestEntry};
use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text,
};
use bedside_domain::limits::SUMMARY_CHARS;
use bedside_domain::plain_text::excerpt;
use bedside_domain::time;
use bedside_i18n::Texts;
use bedside_widget::ssr::{role_key, text_html};
use bedside_wire::Role;
use bedside_wire::richtext::Block;
use serde_json::json;

/// The content of a feed.
pub struct Source<'a> {
    /// The request.
    pub ctx: &'a RequestContext,
    /// The words.
    pub texts: &'a Texts,
    /// The subject of the feed.
    pub subject: &'a Subject,
    /// The comments.
    pub latest: &'a Latest,
}

impl Source<'_> {
    fn title(&self) -> String {
        let site = self.ctx.site_title();
        let title = match self.subject {
            Subject::Author(name) => {
                let fill = [("name", name.as_str()), ("title", &site)];
                self.texts.with("recent.by", &fill)
            }
            Subject::Replies(_) => {
                let name = self.latest.answered.as_deref().unwrap_or_default();
                self.texts.with("in_reply_to", &[("name", name)])
            }
            Subject::Page(_) | Subject::Site => {
                let title = self.latest.title.as_ref().unwrap_or(&site);
                self.texts.with("comments_on", &[("title", title)])
            }
        };
        title.to_string()
    }

    fn own_address(&self, format: Format) -> String {
        address(self.ctx, format, self.subject.pair().as_slice())
    }

    /// The address at which people read the comments: the page itself, where it is known.
    fn home(&self) -> Option<String> {
        self.latest.url.clone()
    }

    fn entry_title(&self, entry: &LatestEntry) -> String {
        let site = self.ctx.site_title();
        let title = entry.title.as_deref().unwrap_or(&site);
        // Feed readers show the title and seldom anything else that tells a role.
        let name = match self.role(entry) {
            Some(role) => format!("{} ({role})", entry.comment.author),
            None => entry.comment.author.clone(),
        };
        let fill = [("name", name.as_str()), ("title", title)];
        self.texts.with("recent.by", &fill).to_string()
    }

    /// The author's role on the site, in words.
    fn role(&self, entry: &LatestEntry) -> Option<String> {
        role_key(entry.comment.role).map(|key| self.texts.get(key).to_string())
    }

    fn entry_address(&self, entry: &LatestEntry) -> String {
        let id = &entry.comment.id;
        match &entry.url {
            // A page named by its fragment has no room for another one.
            Some(url) if !url.contains('#') => format!("{url}#comment-{id}"),
            _ => {
                let path = self.ctx.path(&format!("/comments/{id}"));
                self.ctx.config.address(&path)
            }
        }
    }

    /// As Atom.
    pub async fn atom(&self) -> Result<String> {
        let mut entries = Vec::new();
        for entry in &self.latest.entries {
            let comment = &entry.comment;
            entries.push(Entry {
                id: format!("urn:uuid:{}", comment.id),
                title: Text::plain(self.entry_title(entry)),
                published: Some(moment(&entry.published)?),
                updated: moment(&entry.updated)?,
                authors: vec![Person {
                    name: comment.author.clone(),
                    ..Person::default()
                }],
                categories: self
                    .role(entry)
                    .into_iter()
                    .map(|role| category(comment.role, role))
                    .collect(),
                links: vec![link(self.entry_address(entry), "alternate")],
                content: Some(Content {
                    content_type: Some("html".into()),
                    value: Some(content(&comment.body).await),
                    ..Content::default()
                }),
                ..Entry::default()
            });
        }
        // A feed without entries has not changed since the beginning.
        let updated = entries.iter().map(|entry| entry.updated).max();
        let own = self.own_address(Format::Atom);
        let mut links = vec![link(own.clone(), "self")];
        links.extend(self.home().map(|home| link(home, "alternate")));
        let feed = Feed {
            id: own,
            title: Text::plain(self.title()),
            updated: match updated {
                Some(updated) => updated,
                None => moment(&time::to_rfc3339(0))?,
            },
            links,
            lang: Some(self.texts.lang().to_owned()),
            generator: Some(Generator {
                value: "Bedside".into(),
                ..Generator::default()
            }),
            entries,
            ..Feed::default()
        };
        Ok(feed.to_string())
    }

    /// As JSON Feed.
    pub async fn json(&self) -> Result<String> {
        let mut items = Vec::new();
        for entry in &self.latest.entries {
            let comment = &entry.comment;
            let mut item = json!({
                "id": comment.id,
                "url": self.entry_address(entry),
                "title": self.entry_title(entry),
                "summary": excerpt(&comment.body, SUMMARY_CHARS),
                "content_html": content(&comment.body).await,
                "date_published": entry.published,
                "date_modified": entry.updated,
                "authors": [{ "name": comment.author }],
            });
            if !comment.role.is_member() {
                item["_bedside"] = json!({ "role": comment.role });
            }
            items.push(item);
        }
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title(),
            "feed_url": self.own_address(Format::Json),
            "language": self.texts.lang(),
            "items": items,
        });
        if let Some(home) = self.home() {
            feed["home_page_url"] = home.into();
        }
        Ok(feed.to_string())
    }
}

/// A comment's text, whose direction is its own in whatever page shows it.
async fn content(body: &[Block]) -> String {
    ["<div dir=\"auto\">", &text_html(body).await, "</div>"].concat()
}

fn moment(text: &str) -> Result<FixedDateTime> {
    text.parse()
        .map_err(|error| HttpError::Internal(format!("time {text:?}: {error}")))
}

/// An author's role on the site, as a category of the entry: a person of Atom has
/// no place for it (RFC 4287, 3.2).
fn category(role: Role, label: String) -> Category {
    Category {
        term: role.as_str().to_owned(),
        label: Some(label),
        ..Category::default()
    }
}

fn link(href: String, rel: &str) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        ..Link::default()
    }
}
