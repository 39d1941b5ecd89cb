//! Whole answers, kept for those who ask the same in the same words.
//!
//! Nearly all requests are the same `GET` of a thread or a feed. For these nothing is
//! parsed, routed or built: the address and the headers that an answer depends
//! on are looked up as they came.

use super::response::Parts;
use crate::platform;
use crate::site::op;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use worker::Env;

/// Answers kept at most. Their bytes are their renderings'; each adds its
/// address and headers.
const MOST: usize = 512;

/// Bytes of an address, with the headers that count, whose answer is kept. Longer
/// ones are made up to be different more often than they are asked for again.
const LONGEST: usize = 4 * 1024;

/// The headers that an answer depends on, besides the encodings.
const SAME: [&str; 2] = ["accept-language", "origin"];

/// What somebody asks, as it came.
pub struct CacheLookup {
    /// Nothing where it is too long to be kept.
    key: Option<String>,
    if_none_match: Option<String>,
    newest: bool,
}

thread_local! {
    static ANSWERS: RefCell<HashMap<String, Rc<Parts>>> = RefCell::default();
}

impl CacheLookup {
    /// The question of a request, if others may ask the same.
    pub fn of(request: &web_sys::Request) -> Option<Self> {
        let mut key = request.url();
        let often = key.contains("/thread?") || key.contains("/feed.");
        // Whoever is behind a cache of the page's asks each time by another address.
        let once = key.contains("&fresh=");
        if !often || once || request.method() != "GET" {
            return None;
        }
        let headers = request.headers();
        let header = |name| headers.get(name).ok().flatten();
        key.push('\n');
        key.push_str(&platform::encodings(request));
        for name in SAME {
            key.push('\n');
            key.push_str(&header(name).unwrap_or_default());
        }
        Some(Self {
            key: Some(key).filter(|key| key.len() <= LONGEST),
            if_none_match: header("if-none-match"),
            newest: header("cache-control").is_some_and(|asked| wants_newest(&asked)),
        })
    }

    fn kept(&self) -> Option<Rc<Parts>> {
        let key = self.key.as_ref()?;
        let parts = ANSWERS.with_borrow(|answers| answers.get(key).cloned())?;
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
            answers.retain(|_, parts| !parts.rendering.is_superseded());
            if answers.len() >= MOST {
                answers.clear();
            }
            answers.insert(key, Rc::new(parts));
        });
        Ok(response)
    }

    fn worded(&self, parts: &Parts) -> worker::Result<web_sys::Response> {
        let etag = &parts.rendering.etag;
        if self
            .if_none_match
            .as_ref()
            .is_some_and(|known| has(known, etag))
        {
            parts.not_modified()
        } else {
            parts.response()
        }
    }
}

/// Whether an `If-None-Match` names this `ETag` (RFC 9110, 13.1.2).
pub fn has(known: &str, etag: &str) -> bool {
    known.split(',').any(|validator| validator.trim() == etag)
}

/// Whether the reader takes nothing that is kept without asking (RFC 9111,
/// 5.2.1): browsers say so when a page is loaded again.
pub fn wants_newest(cache_control: &str) -> bool {
    cache_control
        .split(',')
        .any(|directive| matches!(directive.trim(), "no-cache" | "max-age=0"))
}
