//! The moderation queue.

use crate::comment::CommentView;
use serde::{Deserialize, Serialize};

/// One page of the queue, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The entries.
    pub items: Vec<QueueEntry>,
    /// Cursor of the entries that follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many comments wait on the whole site.
    pub waiting: u64,
}

/// A comment that waits, with what a moderator needs to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    /// The comment.
    pub comment: CommentView,
    /// The page's key.
    pub page: String,
    /// The page's title, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_title: Option<String>,
    /// The page's address, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_url: Option<String>,
    /// The comment it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<CommentView>,
    /// How the author's earlier comments on this site were decided.
    pub history: AuthorHistory,
    /// Texts before the current one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Revision>,
}

/// Counts of an author's other comments on the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorHistory {
    /// Published.
    pub published: u64,
    /// Rejected.
    pub rejected: u64,
    /// Waiting, this one included.
    pub pending: u64,
}

/// An earlier text of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// 1 for the text first posted.
    pub revision: u32,
    /// RFC 3339 in UTC.
    pub time: String,
    /// The Markdown of that time.
    pub source: String,
}

/// A moderator's approval of the revision they read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approve {
    /// The revision that was read. A comment edited since answers
    /// `comment_changed` instead of being approved unread.
    pub revision: u32,
}

/// A moderator's refusal of the revision they read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The revision that was read.
    pub revision: u32,
    /// Told to the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The comment as it stands now.
    pub comment: CommentView,
    /// How many comments still wait on the site.
    pub waiting: u64,
}
