//! Work that the object's alarm does later.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use serde::Deserialize;
use strum::AsRefStr;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Chore {
    /// Let a comment's author hear of a decision.
    Tell,
    /// Forget what the undo of a decision needs.
    Settle,
    /// Erase what a deleted comment said.
    Erase,
}

/// Work that is due.
#[derive(Debug, Deserialize)]
pub struct ChoreRow {
    /// The comment it is about.
    pub comment_id: String,
    /// The work.
    pub what: Chore,
}

/// The next work.
#[derive(Debug, Deserialize)]
pub struct Next {
    /// When it is due.
    pub due_at: Millis,
    /// The site's id.
    pub site: String,
}

/// Plans work about a comment; it replaces planned work of its kind.
pub fn plan(db: &Db, site: &str, comment: &str, what: Chore, due_at: Millis) -> Result<()> {
    db.run(
        "INSERT INTO chores (comment_id, what, due_at, site) VALUES (?, ?, ?, ?)
         ON CONFLICT (comment_id, what) DO UPDATE SET due_at = excluded.due_at",
        vec![
            comment.into(),
            what.as_ref().into(),
            due_at.into(),
            site.into(),
        ],
    )
}

/// Gives up work about a comment, or notes that it is done.
pub fn remove(db: &Db, comment: &str, what: Chore) -> Result<()> {
    db.run(
        "DELETE FROM chores WHERE comment_id = ? AND what = ?",
        vec![comment.into(), what.as_ref().into()],
    )
}

/// The next work, due or not.
pub fn next(db: &Db) -> Result<Option<Next>> {
    db.first(
        "SELECT due_at, site FROM chores ORDER BY due_at LIMIT 1",
        vec![],
    )
}

/// Work that is due, the oldest first.
pub fn due(db: &Db, now: Millis, limit: usize) -> Result<Vec<ChoreRow>> {
    db.all(
        "SELECT comment_id, what FROM chores WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        vec![now.into(), (limit as i64).into()],
    )
}
