//! The widget's state, and how each action changes it: pure
//! reducers, tested natively.

pub mod action;
pub mod announcement;
pub mod app;
pub mod comment_action;
pub mod comment_row;
pub mod dispatch;
pub mod draft;
pub mod ids;
pub mod list_position;
pub mod moderation_dialog;
pub mod queue;
pub mod session;
pub mod takedown;
pub mod text_overrides;
pub mod thread;
pub mod ui_error;
pub mod verdict;
pub mod viewer;
pub mod voting;

pub use action::{Action, LoadRequest, OpenForm, UiEvent};
pub use announcement::Announcement;
pub use app::App;
pub use comment_action::CommentAction;
pub use comment_row::ListedComment;
pub use session::SessionState;
pub use thread::Thread;
pub use ui_error::UiError;
pub use voting::Ballot;
