//! The newest comments as a feed: of the site, of a page, under a name, or in
//! reply to the person who has the feed's address.

mod formats;

use super::answer::Answer;
use super::call::Call;
use super::kept::{self, wants_newest};
use super::render::{self, Rendering};
use crate::compress::{FAST, Kept};
use crate::error::Outcome;
use crate::platform;
use crate::site::{Feed, ReadLatest};
use bedside_domain::secret::digest;
use bedside_domain::{Refusal, comment};
use bedside_wire::me::ReplyFeed;
use formats::Source;
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

/// What a feed is about.
enum Subject {
    Site,
    Page(String),
    Author(String),
    /// The person whose token this is.
    Replies(String),
}

impl Subject {
    fn of(call: &Call) -> Outcome<Self> {
        let said = ["page", "author", "replies"].map(|name| Some(name).zip(call.asked.query(name)));
        let mut said = said.into_iter().flatten();
        let first = said.next();
        if let Some((another, _)) = said.next() {
            return Err(Refusal::invalid(another).into());
        }
        Ok(match first {
            None => Subject::Site,
            Some(("page", _)) => Subject::Page(call.page()?),
            Some(("author", name)) => Subject::Author(comment::author(&name)?),
            Some((_, token)) => Subject::Replies(token),
        })
    }

    fn query(&self) -> Vec<(&'static str, &str)> {
        match self {
            Subject::Site => Vec::new(),
            Subject::Page(page) => vec![("page", page)],
            Subject::Author(name) => vec![("author", name)],
            Subject::Replies(token) => vec![("replies", token)],
        }
    }

    /// As the Site object is asked for it, which never sees a token.
    fn feed(&self) -> Feed {
        match self {
            Subject::Site => Feed::Site,
            Subject::Page(page) => Feed::Page(page.clone()),
            Subject::Author(name) => Feed::Author(name.clone()),
            Subject::Replies(token) => Feed::Replies(digest(token)),
        }
    }
}

fn address(call: &Call, format: Format, query: &[(&str, &str)]) -> String {
    let path = call.path(&format!("/{}", format.file()));
    let mut address = call.config.address(&path);
    if !query.is_empty() {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        address.push('?');
        address.push_str(&query);
    }
    address
}

/// Where the replies to the person whose token this is can be followed, in the
/// language of this request.
pub fn of_replies(call: &Call, token: &str) -> ReplyFeed {
    let lang = call.lang();
    let query = [("replies", token), ("lang", &lang)];
    ReplyFeed {
        atom: address(call, Format::Atom, &query),
        json: address(call, Format::Json, &query),
    }
}

pub async fn read_atom(call: Call) -> Outcome<Answer> {
    read(call, Format::Atom).await
}

pub async fn read_json(call: Call) -> Outcome<Answer> {
    read(call, Format::Json).await
}

async fn read(call: Call, format: Format) -> Outcome<Answer> {
    let subject = Subject::of(&call)?;
    match subject {
        Subject::Replies(_) => private(&call, format, &subject).await,
        _ => public(&call, format, &subject).await,
    }
}

/// A feed that all may read: it is kept for who asks next.
async fn public(call: &Call, format: Format, subject: &Subject) -> Outcome<Answer> {
    let (name, value) = subject.query().pop().unwrap_or_default();
    let key = [format.file(), call.site_id(), &call.lang(), name, value].join("\n");
    let now = platform::now();
    let kept = render::find(&key).filter(|rendering| rendering.is_fresh(now));
    let rendering = match kept {
        Some(rendering) if !wants_newest(&call.asked.header("cache-control")) => rendering,
        _ => {
            let text = written(call, format, subject).await?;
            // The text is its own version: it changes with every edit too.
            let tag = digest(&text);
            let etag = format!("W/\"{tag}\"");
            let body = Kept::new(text.as_bytes(), FAST);
            let page = match subject {
                Subject::Page(page) => page,
                _ => "",
            };
            let rendering = Rendering::new(call.site_id(), page, tag, etag, body, now);
            let rendering = Rc::new(rendering);
            render::keep(key, rendering.clone());
            rendering
        }
    };
    let builder = builder(format, &rendering.etag)?
        .with_header("cache-control", "public, no-cache, s-maxage=60")?;
    let answer = rendering.body.answer(builder, &call.asked.encodings)?;
    Ok(answer.shows(rendering))
}

/// A feed that one person reads. It is never kept: it ends the moment they end
/// it.
async fn private(call: &Call, format: Format, subject: &Subject) -> Outcome<Answer> {
    let text = written(call, format, subject).await?;
    let etag = format!("W/\"{}\"", digest(&text));
    let builder = builder(format, &etag)?.with_header("cache-control", "private, no-cache")?;
    if kept::has(&call.asked.header("if-none-match"), &etag) {
        return Ok(builder.with_status(304).empty().into());
    }
    Ok(Kept::new(text.as_bytes(), FAST).answer(builder, &call.asked.encodings)?)
}

async fn written(call: &Call, format: Format, subject: &Subject) -> Outcome<String> {
    let read = ReadLatest {
        feed: subject.feed(),
    };
    let latest = call.run(&read).await?;
    let words = call.words().await?;
    let source = Source {
        call,
        texts: &words.texts,
        subject,
        latest: &latest,
    };
    match format {
        Format::Atom => source.atom().await,
        Format::Json => source.json().await,
    }
}

fn builder(format: Format, etag: &str) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_header("content-type", format.media_type())?
        .with_header("x-robots-tag", "noindex")?
        .with_header("etag", etag)?
        .with_header("vary", "accept-encoding, accept-language")
}
