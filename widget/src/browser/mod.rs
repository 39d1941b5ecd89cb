//! The browser as the widget needs it: the only place that names `web_sys`
//! or `gloo`.
//!
//! Nothing here panics on a browser that refuses something: blocked storage,
//! a missing API or a closed window are ordinary answers.

pub(crate) mod base64url;
mod clock;
mod departure;
mod http;
mod listener;
pub(crate) mod local_storage;
mod log;
mod mailbox;
pub mod relative_time;
mod window;

pub mod click_delegation;
pub mod dialog;
pub mod draft;
pub mod field;
pub mod focus;
#[cfg(feature = "reader")]
pub mod host_page;
pub mod key_store;
pub mod keys;
pub mod live;
#[cfg(feature = "reader")]
pub mod modules;
pub mod mount_point;
pub mod network;
pub mod permalink;
#[cfg(feature = "comfort")]
pub mod pieces;
#[cfg(feature = "moderation")]
pub mod presence;
pub mod random;
#[cfg(feature = "reader")]
mod rendered_text;
pub mod siblings;

pub use clock::{now_ms, parse_time};
pub use departure::leave_with;
pub use http::{AbortScope, CacheMode, HttpRequest, HttpResponse, NetworkError, send};
pub use listener::Listener;
pub use log::tell_owner;
pub use mailbox::{Mailbox, sleep};
pub use window::{Popup, address, has_focus, is_visible, origin};
