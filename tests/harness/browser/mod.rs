//! Real browsers: Chromium, Firefox and WebKit, each driven by its own
//! protocol beneath one [`Tab`] and one [`Visitor`]. A test does not know which
//! engine it runs in; `BEDSIDE_BROWSER` names it.

mod actions;
pub mod axe;
mod chromium;
pub mod engine;
pub mod find;
mod firefox;
pub mod input;
mod journal;
mod lacks;
pub mod node;
pub mod page;
pub mod tab;
pub mod visitor;
mod webkit;
mod wire;

pub use engine::{Engine, Settings};
pub use lacks::Ability;
pub(crate) use lacks::is_able;
pub use node::Node;
pub use page::ASLEEP;
pub use tab::Tab;
pub use visitor::{Visitor, visitor, visitor_with};

#[cfg(test)]
mod tests;
