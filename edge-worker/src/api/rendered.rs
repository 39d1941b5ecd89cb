//! Rendered threads and feeds, kept in the isolate while they are true.

use crate::cached_body::CachedBody;
use bedside_domain::Millis;
use bedside_domain::limits::STALE_MS;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// All kept renderings together, in bytes. An isolate has 128 MB for everything.
const BUDGET: usize = 16 * 1024 * 1024;

/// What a rendering occupies besides its bytes and names, in bytes, roughly: it
/// keeps many small ones from being more than a few large ones.
const OVERHEAD: usize = 512;

/// A rendering.
pub struct Rendering {
    /// The site.
    pub site: String,
    /// What it shows, as the Site object calls it: a page's key, or a feed's name.
    pub of: String,
    /// Which state of that it shows.
    pub validator: String,
    /// Its `ETag`.
    pub etag: String,
    /// Its bytes.
    pub body: CachedBody,
    /// When it was last known to be true.
    checked: Cell<Millis>,
    /// Whether a newer one took its place.
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

    /// Whether it may be served without asking.
    pub fn is_fresh(&self, now: Millis) -> bool {
        now - self.checked.get() < STALE_MS
    }

    /// Notes that it was found true.
    pub fn confirm(&self, now: Millis) {
        self.checked.set(now);
    }

    /// Whether a newer one took its place.
    pub fn is_superseded(&self) -> bool {
        self.superseded.get()
    }
}

struct Entry {
    rendering: Rc<Rendering>,
    weight: usize,
    used: u64,
}

#[derive(Default)]
struct Cache {
    entries: HashMap<String, Entry>,
    weight: usize,
    clock: u64,
}

impl Cache {
    fn let_go(&mut self, entry: &Entry) {
        self.weight -= entry.weight;
        entry.rendering.superseded.set(true);
    }
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// A kept rendering.
pub fn find(key: &str) -> Option<Rc<Rendering>> {
    CACHE.with_borrow_mut(|cache| {
        cache.clock += 1;
        let clock = cache.clock;
        let entry = cache.entries.get_mut(key)?;
        entry.used = clock;
        Some(entry.rendering.clone())
    })
}

/// Lets go of all renderings: what they were made from has changed.
pub fn forget() {
    CACHE.with_borrow_mut(|cache| {
        for (_, entry) in std::mem::take(&mut cache.entries) {
            cache.let_go(&entry);
        }
    });
}

/// Keeps a rendering, and drops the ones used longest ago when there are too many.
pub fn keep(key: String, rendering: Rc<Rendering>) {
    CACHE.with_borrow_mut(|cache| {
        let newer = |entry: &Entry| entry.rendering.checked > rendering.checked;
        if cache.entries.get(&key).is_some_and(newer) {
            // Read earlier and rendered longer than what is there.
            rendering.superseded.set(true);
            return;
        }
        cache.clock += 1;
        // The page's key or the feed's name stands in the rendering once more.
        let weight = rendering.body.weight() + key.len() * 2 + OVERHEAD;
        cache.weight += weight;
        let entry = Entry {
            rendering,
            weight,
            used: cache.clock,
        };
        if let Some(old) = cache.entries.insert(key, entry) {
            cache.let_go(&old);
        }
        while cache.weight > BUDGET {
            let oldest = cache
                .entries
                .iter()
                .min_by_key(|(_, entry)| entry.used)
                .map(|(key, _)| key.clone());
            let Some(removed) = oldest.and_then(|key| cache.entries.remove(&key)) else {
                break;
            };
            cache.let_go(&removed);
        }
    });
}
