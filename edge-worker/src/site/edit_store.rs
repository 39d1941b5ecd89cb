//! New texts for published comments, which wait beside them.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use serde::{Deserialize, Serialize};

/// A new text for a published comment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WaitingEditRow {
    /// The comment.
    pub comment_id: String,
    /// Markdown.
    pub body: String,
    /// The comment's revision, once the text is approved.
    pub revision: u32,
    /// When it was sent.
    pub created_at: Millis,
    /// 1 once a moderator rejected it.
    pub rejected: u8,
    /// The moderator's reason.
    pub reason: Option<String>,
}

/// The new text of a comment.
pub fn find(db: &Db, comment: &str) -> Result<Option<WaitingEditRow>> {
    db.first(
        "SELECT comment_id, body, revision, created_at, rejected, reason FROM waiting_edits WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// The new texts of those of these comments that have one.
pub fn of(db: &Db, comments: &[&str]) -> Result<Vec<WaitingEditRow>> {
    db.all(
        "SELECT w.comment_id, w.body, w.revision, w.created_at, w.rejected, w.reason
         FROM json_each(?) d CROSS JOIN waiting_edits w ON w.comment_id = d.value",
        vec![serde_json::to_string(comments)?.into()],
    )
}

/// Stores the new text of a comment; it replaces another one that waits.
pub fn put(db: &Db, edit: &WaitingEditRow) -> Result<()> {
    db.run(
        "INSERT INTO waiting_edits (comment_id, body, revision, created_at, rejected, reason) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (comment_id) DO UPDATE SET body = excluded.body, revision = excluded.revision,
             created_at = excluded.created_at, rejected = excluded.rejected, reason = excluded.reason",
        vec![
            edit.comment_id.as_str().into(),
            edit.body.as_str().into(),
            i64::from(edit.revision).into(),
            edit.created_at.into(),
            i64::from(edit.rejected).into(),
            edit.reason.as_deref().into(),
        ],
    )
}

/// Forgets the new text of a comment.
pub fn remove(db: &Db, comment: &str) -> Result<()> {
    db.run(
        "DELETE FROM waiting_edits WHERE comment_id = ?",
        vec![comment.into()],
    )
}
