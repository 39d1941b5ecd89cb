//! JSON for the wire's types, small: a reader on a phone pays for every byte.
//!
//! `serde_json` brings floating-point numbers, error texts and a second way to
//! read each struct; the contract needs none of them. What cannot be read is
//! `None`, because no caller could do more with a reason.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// The error of both directions, which says nothing.
#[derive(Debug)]
struct Wrong;

impl std::fmt::Display for Wrong {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
