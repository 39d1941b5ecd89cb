//! The built assets: the loader, the widget's modules, styles, words.

use crate::compress::{Kept, THOROUGH};
use crate::config::Config;
use crate::error::{Failure, Outcome};
use crate::front::{Answer, words};
use crate::own_words;
use bedside_widget::texts::Languages;
use bedside_wire::ProblemCode;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use worker::{Env, Response, ResponseBuilder};

thread_local! {
    static BUILD: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Files served so far, of this build only: about twenty, a megabyte in all.
    static FILES: RefCell<HashMap<String, Rc<Kept>>> = RefCell::default();
}

#[derive(Deserialize)]
struct Manifest {
    build: String,
}

async fn fetch(env: &Env, path: &str) -> Outcome<Response> {
    Ok(env
        .service("ASSETS")?
        .fetch(format!("http://assets/{path}"), None)
        .await?)
}

/// Which build of the assets is deployed beside this worker.
///
/// # Errors
/// Our own fault when the assets are not there.
pub async fn build(env: &Env) -> Outcome<String> {
    if let Some(build) = BUILD.with_borrow(Clone::clone) {
        return Ok(build);
    }
    let mut response = fetch(env, "manifest.json").await?;
    if response.status_code() != 200 {
        return Err(Failure::Broken(
            "the assets have no manifest.json: run the build".into(),
        ));
    }
    let Manifest { build } = serde_json::from_str(&response.text().await?)?;
    BUILD.set(Some(build.clone()));
    Ok(build)
}

/// A script that pages name. Its address stays the same, so it is looked at
/// again after a while.
///
/// # Errors
/// Our own fault when the assets are not there.
pub async fn script(env: &Env, file: &str, accept: &str) -> Outcome<Answer> {
    answer(env, file.into(), "public, max-age=300", accept).await
}

/// A file of a build. It never changes under its build's name and may be kept
/// for a year. A loader cached before a deployment asks for its own build's
/// style: it gets today's, for a short while, rather than none. The words of a
/// site that has its own are made here, and their name changes with them.
///
/// # Errors
/// `route_unknown`.
pub async fn file(
    env: &Env,
    config: &Config,
    asked: &str,
    file: &str,
    accept: &str,
) -> Outcome<Answer> {
    let current = build(env).await?;
    if file
        .split('/')
        .any(|part| part.is_empty() || part.starts_with('.'))
    {
        return Err(ProblemCode::RouteUnknown.into());
    }
    let lang = file.strip_prefix("lang/");
    let lang = lang.and_then(|file| file.strip_suffix(".json"));
    let lang = lang.filter(|lang| Languages::ALL.contains(lang));
    let site = own_words::site_of(asked).filter(|site| config.site(site).is_some());
    if let Some((site, lang)) = site.zip(lang) {
        let mut words = words::recent(env, config, site, lang).await?;
        if words.build(&current) != asked {
            // Older words than those asked for must not be kept under that name.
            words = words::newest(env, config, site, lang).await?;
        }
        if words.are_own() {
            let cache = lifetime(words.build(&current) == asked);
            return served(&words.file(), file, cache, accept);
        }
    }
    let cache = lifetime(asked == current);
    answer(env, format!("{current}/{file}"), cache, accept).await
}

/// How long a file may be kept whose name is the one that it has now, or not.
fn lifetime(named_so: bool) -> &'static str {
    if named_so {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=300"
    }
}

fn found(path: &str) -> Option<Rc<Kept>> {
    FILES.with_borrow(|files| files.get(path).cloned())
}

fn keep(path: &str, bytes: &[u8]) -> Rc<Kept> {
    let kept = Rc::new(Kept::new(bytes, THOROUGH));
    FILES.with_borrow_mut(|files| files.insert(path.to_owned(), kept.clone()));
    kept
}

async fn answer(env: &Env, path: String, cache: &str, accept: &str) -> Outcome<Answer> {
    let kept = match found(&path) {
        Some(kept) => kept,
        None => {
            let mut found = fetch(env, &path).await?;
            if found.status_code() != 200 {
                return Err(ProblemCode::RouteUnknown.into());
            }
            keep(&path, &found.bytes().await?)
        }
    };
    served(&kept, &path, cache, accept)
}

fn served(kept: &Kept, path: &str, cache: &str, accept: &str) -> Outcome<Answer> {
    let builder = ResponseBuilder::new()
        .with_header("content-type", media_type(path))?
        .with_header("cache-control", cache)?
        .with_header("access-control-allow-origin", "*")?
        .with_header("cross-origin-resource-policy", "cross-origin")?
        .with_header("x-content-type-options", "nosniff")?
        .with_header("vary", "accept-encoding")?;
    Ok(kept.answer(builder, accept)?)
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
