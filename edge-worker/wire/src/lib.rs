//! The contract between the edge worker and the widget.
//!
//! Types here cross the network as JSON and nothing else: no IO, no clock, no
//! component and no row. Enums that the domain has as well are declared after
//! it (`mirror!`) and converted explicitly; only the tree of a comment's text is
//! the domain's own type. A widget cached on a site last month must keep
//! working against today's worker, so a field may be added (readers ignore
//! what they do not know), never renamed or given another meaning; an enum
//! that may grow reads an unknown value as its `Unknown` variant.
//!
//! Times are RFC 3339 in UTC, ids are UUIDv7 text, cursors are opaque.

pub mod comment;
pub mod counts;
pub mod embed;
pub mod live;
mod mirror;
pub mod moderation;
pub mod pages;
pub mod problem;
pub mod report;
pub mod session;
pub mod settings;
pub mod texts;
pub mod thread;
pub mod viewer;
pub mod vote;

pub use bedside_domain::richtext;
pub use comment::{CommentStatus, CommentView, EditComment, PostComment};
pub use problem::{Problem, ProblemCode};
pub use thread::{CollapsedReplies, Sort, ThreadChanges, ThreadView};
pub use viewer::{OwnComment, Removal, Role, Viewer};
pub use vote::{Vote, Votes};

#[cfg(test)]
mod json_tests;
