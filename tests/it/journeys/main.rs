//! What people do, in a browser: the four journeys of the design, and what can
//! come between.

mod arming;
mod comfort;
mod counting;
mod deciding;
mod deleting;
mod drafts;
mod keyboard;
mod languages;
mod live;
mod looks;
mod moderating;
mod moving_pages;
mod names;
mod offline;
mod own_words;
mod owning;
mod permalinks;
mod plain;
mod posting;
mod reading;
mod recent;
mod redirect;
mod removing;
mod replying;
mod reporting;
mod sessions;
mod shared_browser;
mod signing_in;
mod sorting;
mod voting;
