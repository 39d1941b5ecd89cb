//! Counts of this isolate. Bare workerd has one, so its counts are the
//! whole; on Cloudflare's network there are many.

use crate::config;
use crate::live_room::budget;
use crate::platform;
use bedside_domain::Millis;
use bedside_domain::metrics::{Gauges, Metrics};
use bedside_domain::rate_limits::Limit;
use std::cell::{Cell, RefCell};

thread_local! {
    static METRICS: RefCell<Metrics> = RefCell::default();
    static CACHED: Cell<u64> = const { Cell::new(0) };
    static STARTED: Cell<Millis> = const { Cell::new(0) };
}

/// Counts a response that was given from memory.
pub fn count_cached() {
    CACHED.set(CACHED.get().saturating_add(1));
}

/// Counts a request of a route's class; of none, where there is no such route.
pub fn record(class: Option<Limit>, status: u16, began: Millis) {
    if STARTED.get() == 0 {
        STARTED.set(began);
    }
    let class = match class {
        None => "unknown",
        Some(Limit::Free) => "free",
        Some(limit) => limit.as_str(),
    };
    let took = platform::now() - began;
    METRICS.with_borrow_mut(|metrics| metrics.record(class, status, took));
}

/// Everything that was counted, as text.
pub fn text(build: &str) -> String {
    let gauges = Gauges {
        build,
        started: STARTED.get(),
        cached: CACHED.get(),
        live: budget::open(),
        configuration_ok: config::is_healthy(),
    };
    METRICS.with_borrow(|metrics| metrics.text(gauges))
}
