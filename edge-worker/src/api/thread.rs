//! Reading a thread.

use super::cache_lookup::wants_newest;
use super::comments::comment_id;
use super::rendered::{self, Rendering};
use super::response::HttpResponse;
use super::thread_query::{Form, Posted, ThreadQuery};
use super::{RequestContext, auth, html_response};
use crate::cached_body::{CachedBody, FAST};
use crate::error::{HttpError, Result};
use crate::platform;
use crate::site::{FindComment, ReadChanges, ReadThreadOutcome, ThreadPage};
use bedside_domain::DomainError;
use bedside_domain::hashing::digest;
use bedside_domain::rate_limits::Limit;
use bedside_widget::ssr::{PageContext, PlainPageContext, fragment, plain_page};
use bedside_wire::embed::FragmentState;
use std::rc::Rc;
use worker::Response;

pub async fn read_thread(ctx: RequestContext) -> Result<HttpResponse> {
    let query = ThreadQuery::of(&ctx)?;
    if query.is_search() {
        ctx.visit.take(Limit::Searches)?;
    }
    let key = query.key(&ctx, &ctx.lang());
    let now = platform::now();
    let kept = rendered::find(&key);
    if let Some(rendering) = &kept
        && rendering.is_fresh(now)
        && !wants_newest(&ctx.head.header("cache-control"))
    {
        return response(&ctx, query.form, rendering.clone());
    }
    let known = kept.as_ref().map(|rendering| rendering.validator.clone());
    let rendering = match (ctx.run(&query.read(&ctx, known)).await?, kept) {
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
            rendered::keep(key, rendering.clone());
            rendering
        }
        (ReadThreadOutcome::NotModified, None) => {
            return Err(HttpError::Internal("nothing was known".into()));
        }
    };
    response(&ctx, query.form, rendering)
}

/// The part of the thread that has the comment which the form answers, where
/// there is such a part, and the cursor that leads to it: the link that somebody
/// pressed may have stood on another part than its address says, as one that a
/// permalink opened.
async fn with_answered(
    ctx: &RequestContext,
    query: &ThreadQuery,
    seen: ThreadPage,
) -> Result<(ThreadPage, Option<String>)> {
    let has = |seen: &ThreadPage, id: &str| seen.view.items.iter().any(|item| item.id == id);
    if let Some(id) = &query.reply
        && !has(&seen, id)
        && let ReadThreadOutcome::View(near) = ctx.run(&query.read_answered(ctx)).await?
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
    let body = match query.form {
        Form::Json => serde_json::to_string(&state.view)?,
        Form::Fragment => {
            let build = std::mem::replace(&mut state.build, words);
            fragment(&state, &PageContext { texts, build }).await
        }
        Form::Document => {
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

fn response(ctx: &RequestContext, form: Form, rendering: Rc<Rendering>) -> Result<HttpResponse> {
    let builder = form
        .builder()?
        .with_header("etag", &rendering.etag)?
        .with_header(
            "cache-control",
            "public, no-cache, s-maxage=2, stale-while-revalidate=10",
        )?
        .with_header("vary", "accept-encoding, accept-language")?;
    let response = rendering.body.to_response(builder, &ctx.head.encodings)?;
    Ok(response.shows(rendering))
}

pub async fn read_changes(ctx: RequestContext) -> Result<Response> {
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

pub async fn follow_permalink(ctx: RequestContext) -> Result<Response> {
    let id = comment_id(&ctx)?;
    let page = ctx.run(&FindComment { id: id.clone() }).await?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("page", &page)
        .append_pair("around", &id)
        .finish();
    html_response::go(&format!("{}?{query}#comment-{id}", ctx.path("/thread")))
}
