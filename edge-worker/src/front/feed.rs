//! The newest comments as a feed: Atom (RFC 4287) and JSON Feed 1.1.

use super::answer::Answer;
use super::call::Call;
use super::kept::wants_newest;
use super::render::{self, Rendering};
use crate::compress::{FAST, Kept};
use crate::error::{Failure, Outcome};
use crate::platform;
use crate::site::{Latest, LatestEntry, ReadLatest};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use bedside_domain::limits::SUMMARY_CHARS;
use bedside_domain::plain_text::excerpt;
use bedside_domain::secret::digest;
use bedside_domain::time;
use bedside_widget::ssr::text_html;
use bedside_widget::texts::Texts;
use serde_json::json;
use std::rc::Rc;
use worker::ResponseBuilder;

/// A feed's format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Atom,
    Json,
}

impl Format {
    fn file(self) -> &'static str {
        match self {
            Format::Atom => "feed.atom",
            Format::Json => "feed.json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Atom => "application/atom+xml; charset=utf-8",
            Format::Json => "application/feed+json",
        }
    }
}

pub async fn read_atom(call: Call) -> Outcome<Answer> {
    read(call, Format::Atom).await
}

pub async fn read_json(call: Call) -> Outcome<Answer> {
    read(call, Format::Json).await
}

async fn read(call: Call, format: Format) -> Outcome<Answer> {
    let page = match call.asked.query("page") {
        Some(_) => Some(call.page()?),
        None => None,
    };
    let texts = call.texts();
    let key = [
        format.file(),
        call.site_id(),
        texts.lang(),
        page.as_deref().unwrap_or_default(),
    ]
    .join("\n");
    let now = platform::now();
    let kept = render::find(&key).filter(|rendering| rendering.is_fresh(now));
    let rendering = match kept {
        Some(rendering) if !wants_newest(&call.asked.header("cache-control")) => rendering,
        _ => {
            let latest = call.run(&ReadLatest { page: page.clone() }).await?;
            let source = Source {
                call: &call,
                texts: &texts,
                page: page.as_deref(),
                latest: &latest,
            };
            let text = match format {
                Format::Atom => source.atom().await?,
                Format::Json => source.json().await?,
            };
            // The text is its own version: it changes with every edit too.
            let tag = digest(&text);
            let etag = format!("W/\"{tag}\"");
            let body = Kept::new(text.as_bytes(), FAST);
            let page = page.unwrap_or_default();
            let rendering = Rendering::new(call.site_id(), &page, tag, etag, body, now);
            let rendering = Rc::new(rendering);
            render::keep(key, rendering.clone());
            rendering
        }
    };
    let builder = ResponseBuilder::new()
        .with_header("content-type", format.media_type())?
        .with_header("x-robots-tag", "noindex")?
        .with_header("etag", &rendering.etag)?
        .with_header("cache-control", "public, no-cache, s-maxage=60")?
        .with_header("vary", "accept-encoding, accept-language")?;
    let answer = rendering.body.answer(builder, &call.asked.encodings)?;
    Ok(answer.shows(rendering))
}

/// What a feed is made of.
struct Source<'a> {
    call: &'a Call,
    texts: &'a Texts,
    page: Option<&'a str>,
    latest: &'a Latest,
}

impl Source<'_> {
    fn title(&self) -> String {
        let named = self.latest.title.clone();
        let title = named.unwrap_or_else(|| self.call.site_title());
        self.texts
            .with("comments_on", &[("title", &title)])
            .to_string()
    }

    fn address(&self, path: &str) -> String {
        self.call.config.address(&self.call.path(path))
    }

    fn own_address(&self, format: Format) -> String {
        let mut address = self.address(&format!("/{}", format.file()));
        if let Some(page) = self.page {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("page", page)
                .finish();
            address.push('?');
            address.push_str(&query);
        }
        address
    }

    /// Where people read the comments: the page itself, where it is known.
    fn home(&self) -> Option<String> {
        self.latest.url.clone()
    }

    fn entry_title(&self, entry: &LatestEntry) -> String {
        let site = self.call.site_title();
        let title = entry.title.as_deref().unwrap_or(&site);
        let fill = [("name", entry.comment.author.as_str()), ("title", title)];
        self.texts.with("recent.by", &fill).to_string()
    }

    fn entry_address(&self, entry: &LatestEntry) -> String {
        let id = &entry.comment.id;
        match &entry.url {
            // A page named by its fragment has no room for another one.
            Some(url) if !url.contains('#') => format!("{url}#comment-{id}"),
            _ => self.address(&format!("/comments/{id}")),
        }
    }

    async fn atom(&self) -> Outcome<String> {
        let mut entries = Vec::new();
        for entry in &self.latest.entries {
            let comment = &entry.comment;
            entries.push(Entry {
                id: format!("urn:uuid:{}", comment.id),
                title: Text::plain(self.entry_title(entry)),
                published: Some(moment(&comment.time)?),
                updated: moment(comment.edited.as_ref().unwrap_or(&comment.time))?,
                authors: vec![Person {
                    name: comment.author.clone(),
                    ..Person::default()
                }],
                links: vec![link(self.entry_address(entry), "alternate")],
                content: Some(Content {
                    content_type: Some("html".into()),
                    value: Some(text_html(&comment.body).await),
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

    async fn json(&self) -> Outcome<String> {
        let mut items = Vec::new();
        for entry in &self.latest.entries {
            let comment = &entry.comment;
            items.push(json!({
                "id": comment.id,
                "url": self.entry_address(entry),
                "title": self.entry_title(entry),
                "summary": excerpt(&comment.body, SUMMARY_CHARS),
                "content_html": text_html(&comment.body).await,
                "date_published": comment.time,
                "date_modified": comment.edited.as_ref().unwrap_or(&comment.time),
                "authors": [{ "name": comment.author }],
            }));
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

fn moment(text: &str) -> Outcome<FixedDateTime> {
    text.parse()
        .map_err(|error| Failure::Broken(format!("time {text:?}: {error}")))
}

fn link(href: String, rel: &str) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        ..Link::default()
    }
}
