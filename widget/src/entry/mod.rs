//! What the browser modules export to the loader: `mount`, and a handle with
//! `destroy`. No logic lives here, only the order of things.

#[cfg(all(feature = "comfort", not(any(feature = "reader", feature = "staff"))))]
mod comfort;
#[cfg(feature = "reader")]
mod guest;
mod options;
#[cfg(feature = "reader")]
mod reader;
#[cfg(all(feature = "staff", not(feature = "reader")))]
mod staff;
