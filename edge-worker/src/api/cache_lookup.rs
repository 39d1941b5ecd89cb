//! Whole answers, kept for those who ask the same in the same words.
//!
//! Nearly all requests are the same `GET` of a thread or a feed. For these nothing is
//! parsed, routed or built: the address and the headers that an answer depends
//! on are looked up as they came.

use super::response::Parts;
use crate::platform;
use crate::site::op;
use bedside_http::cache::Cache;
use bedside_http::conditional::{names, wants_newest};
use bedside_http::response_key;
use std::cell::RefCell;
use std::rc::Rc;
use worker::Env;

/// Answers kept at most.
const MOST: usize = 512;
/// All of them together, in bytes. Their bodies are their renderings'; each adds
/// its address and headers.
const BUDGET: usize = 2 * 1024 * 1024;
/// The headers of one, in bytes, roughly.
const HEADERS: usize = 1024;

/// What somebody asks, as it came.
pub struct CacheLookup {
    /// Nothing where it is too long to be kept.
    key: Option<String>,
    if_none_match: Option<String>,
    newest: bool,
}

thread_local! {
    static ANSWERS: RefCell<Cache<Rc<Parts>>> = RefCell::new(Cache::new(BUDGET, MOST));
}

impl CacheLookup {
    /// The question of a request, if others may ask the same.
    pub fn of(request: &web_sys::Request) -> Option<Self> {
        let url = request.url();
        if !response_key::is_shared(&url) || request.method() != "GET" {
            return None;
        }
        let headers = request.headers();
        let header = |name| headers.get(name).ok().flatten();
        let varying = response_key::VARIES_BY.map(|name| header(name).unwrap_or_default());
        let encodings = platform::encodings(request);
        Some(Self {
            key: response_key::of(url, &encodings, varying.iter().map(String::as_str)),
            if_none_match: header("if-none-match"),
            newest: header("cache-control").is_some_and(|asked| wants_newest(&asked)),
        })
    }

    fn kept(&self) -> Option<Rc<Parts>> {
        let key = self.key.as_ref()?;
        let parts = ANSWERS.with_borrow_mut(|answers| answers.get(key).cloned())?;
        (!parts.rendering.is_superseded()).then_some(parts)
    }

    /// The kept answer, where nobody need be asked whether it still holds.
    pub fn immediate_response(&self) -> Option<web_sys::Response> {
        if self.newest {
            return None;
        }
        let parts = self.kept()?;
        if !parts.rendering.is_fresh(platform::now()) {
            return None;
        }
        self.worded(&parts).ok()
    }

    /// The kept answer, when the Site object says that it still holds.
    pub async fn to_response(&self, env: &Env) -> Option<web_sys::Response> {
        let parts = self.kept()?;
        let now = platform::now();
        let rendering = &parts.rendering;
        let same = op::revalidate(env, &rendering.site, &rendering.of, &rendering.validator);
        // What fails here fails again on the long way, which says how.
        if !same.await.ok()? {
            return None;
        }
        rendering.confirm(now);
        self.worded(&parts).ok()
    }

    /// Gives an answer, and keeps it for the next who asks.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn keep(self, parts: Parts) -> worker::Result<web_sys::Response> {
        let response = self.worded(&parts)?;
        let Some(key) = self.key else {
            return Ok(response);
        };
        ANSWERS.with_borrow_mut(|answers| {
            // What the cache of renderings let go is not held on to here.
            answers.retain(|parts| !parts.rendering.is_superseded());
            answers.insert(key, Rc::new(parts), HEADERS);
        });
        Ok(response)
    }

    fn worded(&self, parts: &Parts) -> worker::Result<web_sys::Response> {
        let etag = &parts.rendering.etag;
        if self
            .if_none_match
            .as_ref()
            .is_some_and(|known| names(known, etag))
        {
            parts.not_modified()
        } else {
            parts.response()
        }
    }
}
