//! Effects of the components: talking to the worker, keeping
//! drafts, moving the focus. Outside a browser each hook does nothing, so that
//! components need not know where they run.

pub mod purpose;
pub mod services;
pub mod typed;
pub mod use_account;
pub mod use_devices;
pub mod use_draft;
pub mod use_focus;
pub mod use_preferences;
pub mod use_reply_feed;
pub mod use_request;
pub mod use_submit;
pub mod use_thread;

#[cfg(feature = "browser")]
pub(crate) mod error_mapping;
#[cfg(feature = "browser")]
pub(crate) mod fetch_viewer;
#[cfg(feature = "browser")]
pub(crate) mod preferences_sync;
#[cfg(feature = "browser")]
pub(crate) mod stored_draft;
#[cfg(feature = "browser")]
pub(crate) mod takedown;
#[cfg(feature = "browser")]
pub(crate) mod thread_sync;
