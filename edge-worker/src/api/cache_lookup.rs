//! Whole responses, cached for those who send the same request.
//!
//! Nearly all requests are the same `GET` of a thread or a feed. For these nothing is
//! parsed, routed or built: the address and the headers that a response depends
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

/// Responses cached at most.
const MOST: usize = 512;
/// All of them together, in bytes. Their bodies are their renderings'; each adds
/// its address and headers.
const BUDGET: usize = 2 * 1024 * 1024;
/// The headers of one, in bytes, roughly.
const HEADERS: usize = 1024;

/// A request that others may send as well, as it came.
pub struct CacheLookup {
    /// The key of its response; none where it is too long to be cached.
    key: Option<String>,
    if_none_match: Option<String>,
    newest: bool,
}

thread_local! {
    static RESPONSES: RefCell<Cache<Rc<CachedResponse>>> = RefCell::new(Cache::new(BUDGET, MOST));
}

impl CacheLookup {
    /// The lookup of a request, if others may send the same.
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

    fn cached(&self) -> Option<Rc<CachedResponse>> {
        let key = self.key.as_ref()?;
        let cached = RESPONSES.with_borrow_mut(|responses| responses.get(key).cloned())?;
        (!cached.rendering.is_superseded()).then_some(cached)
    }

    /// The cached response, where it is fresh without asking the Site object.
    pub fn immediate_response(&self) -> Option<RawResponse> {
        if self.newest {
            return None;
        }
        let cached = self.cached()?;
        if !cached.rendering.is_fresh(platform::now()) {
            return None;
        }
        cached.to_response(self.if_none_match.as_deref()).ok()
    }

    /// The cached response, when the Site object says that it is current.
    pub async fn to_response(&self, env: &Env) -> Option<RawResponse> {
        let cached = self.cached()?;
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

    /// Gives a response, and caches it for the next request.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn insert(self, cached: CachedResponse) -> worker::Result<RawResponse> {
        let response = cached.to_response(self.if_none_match.as_deref())?;
        let Some(key) = self.key else {
            return Ok(response);
        };
        RESPONSES.with_borrow_mut(|responses| {
            // What the cache of renderings let go is not held on to here.
            responses.retain(|cached| !cached.rendering.is_superseded());
            responses.insert(key, Rc::new(cached), HEADERS);
        });
        Ok(response)
    }
}
