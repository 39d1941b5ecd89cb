//! The newest comments as a feed: of the site, of a page, under a name, or in
//! reply to the person who has the feed's address.

mod formats;

use super::cache_lookup::{self, wants_newest};
use super::rendered::{self, Rendering};
use super::request::RequestContext;
use super::response::HttpResponse;
use crate::cached_body::{CachedBody, FAST};
use crate::error::{HttpError, Result};
use crate::platform;
use crate::site::{Feed, ReadLatest, ReadLatestOutcome};
use bedside_domain::hashing::{digest, is_base64url};
use bedside_domain::rate_limits::Limit;
use bedside_domain::{DomainError, comment};
use bedside_wire::viewer::ReplyFeed;
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
    fn of(ctx: &RequestContext) -> Result<Self> {
        let said = ["page", "author", "replies"].map(|name| Some(name).zip(ctx.head.query(name)));
        let mut said = said.into_iter().flatten();
        let first = said.next();
        if let Some((another, _)) = said.next() {
            return Err(DomainError::invalid(another).into());
        }
        Ok(match first {
            None => Subject::Site,
            Some(("page", _)) => Subject::Page(ctx.page()?),
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

fn address(ctx: &RequestContext, format: Format, query: &[(&str, &str)]) -> String {
    let path = ctx.path(&format!("/{}", format.file()));
    let mut address = ctx.config.address(&path);
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
pub fn of_replies(ctx: &RequestContext, token: &str) -> ReplyFeed {
    let lang = ctx.lang();
    let query = [("replies", token), ("lang", &lang)];
    ReplyFeed {
        atom: address(ctx, Format::Atom, &query),
        json: address(ctx, Format::Json, &query),
    }
}

pub async fn read_atom(ctx: RequestContext) -> Result<HttpResponse> {
    read(ctx, Format::Atom).await
}

pub async fn read_json(ctx: RequestContext) -> Result<HttpResponse> {
    read(ctx, Format::Json).await
}

async fn read(ctx: RequestContext, format: Format) -> Result<HttpResponse> {
    let subject = Subject::of(&ctx)?;
    match &subject {
        Subject::Replies(_) => ctx.visit.may(Limit::Guesses)?,
        Subject::Author(_) => ctx.visit.take(Limit::Searches)?,
        Subject::Site | Subject::Page(_) => {}
    }
    match subject {
        Subject::Replies(_) => private(&ctx, format, &subject).await,
        _ => public(&ctx, format, &subject).await,
    }
}

/// A feed that all may read: it is kept for who asks next.
async fn public(ctx: &RequestContext, format: Format, subject: &Subject) -> Result<HttpResponse> {
    let (name, value) = subject.query().pop().unwrap_or_default();
    let key = [format.file(), ctx.site_id(), &ctx.lang(), name, value].join("\n");
    let now = platform::now();
    let kept = rendered::find(&key);
    let fresh = kept.clone().filter(|rendering| {
        rendering.is_fresh(now) && !wants_newest(&ctx.head.header("cache-control"))
    });
    let rendering = match fresh {
        Some(rendering) => rendering,
        None => match (written(ctx, format, subject, kept.as_deref()).await?, kept) {
            (Unchanged::NotModified(_), Some(rendering)) => {
                rendering.confirm(now);
                rendering
            }
            (Unchanged::NotModified(etag), None) => {
                return public_builder(format, &etag).map(not_modified);
            }
            (
                Unchanged::New {
                    validator,
                    etag,
                    text,
                },
                _,
            ) => {
                let body = CachedBody::new(text.as_bytes(), FAST);
                let of = subject.feed().name().unwrap_or_default();
                let rendering = Rendering::new(ctx.site_id(), &of, validator, etag, body, now);
                let rendering = Rc::new(rendering);
                rendered::keep(key, rendering.clone());
                rendering
            }
        },
    };
    let builder = public_builder(format, &rendering.etag)?;
    let response = rendering.body.to_response(builder, &ctx.head.encodings)?;
    Ok(response.shows(rendering))
}

/// A feed that one person reads. It is never kept: it ends the moment they end
/// it.
async fn private(ctx: &RequestContext, format: Format, subject: &Subject) -> Result<HttpResponse> {
    let written = written(ctx, format, subject, None).await?;
    let (Unchanged::NotModified(etag) | Unchanged::New { etag, .. }) = &written;
    let builder = builder(format, etag)?.with_header("cache-control", "private, no-cache")?;
    match written {
        Unchanged::New { text, .. } => {
            Ok(CachedBody::new(text.as_bytes(), FAST).to_response(builder, &ctx.head.encodings)?)
        }
        Unchanged::NotModified(_) => Ok(not_modified(builder)),
    }
}

/// A feed's text, or the news that what is known of it still holds.
enum Unchanged {
    /// The kept rendering holds, or where there is none, what the reader has.
    NotModified(String),
    /// The text.
    New {
        validator: String,
        etag: String,
        text: String,
    },
}

async fn written(
    ctx: &RequestContext,
    format: Format,
    subject: &Subject,
    kept: Option<&Rendering>,
) -> Result<Unchanged> {
    let mut read = ReadLatest {
        feed: subject.feed(),
        if_none_match: match kept {
            Some(rendering) => Some(rendering.validator.clone()),
            None => validator_of(&ctx.head.header("if-none-match")),
        },
    };
    let mut response = ctx.run(&read).await?;
    if let (ReadLatestOutcome::NotModified, Some(known)) = (&response, &read.if_none_match) {
        let etag = etag(ctx, known).await?;
        if kept.is_some() || cache_lookup::has(&ctx.head.header("if-none-match"), &etag) {
            return Ok(Unchanged::NotModified(etag));
        }
        // The reader has it in another language, or of another build.
        read.if_none_match = None;
        response = ctx.run(&read).await?;
    }
    let ReadLatestOutcome::Latest(validator, latest) = response else {
        return Err(HttpError::Internal("nothing was known".into()));
    };
    let words = ctx.words().await?;
    let source = Source {
        ctx,
        texts: &words.texts,
        subject,
        latest: &latest,
    };
    let text = match format {
        Format::Atom => source.atom().await?,
        Format::Json => source.json().await?,
    };
    let etag = etag(ctx, &validator).await?;
    Ok(Unchanged::New {
        validator,
        etag,
        text,
    })
}

/// Between a feed's tag and the rest of its `ETag`; no tag has one.
const BETWEEN: char = '.';

async fn etag(ctx: &RequestContext, validator: &str) -> Result<String> {
    let words = ctx.words().await?;
    let lang = words.texts.lang();
    // What a feed is made of besides comments changes with a deployment.
    let host = ctx.config.deployment.public_url.clone();
    let made_of = [ctx.site_title(), host, words.build(&ctx.build().await?)];
    let mut made_of = digest(&made_of.join("\n"));
    made_of.truncate(16);
    Ok(format!("W/\"{validator}{BETWEEN}{lang}-{made_of}\""))
}

/// The tag in the first `ETag` of an `If-None-Match`, where it can be one of ours.
fn validator_of(known: &str) -> Option<String> {
    let (_, etag) = known.split_once('"')?;
    let (validator, _) = etag.split_once(BETWEEN)?;
    is_base64url(validator, 32).then(|| validator.to_owned())
}

fn not_modified(builder: ResponseBuilder) -> HttpResponse {
    builder.with_status(304).empty().into()
}

fn public_builder(format: Format, etag: &str) -> Result<ResponseBuilder> {
    Ok(builder(format, etag)?.with_header("cache-control", "public, no-cache, s-maxage=60")?)
}

fn builder(format: Format, etag: &str) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_header("content-type", format.media_type())?
        .with_header("x-robots-tag", "noindex")?
        .with_header("etag", etag)?
        .with_header("vary", "accept-encoding, accept-language")
}
