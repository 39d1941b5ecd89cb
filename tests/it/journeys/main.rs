//! Journeys of people in a browser: the four journeys of the design, and what can
//! come between.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, and says why"
)]

mod accessibility;
mod counting;
mod deleting;
mod double_clicks;
mod drafts;
mod keyboard;
mod languages;
mod live;
mod moderation;
mod moderation_undo;
mod names;
mod offline;
mod ownership;
mod page_moves;
mod permalinks;
mod plain;
mod posting;
mod preferences;
mod reading;
mod recent;
mod redirect;
mod removal;
mod replying;
mod reporting;
mod sessions;
mod shared_browser;
mod signing_in;
mod sorting;
mod text_overrides;
mod votes;
