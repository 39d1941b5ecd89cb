//! Comments that their authors deleted and may bring back for a moment.

use super::db::Db;
use crate::error::Outcome;
use bedside_domain::Millis;
use bedside_wire::CommentStatus;
use serde::Deserialize;

/// A deletion.
#[derive(Deserialize)]
pub struct Deletion {
    /// The status that the comment had before.
    pub status: CommentStatus,
    /// When it was deleted.
    pub made_at: Millis,
}

/// The deletion of a comment, while it can be undone.
///
/// # Errors
/// Our own fault only.
pub fn find(db: &Db, comment: &str) -> Outcome<Option<Deletion>> {
    db.first(
        "SELECT status, made_at FROM deletions WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// Notes that a comment of this status is deleted.
///
/// # Errors
/// Our own fault only.
pub fn add(db: &Db, comment: &str, status: CommentStatus, now: Millis) -> Outcome<()> {
    db.run(
        "INSERT INTO deletions (comment_id, status, made_at) VALUES (?, ?, ?)",
        vec![
            comment.into(),
            super::comment_row::status_text(status).into(),
            now.into(),
        ],
    )
}

/// Forgets a deletion: it was undone, or is final.
///
/// # Errors
/// Our own fault only.
pub fn remove(db: &Db, comment: &str) -> Outcome<()> {
    db.run(
        "DELETE FROM deletions WHERE comment_id = ?",
        vec![comment.into()],
    )
}
