//! Comments that their authors deleted and may bring back for a moment.

use super::db::Db;
use crate::error::Result;
use bedside_domain::{CommentStatus, Millis};
use serde::Deserialize;

/// A deletion.
#[derive(Deserialize)]
pub struct DeletionRow {
    /// The status that the comment had before.
    pub status: CommentStatus,
    /// When it was deleted.
    pub made_at: Millis,
}

/// The deletion of a comment, while it can be undone.
pub fn find(db: &Db, comment: &str) -> Result<Option<DeletionRow>> {
    db.first(
        "SELECT status, made_at FROM deletions WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// Notes that a comment of this status is deleted.
pub fn add(db: &Db, comment: &str, status: CommentStatus, now: Millis) -> Result<()> {
    db.run(
        "INSERT INTO deletions (comment_id, status, made_at) VALUES (?, ?, ?)",
        vec![comment.into(), status.as_ref().into(), now.into()],
    )
}

/// Forgets a deletion: it was undone, or is final.
pub fn remove(db: &Db, comment: &str) -> Result<()> {
    db.run(
        "DELETE FROM deletions WHERE comment_id = ?",
        vec![comment.into()],
    )
}
