//! The last decision about each comment, and what its undo puts back.

use super::comment_queries_store::OnPage;
use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::cursor::TimeCursor;
use bedside_domain::moderation::DecisionAction;
use serde::{Deserialize, Serialize};

/// A decision about a comment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The comment.
    pub comment_id: String,
    /// The moderator's account.
    pub actor: String,
    /// The action.
    pub action: DecisionAction,
    /// The reason that the author is told.
    pub reason: Option<String>,
    /// When it was made.
    pub made_at: Millis,
    /// JSON of all that an undo puts back; nothing once it is too late.
    pub before: Option<String>,
}

/// The last decision about a comment.
pub fn find(db: &Db, comment: &str) -> Result<Option<DecisionRow>> {
    db.first(
        "SELECT comment_id, actor, action, reason, made_at, before FROM decisions WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// Stores a decision; it replaces the last one.
pub fn put(db: &Db, made: &DecisionRow) -> Result<()> {
    db.run(
        "INSERT INTO decisions (comment_id, actor, action, reason, made_at, before) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (comment_id) DO UPDATE SET actor = excluded.actor, action = excluded.action,
             reason = excluded.reason, made_at = excluded.made_at, before = excluded.before",
        vec![
            made.comment_id.as_str().into(),
            made.actor.as_str().into(),
            made.action.as_ref().into(),
            made.reason.as_deref().into(),
            made.made_at.into(),
            made.before.as_deref().into(),
        ],
    )
}

/// Forgets that a comment was decided about.
pub fn remove(db: &Db, comment: &str) -> Result<()> {
    db.run(
        "DELETE FROM decisions WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// Forgets what an undo would put back: the decision stands.
pub fn settle(db: &Db, comment: &str) -> Result<()> {
    db.run(
        "UPDATE decisions SET before = NULL WHERE comment_id = ?",
        vec![comment.into()],
    )
}

/// A comment that was decided about, with its page.
#[derive(Deserialize)]
pub struct DecidedComment {
    /// The comment.
    #[serde(flatten)]
    pub on_page: OnPage,
    /// The moderator's account.
    pub actor: String,
    /// The name that the moderator shows.
    pub actor_name: String,
    /// The action.
    pub action: DecisionAction,
    /// The reason that the author is told.
    pub told_reason: Option<String>,
    /// When it was made.
    pub made_at: Millis,
    /// 1 while an undo has something to put back.
    pub open: u8,
}

/// Comments that were decided about, the newest decision first, after a moment.
pub fn latest(db: &Db, after: Option<TimeCursor>, limit: usize) -> Result<Vec<DecidedComment>> {
    let (time, id) = after.unwrap_or((i64::from(i32::MAX) * 1_000_000, String::new()));
    db.all(
        "SELECT c.*, t.page, t.title AS page_title, t.url AS page_url, d.actor, a.name AS actor_name, d.action,
             d.reason AS told_reason, d.made_at, d.before IS NOT NULL AS open
         FROM decisions d JOIN named_comments c ON c.id = d.comment_id JOIN threads t ON t.id = c.thread_id
             JOIN accounts a ON a.id = d.actor
         WHERE (d.made_at, d.comment_id) < (?, ?) ORDER BY d.made_at DESC, d.comment_id DESC LIMIT ?",
        vec![time.into(), id.into(), (limit as i64).into()],
    )
}

/// The removal of a comment.
#[derive(Deserialize)]
pub struct RemovalRow {
    /// The comment's id.
    pub comment_id: String,
    /// The name that the moderator shows.
    pub actor_name: String,
    /// The reason that the author is told.
    pub reason: Option<String>,
}

/// Removals of comments of a thread, the newest comments first.
pub fn removals(db: &Db, thread: i64, limit: usize) -> Result<Vec<RemovalRow>> {
    db.all(
        "SELECT d.comment_id, a.name AS actor_name, d.reason
         FROM comments c JOIN decisions d ON d.comment_id = c.id JOIN accounts a ON a.id = d.actor
         WHERE c.thread_id = ? AND c.status = 'removed' AND d.action = 'remove' ORDER BY c.id DESC LIMIT ?",
        vec![thread.into(), (limit as i64).into()],
    )
}
