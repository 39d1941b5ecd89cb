//! The stateless API: finds the route, responds, and logs each request in one
//! line.

mod auth;
mod body;
mod cache_lookup;
pub mod comments;
mod cors;
pub mod counts;
pub mod feed;
mod html_response;
pub mod live;
pub mod moderation;
pub mod openapi;
pub mod operator;
pub mod owner;
pub mod page_moves;
pub mod plain;
mod rendered;
mod request;
mod response;
mod security;
pub mod sessions;
pub mod sign_in;
pub mod site_texts;
pub mod text_overrides;
pub mod thread;
mod visitor;
mod write;

pub use request::{RequestContext, RouteContext};
pub use response::HttpResponse;

use crate::config::{self, Config, config};
use crate::error::{self, HttpError, Result};
use crate::log::{self, Line, page_hash};
use crate::metrics;
use crate::platform::{self, RawRequest, RawResponse, ResponseOrPromise};
use crate::routes::{self, Kind};
use bedside_domain::page::key as page_key;
use bedside_domain::rate_limits::Limit;
use bedside_domain::time::to_rfc3339;
use bedside_i18n::{Languages, Texts};
use cache_lookup::CacheLookup;
use request::RequestHead;
use std::rc::Rc;
use visitor::Visit;
use worker::{Env, Request};

/// Answers one request, at once or by a promise. Whatever goes wrong becomes an
/// answer with a code; the promise breaks when the platform cannot build an
/// answer at all.
pub fn handle(request: RawRequest, env: Env) -> ResponseOrPromise {
    let lookup = CacheLookup::of(&request);
    if let Some(cached) = lookup.as_ref().and_then(CacheLookup::immediate_response) {
        return from_memory(cached).into();
    }
    ResponseOrPromise::promise(respond(request, env, lookup))
}

/// Counts a response that was given from memory.
fn from_memory(response: RawResponse) -> RawResponse {
    log::count_kept();
    metrics::count_cached();
    response
}

/// Removes from the caches all that another configuration made.
pub fn clear_rendered() {
    rendered::clear();
    site_texts::clear();
}

async fn respond(
    request: RawRequest,
    env: Env,
    lookup: Option<CacheLookup>,
) -> worker::Result<RawResponse> {
    config::refresh(&env).await;
    let visit = Visit::of(&request, &env);
    // Asking the Site object costs as well, if little.
    let counted = lookup.as_ref().map(|_| visit.take(Limit::Requests));
    if let Some(lookup) = &lookup
        && let Some(Ok(())) = counted
        && let Some(cached) = lookup.to_response(&env).await
    {
        return Ok(from_memory(cached));
    }
    let response = find_and_respond(request.into(), env, visit, counted).await?;
    match (response.finish()?, lookup) {
        (Ok(cached), Some(lookup)) => lookup.insert(cached),
        (Ok(cached), None) => cached.to_response(None),
        (Err(response), _) => Ok(response),
    }
}

/// Answers by a route; `counted` says what came of counting the request, where
/// that was done before.
async fn find_and_respond(
    request: Request,
    env: Env,
    visit: Visit,
    counted: Option<Result<()>>,
) -> worker::Result<HttpResponse> {
    let began = platform::now();
    let head = RequestHead::of(&request)?;
    let config = config(&env);
    let found = routes::find(&head.method, &head.path);
    let kind = found.as_ref().map_or(Kind::Api, |(route, _)| route.kind);
    let name = found.as_ref().map_or("unknown", |(route, _)| route.name);
    let class = found.as_ref().ok().map(|(route, _)| route.limit);
    let limit = class.unwrap_or(Limit::Requests);
    let mut site = None;

    let outcome: Result<HttpResponse> = async {
        let (route, parts) = found?;
        let config = config.clone()?;
        site = parts
            .get("site")
            .filter(|id| config.site(id).is_some())
            .cloned();
        let (head, visit) = (head.clone(), visit.clone());
        let ctx = RequestContext::new(request, env.clone(), config, head, parts, visit, limit)?;
        if kind == Kind::Api {
            cors::check(&ctx)?;
        }
        if ctx.head.method == "OPTIONS" {
            return Ok(cors::preflight(kind)?.into());
        }
        admit(&ctx.visit, limit, counted)?;
        (route.handler)(ctx).await
    }
    .await;

    let failed = outcome.as_ref().err().map(HttpError::code);
    visit.count_guess(limit, failed);
    let cause = outcome.as_ref().err().and_then(HttpError::cause);
    let cause = cause.map(str::to_owned);
    let mut response = match outcome {
        Ok(response) => response,
        Err(failure) => {
            let lang = language(&head, config.as_ref().ok(), site.as_deref());
            let words = match (&config, &site) {
                // An object that is in trouble is not asked for texts as well.
                (Ok(config), Some(site)) if cause.is_none() => {
                    site_texts::recent(&env, config, site, &lang).await.ok()
                }
                _ => None,
            };
            let texts = match (words, &config) {
                (Some(words), _) => words.texts.clone(),
                (None, Ok(config)) => config.texts(site.as_deref().unwrap_or_default(), &lang),
                (None, Err(_)) => Texts::load(&lang),
            };
            let response = match kind {
                Kind::Page | Kind::Popup => html_response::failed(&env, &texts, failure).await?,
                Kind::Api | Kind::Asset => error::response(&error::worded(failure, &texts))?,
            };
            response.into()
        }
    };
    if let Some(headers) = response.headers() {
        if kind == Kind::Api {
            cors::allow(headers, &head, failed.is_some())?;
        }
        security::harden(headers, kind, failed.is_some(), config.as_ref().ok())?;
    }
    metrics::record(class, response.status(), began);
    Line {
        at: to_rfc3339(began),
        route: name,
        method: &head.method,
        status: response.status(),
        ms: platform::now() - began,
        site: site.as_deref(),
        page: config
            .ok()
            .zip(head.query("page").and_then(|said| page_key(&said).ok()))
            .map(|(config, page)| page_hash(&config, &page)),
        code: failed.map(Into::into),
        cause: cause.as_deref(),
        kept: log::take_kept(),
    }
    .write();
    Ok(response)
}

/// Counts a request against its network, before anything is read or requested.
///
/// # Errors
/// `rate_limited`.
fn admit(visit: &Visit, limit: Limit, counted: Option<Result<()>>) -> Result<()> {
    if limit == Limit::Free {
        return Ok(());
    }
    counted.unwrap_or_else(|| visit.take(Limit::Requests))?;
    if limit.guards_secrets() {
        visit.may(Limit::Guesses)?;
    }
    match limit {
        Limit::Requests => Ok(()),
        limit => visit.take(limit),
    }
}

/// The language of an answer: what the page asks for, else what the browser
/// asks for, else the site's.
fn language(head: &RequestHead, config: Option<&Rc<Config>>, site: Option<&str>) -> String {
    let wanted = head.query("lang").unwrap_or_default();
    let accepted = head.header("accept-language");
    let site_lang = config
        .zip(site)
        .and_then(|(config, site)| config.site(site))
        .map(|site| site.lang.clone());
    let site_lang = site_lang.unwrap_or_default();
    let requested = [&*wanted, &*accepted, &*site_lang];
    Languages::pick(&requested).to_owned()
}
