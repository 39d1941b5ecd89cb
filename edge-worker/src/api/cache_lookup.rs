//! Whole answers, kept for those who ask the same in the same words.
//!
//! Nearly all requests are the same `GET` of a thread or a feed. For these nothing is
//! parsed, routed or built: the address and the headers that an answer depends
//! on are looked up as they came.

use super::response::CachedResponse;
use crate::platform::{self, RawRequest, RawResponse};
use crate::site::op;
use bedside_http::cache::Cache;
use bedside_http::conditional::wants_newest;
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
    static ANSWERS: RefCell<Cache<Rc<CachedResponse>>> = RefCell::new(Cache::new(BUDGET, MOST));
}

impl CacheLookup {
    /// The question of a request, if others may ask the same.
    pub fn of(request: &RawRequest) -> Option<Self> {
        let url = request.url();
        if !response_key::is_shared(&url) || request.method() != "GET" {
            return None;
        }
        let header = |name| request.header(name);
        let varying = response_key::VARIES_BY.map(|name| header(name).unwrap_or_default());
        let encodings = request.encodings();
        Some(Self {
            key: response_key::of(url, &encodings, varying.iter().map(String::as_str)),
            if_none_match: header("if-none-match"),
            newest: header("cache-control").is_some_and(|asked| wants_newest(&asked)),
        })
    }

    fn kept(&self) -> Option<Rc<CachedResponse>> {
        let key = self.key.as_ref()?;
        let cached = ANSWERS.with_borrow_mut(|answers| answers.get(key).cloned())?;
        (!cached.rendering.is_superseded()).then_some(cached)
    }

    /// The kept answer, where nobody need be asked whether it still holds.
    pub fn immediate_response(&self) -> Option<RawResponse> {
        if self.newest {
            return None;
        }
        let cached = self.kept()?;
        if !cached.rendering.is_fresh(platform::now()) {
            return None;
        }
        cached.to_response(self.if_none_match.as_deref()).ok()
    }

    /// The kept answer, when the Site object says that it still holds.
    pub async fn to_response(&self, env: &Env) -> Option<RawResponse> {
        let cached = self.kept()?;
        let now = platform::now();
        let rendering = &cached.rendering;
        let same = op::revalidate(env, &rendering.site, &rendering.of, &rendering.validator);
        // What fails here fails again on the long way, which says how.
        if !same.await.ok()? {
            return None;
        }
        rendering.confirm(now);
        cached.to_response(self.if_none_match.as_deref()).ok()
    }

    /// Gives an answer, and keeps it for the next who asks.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn keep(self, cached: CachedResponse) -> worker::Result<RawResponse> {
        let response = cached.to_response(self.if_none_match.as_deref())?;
        let Some(key) = self.key else {
            return Ok(response);
        };
        ANSWERS.with_borrow_mut(|answers| {
            // What the cache of renderings let go is not held on to here.
            answers.retain(|cached| !cached.rendering.is_superseded());
            answers.insert(key, Rc::new(cached), HEADERS);
        });
        Ok(response)
    }
}
