//! Bedside as a guest: on strict pages, twice on one page, put in and taken
//! out, and on the demo's own pages.

mod addresses;
mod caches;
mod changed;
mod demo_site;
mod guest;
mod hosts;
mod kept_text;
mod layouts;
mod lifecycle;
mod parts;
mod policies;
mod privacy;
mod silence;
mod storage;
mod themes;
