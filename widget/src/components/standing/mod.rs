//! The comments that stand before the thread around them does: the worker
//! renders each by itself, so that the browser can take over one by one.

#[cfg(feature = "reader")]
mod alive;
#[cfg(feature = "reader")]
pub use alive::{Rendered, Standing};

#[cfg(not(feature = "reader"))]
mod prepared;
#[cfg(not(feature = "reader"))]
pub use prepared::{Rendered, Standing};
