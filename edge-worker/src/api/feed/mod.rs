//! The newest comments as a feed: of the site, of a page, under a name, or in
//! reply to the person who has the feed's address.

mod formats;

use super::rendered::{self, Rendering};
use super::request::{RequestContext, RouteContext};
use super::response::HttpResponse;
use crate::cached_body::{CachedBody, FAST};
use crate::error::{HttpError, Result};
use crate::platform;
use crate::site::{Anyone, Feed, ReadLatest, ReadLatestOutcome};
use bedside_domain::hashing::digest;
use bedside_domain::rate_limits::Limit;
use bedside_http::conditional::{feed_etag, names, validator_of_feed, wants_newest};
use bedside_http::feed_query::{Format, Subject};
use bedside_wire::viewer::ReplyFeed;
use formats::Source;
use std::rc::Rc;
use worker::ResponseBuilder;

/// The feed as the Site object knows it, which never sees a token.
fn feed(subject: &Subject) -> Feed {
    match subject {
        Subject::Site => Feed::Site,
        Subject::Page(page) => Feed::Page(page.clone()),
        Subject::Author(name) => Feed::Author(name.clone()),
        Subject::Replies(token) => Feed::Replies(digest(token)),
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

/// The addresses of the feed of replies to the person whose token this is, in the
/// language of this request.
pub fn of_replies(ctx: &RequestContext, token: &str) -> ReplyFeed {
    let lang = ctx.lang();
    let query = [("replies", token), ("lang", &lang)];
    ReplyFeed {
        atom: address(ctx, Format::Atom, &query),
        json: address(ctx, Format::Json, &query),
    }
}

pub async fn read_atom(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    read(ctx, Format::Atom).await
}

pub async fn read_json(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    read(ctx, Format::Json).await
}

async fn read(ctx: RouteContext<Anyone>, format: Format) -> Result<HttpResponse> {
    let subject = Subject::parse(&ctx.head.query)?;
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
async fn public(
    ctx: &RouteContext<Anyone>,
    format: Format,
    subject: &Subject,
) -> Result<HttpResponse> {
    let key = subject.cache_key(format, ctx.site_id(), &ctx.lang());
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
                let of = feed(subject).name().unwrap_or_default();
                let rendering = Rendering::new(ctx.site_id(), &of, validator, etag, body, now);
                let rendering = Rc::new(rendering);
                rendered::insert(key, rendering.clone());
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
async fn private(
    ctx: &RouteContext<Anyone>,
    format: Format,
    subject: &Subject,
) -> Result<HttpResponse> {
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
    ctx: &RouteContext<Anyone>,
    format: Format,
    subject: &Subject,
    kept: Option<&Rendering>,
) -> Result<Unchanged> {
    let mut read = ReadLatest {
        feed: feed(subject),
        if_none_match: match kept {
            Some(rendering) => Some(rendering.validator.clone()),
            None => validator_of_feed(&ctx.head.header("if-none-match")),
        },
    };
    let mut response = ctx.run(&read).await?;
    if let (ReadLatestOutcome::NotModified, Some(known)) = (&response, &read.if_none_match) {
        let etag = etag(ctx, known).await?;
        if kept.is_some() || names(&ctx.head.header("if-none-match"), &etag) {
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

async fn etag(ctx: &RequestContext, validator: &str) -> Result<String> {
    let words = ctx.words().await?;
    let lang = words.texts.lang();
    // What a feed is made of besides comments changes with a deployment.
    let host = ctx.config.deployment.public_url.clone();
    let made_of = [ctx.site_title(), host, words.build(&ctx.build().await?)];
    let mut made_of = digest(&made_of.join("\n"));
    made_of.truncate(16);
    Ok(feed_etag(validator, lang, &made_of))
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
