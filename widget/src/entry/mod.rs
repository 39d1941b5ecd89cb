//! What the two browser modules export to the loader: `mount`, and a handle
//! with `destroy`. No logic lives here, only the order of things.

mod options;
#[cfg(feature = "reader")]
mod reader;
#[cfg(all(feature = "staff", not(feature = "reader")))]
mod staff;
