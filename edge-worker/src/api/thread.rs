//! Reading a thread.

use super::comments::comment_id;
use super::rendered::{self, Rendering};
use super::response::HttpResponse;
use super::{RequestContext, RouteContext, auth, html_response};
use crate::cached_body::{CachedBody, FAST};
use crate::error::{HttpError, Result};
use crate::platform;
use crate::site::{Anyone, FindComment, ReadChanges, ReadThread, ReadThreadOutcome, ThreadPage};
use bedside_domain::DomainError;
use bedside_domain::hashing::digest;
use bedside_domain::rate_limits::Limit;
use bedside_http::conditional::wants_newest;
use bedside_http::thread_query::{Posted, Representation, ThreadQuery};
use bedside_widget::ssr::{PageContext, PlainPageContext, fragment, plain_page};
use bedside_wire::embed::FragmentState;
use std::rc::Rc;
use worker::{Response, ResponseBuilder};

pub async fn read_thread(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    let query = ThreadQuery::parse(&ctx.head.query)?;
    if query.search.is_some() {
        ctx.visit.take(Limit::Searches)?;
    }
    let key = query.cache_key(ctx.site_id(), &ctx.lang());
    let now = platform::now();
    let kept = rendered::find(&key);
    if let Some(rendering) = &kept
        && rendering.is_fresh(now)
        && !wants_newest(&ctx.head.header("cache-control"))
    {
        return response(&ctx, query.representation, rendering.clone());
    }
    let known = kept.as_ref().map(|rendering| rendering.validator.clone());
    let rendering = match (ctx.run(&read(&ctx, &query, known)).await?, kept) {
        (ReadThreadOutcome::NotModified, Some(rendering)) => {
            rendering.confirm(now);
            rendering
        }
        (ReadThreadOutcome::View(seen), _) => {
            let (seen, cursor) = with_answered(&ctx, &query, *seen).await?;
            let validator = seen.validator.clone();
            let (etag, body) = rendered(&ctx, &query, seen, cursor).await?;
            let rendering = Rendering::new(ctx.site_id(), &query.page, validator, etag, body, now);
            let rendering = Rc::new(rendering);
            rendered::insert(key, rendering.clone());
            rendering
        }
        (ReadThreadOutcome::NotModified, None) => {
            return Err(HttpError::Internal("nothing was known".into()));
        }
    };
    response(&ctx, query.representation, rendering)
}

/// The part of the thread that has the comment which the form answers, where
/// there is such a part, and the cursor that leads to it: the link that somebody
/// pressed may have stood on another part than its address says, as one that a
/// permalink opened.
async fn with_answered(
    ctx: &RouteContext<Anyone>,
    query: &ThreadQuery,
    seen: ThreadPage,
) -> Result<(ThreadPage, Option<String>)> {
    let has = |seen: &ThreadPage, id: &str| seen.view.items.iter().any(|item| item.id == id);
    if let Some(id) = &query.reply
        && !has(&seen, id)
        && let ReadThreadOutcome::View(near) = ctx.run(&read_answered(ctx, query)).await?
        && has(&near, id)
    {
        return Ok((*near, None));
    }
    Ok((seen, query.cursor.clone()))
}

