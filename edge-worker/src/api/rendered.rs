//! Rendered threads and feeds, cached in the isolate while they are current.

use crate::cached_body::CachedBody;
use bedside_domain::Millis;
use bedside_domain::limits::STALE_MS;
use bedside_http::cache::Cache;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// All cached renderings together, in bytes. An isolate has 128 MB for everything.
const BUDGET: usize = 16 * 1024 * 1024;

/// Bytes that a rendering occupies besides its body and its names, roughly: they
/// keep many small ones from being more than a few large ones.
const OVERHEAD: usize = 512;

/// Renderings at most: no bound of its own, as many as fit into [`BUDGET`].
const MOST: usize = BUDGET / OVERHEAD;

/// A rendering.
pub struct Rendering {
    /// The site.
    pub site: String,
    /// The name of its subject in the Site object: a page's key, or a feed's name.
    pub of: String,
    /// The validator of the view that it shows.
    pub validator: String,
    /// Its `ETag`.
    pub etag: String,
    /// Its bytes.
    pub body: CachedBody,
    /// The last time at which it was known to be current.
    checked: Cell<Millis>,
    /// True once a newer one took its place.
    superseded: Cell<bool>,
}

impl Rendering {
    /// A rendering of what was read at `now`.
    pub fn new(
        site: &str,
        of: &str,
        validator: String,
        etag: String,
        body: CachedBody,
        now: Millis,
    ) -> Self {
        Self {
            site: site.to_owned(),
            of: of.to_owned(),
            validator,
            etag,
            body,
            checked: Cell::new(now),
            superseded: Cell::new(false),
        }
    }

    /// True where it may be served without asking the Site object.
    pub fn is_fresh(&self, now: Millis) -> bool {
        now - self.checked.get() < STALE_MS
    }

    /// Notes that it was found current.
    pub fn confirm(&self, now: Millis) {
        self.checked.set(now);
    }

    /// True once a newer one took its place.
    pub fn is_superseded(&self) -> bool {
        self.superseded.get()
    }
}

thread_local! {
    static CACHE: RefCell<Cache<Rc<Rendering>>> = RefCell::new(Cache::new(BUDGET, MOST));
}

/// A cached rendering.
pub fn find(key: &str) -> Option<Rc<Rendering>> {
    CACHE.with_borrow_mut(|cache| cache.get(key).cloned())
}

/// Removes all renderings: their configuration has changed.
pub fn clear() {
    supersede(CACHE.with_borrow_mut(Cache::clear));
}

/// Caches a rendering, unless there is one that was read later.
pub fn insert(key: String, rendering: Rc<Rendering>) {
    let gone = CACHE.with_borrow_mut(|cache| {
        let newer = |cached: &Rc<Rendering>| cached.checked > rendering.checked;
        if cache.get(&key).is_some_and(newer) {
            // Read earlier and rendered longer than what is there.
            return vec![rendering];
        }
        // The page's key or the feed's name stands in the rendering once more.
        let bytes = rendering.body.weight() + key.len() + OVERHEAD;
        cache.insert(key, rendering, bytes)
    });
    supersede(gone);
}

fn supersede(gone: Vec<Rc<Rendering>>) {
    for rendering in gone {
        rendering.superseded.set(true);
    }
}
