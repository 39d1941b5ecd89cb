//! The browser as the widget needs it: the only place that names `web_sys`
//! or `gloo`.
//!
//! Nothing here panics on a browser that refuses something: blocked storage,
//! a missing API or a closed window are ordinary answers.

pub mod ages;
pub(crate) mod base64url;
mod clock;
mod departure;
mod http;
mod inbox;
pub(crate) mod kept;
mod listener;
mod log;
mod window;

pub mod dialog;
pub mod draft;
pub mod field;
pub mod focus;
#[cfg(feature = "reader")]
pub mod host_page;
pub mod keys;
pub mod live;
#[cfg(feature = "reader")]
pub mod modules;
pub mod network;
pub mod permalink;
#[cfg(feature = "comfort")]
pub mod pieces;
#[cfg(feature = "staff")]
pub mod presence;
pub mod presses;
pub mod random;
#[cfg(feature = "reader")]
mod rendered_text;
pub mod siblings;
pub mod stage;
pub mod vault;

pub use clock::{now_ms, parse_time};
pub use departure::leave_with;
pub use http::{Answer, Freshness, Life, NoAnswer, Request, send};
pub use inbox::{Inbox, sleep};
pub use listener::Listener;
pub use log::tell_owner;
pub use window::{Popup, address, has_focus, is_visible, origin};
