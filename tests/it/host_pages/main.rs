//! Bedside as a guest: on strict pages, twice on one page, put in and taken
//! out, and on the demo's own pages.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, and says why"
)]

mod addresses;
mod changed;
mod demo_site;
mod draft_kept;
mod hosts;
mod isolation;
mod layouts;
mod lifecycle;
mod parts;
mod policies;
mod privacy;
mod service_worker;
mod storage;
mod themes;
mod timeouts;
