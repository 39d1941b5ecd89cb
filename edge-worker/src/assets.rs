//! The built assets: the loader, the widget's modules, styles, texts.
//!
//! The build lists its files in `manifest.json`. A name that is not in the list is
//! refused before anything is looked up: the disk reads `%77idget.js` as
//! `widget.js`, so a cache by requested name would hold as many copies of a file as
//! its name has spellings.

use crate::api::{HttpResponse, site_texts};
use crate::cached_body::{CachedBody, THOROUGH};
use crate::config::{Config, ConfigError};
use crate::deployment_texts;
use crate::error::{HttpError, Result};
use crate::platform;
use bedside_domain::ErrorCode;
use bedside_http::media_type;
use bedside_i18n::Languages;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use worker::{Env, Response, ResponseBuilder};

/// All cached files together, in bytes: a release's are one megabyte, a
/// development build's some twenty. A file beyond the budget is served uncached.
const BUDGET: usize = 48 * 1024 * 1024;

thread_local! {
    static MANIFEST: RefCell<Option<Rc<Manifest>>> = const { RefCell::new(None) };
    /// Files served so far, by their names in the manifest.
    static FILES: RefCell<BTreeMap<String, Rc<CachedBody>>> = RefCell::default();
}

#[derive(Deserialize)]
struct Manifest {
    build: String,
    /// The files of the folder by name, those of the build with its id before it.
    files: BTreeSet<String>,
}

async fn fetch(env: &Env, name: &str) -> Result<Response> {
    platform::binding(env, "ASSETS").ok_or(ConfigError::Missing("ASSETS"))?;
    Ok(env
        .service("ASSETS")?
        .fetch(format!("http://assets/{name}"), None)
        .await?)
}

async fn manifest(env: &Env) -> Result<Rc<Manifest>> {
    if let Some(manifest) = MANIFEST.with_borrow(Clone::clone) {
        return Ok(manifest);
    }
    let mut response = fetch(env, "manifest.json").await?;
    if response.status_code() != 200 {
        return Err(HttpError::Internal(
            "the assets have no manifest.json: run the build".into(),
        ));
    }
    let manifest: Rc<Manifest> = Rc::new(serde_json::from_str(&response.text().await?)?);
    MANIFEST.set(Some(manifest.clone()));
    Ok(manifest)
}

/// The build of the assets that are deployed beside this worker.
///
/// # Errors
/// An internal error when the assets are missing.
pub async fn build(env: &Env) -> Result<String> {
    Ok(manifest(env).await?.build.clone())
}

/// A script that pages name. Its address stays the same, so it is looked at
/// again after a while.
///
/// # Errors
/// An internal error when the assets are missing.
pub async fn script(env: &Env, file: &str, accept: &str) -> Result<HttpResponse> {
    response(env, file.into(), "public, max-age=300", accept).await
}

/// A file of a build. It never changes under its build's name and may be cached for
/// a year. A loader cached before a deployment requests its own build's style: it
/// gets today's, for a short while, rather than none. The texts of a site that
/// overrides some are made here, and their name changes with them.
///
/// # Errors
/// `route_unknown`.
pub async fn file(
    env: &Env,
    config: &Config,
    requested: &str,
    file: &str,
    accept: &str,
) -> Result<HttpResponse> {
    let current = build(env).await?;
    if !deployment_texts::is_build(requested) {
        return Err(ErrorCode::RouteUnknown.into());
    }
    let lang = file.strip_prefix("lang/");
    let lang = lang.and_then(|file| file.strip_suffix(".json"));
    let lang = lang.filter(|lang| Languages::ALL.contains(lang));
    let site = deployment_texts::site_of(requested).filter(|site| config.site(site).is_some());
    if let Some((site, lang)) = site.zip(lang) {
        let mut texts = site_texts::recent(env, config, site, lang).await?;
        if texts.build(&current) != requested {
            // Older texts than those requested must not be cached under that name.
            texts = site_texts::newest(env, config, site, lang).await?;
        }
        if texts.are_own() {
            let cache = lifetime(texts.build(&current) == requested);
            return served(&texts.file(), file, cache, accept);
        }
    }
    let cache = lifetime(requested == current);
    response(env, format!("{current}/{file}"), cache, accept).await
}

/// The `Cache-Control` of a file: a year where its name is the current one.
fn lifetime(named_so: bool) -> &'static str {
    if named_so {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=300"
    }
}

async fn response(env: &Env, name: String, cache: &str, accept: &str) -> Result<HttpResponse> {
    if !manifest(env).await?.files.contains(&name) {
        return Err(ErrorCode::RouteUnknown.into());
    }
    let cached = FILES.with_borrow(|files| files.get(&name).cloned());
    let file = match cached {
        Some(file) => file,
        None => load(env, &name).await?,
    };
    served(&file, &name, cache, accept)
}

/// Reads a listed file and caches it, where it fits.
async fn load(env: &Env, name: &str) -> Result<Rc<CachedBody>> {
    let mut response = fetch(env, name).await?;
    if response.status_code() != 200 {
        return Err(HttpError::Internal(format!("the assets have no {name}")));
    }
    let file = Rc::new(CachedBody::new(&response.bytes().await?, THOROUGH));
    FILES.with_borrow_mut(|files| {
        let weight: usize = files.values().map(|file| file.weight()).sum();
        if weight + file.weight() <= BUDGET {
            files.insert(name.to_owned(), file.clone());
        }
    });
    Ok(file)
}

fn served(body: &CachedBody, path: &str, cache: &str, accept: &str) -> Result<HttpResponse> {
    let builder = ResponseBuilder::new()
        .with_header("content-type", media_type::of_file(path))?
        .with_header("cache-control", cache)?
        .with_header("access-control-allow-origin", "*")?
        .with_header("vary", "accept-encoding")?;
    Ok(body.to_response(builder, accept)?)
}
