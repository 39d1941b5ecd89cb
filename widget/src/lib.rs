//! Bedside's thread, composer and moderation queue as Yew components.
//!
//! The same components run in three places, chosen by feature: `ssr` renders
//! them to HTML inside the edge worker; `reader` hydrates that HTML in a
//! browser; `moderation` is the second browser module with the moderation queue
//! and the owner's settings, `comfort` the third one, with what a reader can
//! choose about reading. What needs a browser sits behind `browser`.

/// The standard library's allocator is 2 KB larger where a reader pays for
/// every byte. This one takes constant time as well.
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(feature = "browser")]
pub mod api;
#[cfg(feature = "browser")]
pub mod browser;
pub mod comfort;
pub mod components;
pub mod embed;
#[cfg(any(feature = "reader", feature = "moderation", feature = "comfort"))]
mod entry;
pub mod hooks;
pub mod json;
#[cfg(feature = "moderation")]
pub mod moderation;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "browser")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod state;

#[cfg(test)]
mod style_tests;
