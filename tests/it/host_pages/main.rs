//! Bedside as a guest: on strict pages, twice on one page, put in and taken
//! out, and on the demo's own pages.

mod addresses;
mod demo_site;
mod guest;
mod hosts;
mod lifecycle;
mod parts;
mod policies;
mod privacy;
mod storage;
mod themes;