async fn rendered(
    ctx: &RequestContext,
    query: &ThreadQuery,
    seen: ThreadPage,
    cursor: Option<String>,
) -> Result<(String, CachedBody)> {
    let build = ctx.build().await?;
    let words = ctx.words().await?;
    let texts = words.texts.clone();
    let ThreadPage {
        validator,
        mut view,
        began,
    } = seen;
    // Anyone can make an address of a page that has no comments: search engines
    // are not to list those in the site's name.
    let index = ctx.site()?.index && !view.items.is_empty();
    let listed = if index { "" } else { "-x" };
    let words = words.build(&build);
    // Titles, votes and more are the deployment's, which may change meanwhile.
    let mut made_of = digest(&format!("{:?}", ctx.site()?));
    made_of.truncate(8);
    let lang = texts.lang();
    let etag = format!("W/\"{validator}-{lang}-{words}{listed}-{made_of}\"");
    if view.url.is_empty() {
        // A page whose key is an address is at that address.
        view.url = ctx.own_address(&query.page).unwrap_or_default();
    }
    view.depth = query.depth;
    let lang = texts.lang().to_owned();
    let dir = texts.dir().to_owned();
    let mut state = FragmentState {
        view,
        lang,
        dir,
        build,
    };
    let body = match query.representation {
        Representation::Json => serde_json::to_string(&state.view)?,
        Representation::Fragment => {
            let build = std::mem::replace(&mut state.build, words);
            fragment(&state, &PageContext { texts, build }).await
        }
        Representation::Document => {
            let notice = query.posted.map(|posted| match posted {
                Posted::Pending => texts.get("plain.pending"),
                Posted::Published => texts.get("plain.posted"),
            });
            let context = PlainPageContext {
                texts,
                site_title: ctx.site_title(),
                cursor,
                began,
                index,
                reply: query.reply.clone(),
                refused: None,
                notice,
            };
            plain_page(&state, &context).await
        }
    };
    Ok((etag, CachedBody::new(body.as_bytes(), FAST)))
}

/// The operation that reads the thread; `if_none_match` is the validator of what
/// is cached.
fn read(ctx: &RequestContext, query: &ThreadQuery, if_none_match: Option<String>) -> ReadThread {
    ReadThread {
        site: ctx.site_id().to_owned(),
        page: query.page.clone(),
        sort: query.sort,
        flat: query.flat,
        cursor: query.cursor.clone(),
        around: query.around.clone(),
        // People see the thread all the same; programs ask what to do next.
        strict: query.representation == Representation::Json,
        search: query.search.clone(),
        began: query.representation == Representation::Document,
        if_none_match,
    }
}

/// The operation that reads the surroundings of the comment that is answered,
/// where that stands elsewhere in the thread.
fn read_answered(ctx: &RequestContext, query: &ThreadQuery) -> ReadThread {
    ReadThread {
        sort: None,
        cursor: None,
        search: None,
        around: query.reply.clone(),
        ..read(ctx, query, None)
    }
}

/// The headers that a thread's response begins with. What is no page of its own
/// is not for search engines.
fn builder(representation: Representation) -> worker::Result<ResponseBuilder> {
    match representation {
        Representation::Document => html_response::builder(200),
        part => ResponseBuilder::new()
            .with_header("content-type", part.media_type())?
            .with_header("x-robots-tag", "noindex"),
    }
}

fn response(
    ctx: &RequestContext,
    representation: Representation,
    rendering: Rc<Rendering>,
) -> Result<HttpResponse> {
    let builder = builder(representation)?
        .with_header("etag", &rendering.etag)?
        .with_header(
            "cache-control",
            "public, no-cache, s-maxage=2, stale-while-revalidate=10",
        )?
        .with_header("vary", "accept-encoding, accept-language")?;
    let response = rendering.body.to_response(builder, &ctx.head.encodings)?;
    Ok(response.shows(rendering))
}

pub async fn read_changes(ctx: RouteContext<Anyone>) -> Result<Response> {
    let page = ctx.page()?;
    let since = ctx.head.query("since").unwrap_or_else(|| "0".into());
    let since = since
        .parse::<u32>()
        .map_err(|_| DomainError::invalid("since"))?;
    auth::private(
        200,
        &ctx.run(&ReadChanges {
            page,
            since: since.into(),
        })
        .await?,
    )
}

pub async fn follow_permalink(ctx: RouteContext<Anyone>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    let page = ctx.run(&FindComment { id: id.clone() }).await?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("page", &page)
        .append_pair("around", &id)
        .finish();
    html_response::go(&format!("{}?{query}#comment-{id}", ctx.path("/thread")))
}
