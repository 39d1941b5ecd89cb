//! What the widget knows, and how each thing that happens changes it: pure
//! reducers, tested natively.

pub mod act;
pub mod app;
pub mod ask;
pub mod dispatch;
pub mod draft;
pub mod ids;
pub mod order;
pub mod own_texts;
pub mod queue;
pub mod row;
pub mod said;
pub mod session;
pub mod staff_dialog;
pub mod takedown;
pub mod thread;
pub mod trouble;
pub mod verdict;
pub mod viewer;
pub mod voting;

pub use act::{Act, Load, Open, Press};
pub use app::App;
pub use ask::Ask;
pub use row::Row;
pub use said::Said;
pub use session::Session;
pub use thread::Thread;
pub use trouble::Trouble;
pub use voting::Ballot;
