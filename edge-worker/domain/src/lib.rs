//! Bedside's rules, as pure functions of their arguments.
//!
//! Nothing here does IO or reads a clock or a source of randomness: the time,
//! ids and random bytes come in as arguments. So every rule runs natively in a
//! test, in the worker, and where it helps the writer, in the browser.

pub mod access;
pub mod bidi;
pub mod buckets;
pub mod client_address;
pub mod comment;
pub mod comment_status;
pub mod cursor;
pub mod deployment;
mod deployment_error;
mod deployment_values;
pub mod device;
pub mod display_name;
pub mod error;
pub mod error_code;
pub mod hashing;
pub mod idempotency;
pub mod ids;
mod joiners;
pub mod limits;
pub mod link;
pub mod markdown;
pub mod metrics;
pub mod moderation;
pub mod name_skeleton;
mod name_words;
pub mod page;
pub mod page_key;
pub mod page_remap;
pub mod plain_text;
pub mod profession;
pub mod proof;
pub mod pseudonym;
pub mod publication;
pub mod rate;
pub mod rate_limits;
pub mod report;
pub mod reserved_names;
mod reserved_words;
pub mod return_address;
pub mod richtext;
pub mod role;
pub mod search;
pub mod session;
pub mod sign_in;
pub mod site_settings;
pub mod sort;
pub mod text;
pub mod text_override;
pub mod thread_merge;
pub mod time;
pub mod tree_path;
pub mod visible;
pub mod vote;

pub use comment_status::{CommentStatus, ModerationMode};
pub use error::DomainError;
pub use error_code::ErrorCode;
pub use role::Role;
pub use sort::Sort;
pub use time::Millis;
pub use vote::{Vote, Votes};
