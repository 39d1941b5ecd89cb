//! The comments whose HTML stands before the thread comes to life. The worker
//! renders each by itself, so that the browser can take over one by one.

#[cfg(feature = "reader")]
mod standing;
#[cfg(feature = "reader")]
pub use standing::{Island, Rendered};

#[cfg(not(feature = "reader"))]
mod prepared;
#[cfg(not(feature = "reader"))]
pub use prepared::{Island, Rendered};
