//! Chromium, driven by its DevTools protocol.
//!
//! One browser serves all tests of a binary; every [`Visitor`] has a context
//! of their own, with its own cookies, storage and windows.

pub mod axe;
mod cdp;
pub mod find;
pub mod input;
mod journal;
pub mod node;
pub mod page;
mod start;
pub mod tab;
pub mod visitor;

pub use node::Node;
pub use start::Browser;
pub use tab::Tab;
pub use visitor::{Visitor, visitor};

#[cfg(test)]
mod tests;
