//! Exports of the browser modules to the loader: `mount`, and a handle with
//! `destroy`. No logic lives here, only the order of things.

#[cfg(all(
    feature = "comfort",
    not(any(feature = "reader", feature = "moderation"))
))]
mod comfort;
#[cfg(feature = "reader")]
mod lazy_module;
#[cfg(all(feature = "moderation", not(feature = "reader")))]
mod moderation;
mod options;
#[cfg(feature = "reader")]
mod reader;
