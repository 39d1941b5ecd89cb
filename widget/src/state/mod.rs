//! What the widget knows, and how each thing that happens changes it: pure
//! reducers, tested natively.

pub mod app;
pub mod draft;
pub mod order;
pub mod queue;
pub mod session;
pub mod thread;
pub mod trouble;

pub use app::{Act, App, Load, Open, Press};
pub use session::Session;
pub use thread::{Row, Thread};
pub use trouble::Trouble;
