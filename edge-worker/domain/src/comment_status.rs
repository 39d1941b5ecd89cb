//! Status of comments in moderation.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, VariantArray};

/// A comment's status in moderation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, AsRefStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CommentStatus {
    /// Waiting for a moderator; only the author and moderators see it.
    #[default]
    Pending,
    /// Everybody sees it.
    Published,
    /// A moderator refused it; the author sees the reason.
    Rejected,
    /// A moderator took it down. Where public comments follow below it, a
    /// placeholder without author and text stays.
    Removed,
    /// Its author took it back; it leaves a placeholder likewise.
    Deleted,
}

impl CommentStatus {
    /// True for a removed or deleted comment: readers see a placeholder at most.
    pub fn is_gone(self) -> bool {
        matches!(self, CommentStatus::Removed | CommentStatus::Deleted)
    }
}

/// When a new comment becomes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModerationMode {
    /// At once.
    PublishFirst,
    /// A moderator reads it first.
    #[default]
    ApproveFirst,
}
