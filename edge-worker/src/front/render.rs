//! Rendered threads, kept in the isolate while they are true.

use crate::compress::Kept;
use bedside_domain::Millis;
use bedside_domain::limits::STALE_MS;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// All kept renderings together, in bytes. An isolate has 128 MB for everything.
const BUDGET: usize = 16 * 1024 * 1024;

/// A rendering.
pub struct Rendering {
    /// Which state of the thread it shows.
    pub tag: String,
    /// Its `ETag`.
    pub etag: String,
    /// Its bytes.
    pub body: Kept,
}

struct Entry {
    rendering: Rc<Rendering>,
    checked: Millis,
    used: u64,
}

#[derive(Default)]
struct Cache {
    entries: HashMap<String, Entry>,
    weight: usize,
    clock: u64,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// A kept rendering, and whether it may be served without asking.
pub fn find(key: &str, now: Millis) -> Option<(Rc<Rendering>, bool)> {
    CACHE.with_borrow_mut(|cache| {
        cache.clock += 1;
        let clock = cache.clock;
        let entry = cache.entries.get_mut(key)?;
        entry.used = clock;
        Some((entry.rendering.clone(), now - entry.checked < STALE_MS))
    })
}

/// Notes that a kept rendering was found true.
pub fn confirm(key: &str, now: Millis) {
    CACHE.with_borrow_mut(|cache| {
        if let Some(entry) = cache.entries.get_mut(key) {
            entry.checked = now;
        }
    });
}

/// Keeps a rendering, and drops the ones used longest ago when there are too many.
pub fn keep(key: String, rendering: Rc<Rendering>, now: Millis) {
    CACHE.with_borrow_mut(|cache| {
        cache.clock += 1;
        cache.weight += rendering.body.weight();
        let entry = Entry {
            rendering,
            checked: now,
            used: cache.clock,
        };
        if let Some(old) = cache.entries.insert(key, entry) {
            cache.weight -= old.rendering.body.weight();
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
            cache.weight -= removed.rendering.body.weight();
        }
    });
}
