//! A reader's comfort: people and words muted, what is new since the last
//! visit, keys that lead there. A module of its own that only readers fetch
//! who open the options or chose something on an earlier page.
//!
//! It works on the thread as it stands in the page: it adds to comments what
//! the thread's own module does not know, and takes it away again. Only the
//! reader's browser knows what they chose.

pub mod choices;
#[cfg(feature = "comfort")]
mod dress;
pub mod folding;
pub mod keys;
pub mod muting;
pub mod news;
#[cfg(feature = "comfort")]
mod page;
#[cfg(feature = "comfort")]
mod panel;
#[cfg(feature = "comfort")]
mod thread;
#[cfg(feature = "comfort")]
mod visit;

#[cfg(feature = "comfort")]
pub use thread::Comfort;
