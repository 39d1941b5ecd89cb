//! Real browsers: Chromium, Firefox and WebKit, each driven by its own
//! protocol beneath one [`Tab`] and one [`Visitor`]. A test does not know which
//! engine it runs in; `BEDSIDE_BROWSER` names it.

mod actions;
pub mod axe;
mod capabilities;
mod chromium;
pub mod engine;
pub mod find;
mod firefox;
pub mod input;
pub mod node;
pub mod page;
mod page_log;
pub mod tab;
pub mod visitor;
mod webkit;

pub use capabilities::Ability;
pub(crate) use capabilities::is_able;
pub use engine::{Engine, Settings};
pub use node::Node;
pub use page::ASLEEP;
pub use tab::Tab;
pub use visitor::{Visitor, visitor, visitor_with};

#[cfg(test)]
mod tests;
