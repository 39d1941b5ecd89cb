//! People's votes on comments.

use super::comment_store::CommentRow;
use super::db::Db;
use super::discussion_store;
use crate::error::Result;
use bedside_domain::vote::Counts;
use bedside_domain::{Millis, Vote};
use serde::Deserialize;

/// A person's vote on a comment.
pub fn find(db: &Db, comment: &str, account: &str) -> Result<Vote> {
    #[derive(Deserialize)]
    struct Found {
        vote: Vote,
    }
    let found: Option<Found> = db.first(
        "SELECT vote FROM votes WHERE comment_id = ? AND account_id = ?",
        vec![comment.into(), account.into()],
    )?;
    Ok(found.map_or(Vote::None, |found| found.vote))
}

/// Stores a person's vote; it replaces their last one.
pub fn set(db: &Db, comment: &CommentRow, account: &str, vote: Vote, now: Millis) -> Result<()> {
    if vote == Vote::None {
        return db.run(
            "DELETE FROM votes WHERE comment_id = ? AND account_id = ?",
            vec![comment.id.as_str().into(), account.into()],
        );
    }
    db.run(
        "INSERT INTO votes (comment_id, account_id, thread_id, vote, cast_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (comment_id, account_id) DO UPDATE SET vote = excluded.vote, cast_at = excluded.cast_at",
        vec![
            comment.id.as_str().into(),
            account.into(),
            comment.thread_id.into(),
            vote.as_ref().into(),
            now.into(),
        ],
    )
}

/// Notes what the votes on a comment add up to, and what that means for the
/// orders of its thread. For its readers it is a change of this version, not of
/// the comment.
pub fn count(db: &Db, comment: &CommentRow, counts: Counts, version: u64) -> Result<()> {
    db.run(
        "UPDATE comments SET up = ?, down = ?, voted = ? WHERE id = ?",
        vec![
            i64::from(counts.up).into(),
            i64::from(counts.down).into(),
            (version as i64).into(),
            comment.id.as_str().into(),
        ],
    )?;
    discussion_store::rank(db, comment.thread_id, &comment.tree_path, counts)
}

/// Votes on a comment that changed.
#[derive(Deserialize)]
pub struct VotesRow {
    /// The comment's id.
    pub id: String,
    /// The version of the last change.
    pub voted: u64,
    /// Votes for it.
    pub up: u32,
    /// Votes against it.
    pub down: u32,
}

/// Published comments that were voted on after a version, the oldest vote first.
pub fn changed(db: &Db, thread: i64, since: u64, limit: usize) -> Result<Vec<VotesRow>> {
    db.all(
        "SELECT id, voted, up, down FROM comments
         WHERE thread_id = ? AND voted > ? AND voted > 0 AND status = 'published' ORDER BY voted LIMIT ?",
        vec![thread.into(), (since as i64).into(), (limit as i64).into()],
    )
}

/// A person's votes in a thread, by comment, the newest first.
pub fn own(db: &Db, account: &str, thread: i64, limit: usize) -> Result<Vec<(String, Vote)>> {
    #[derive(Deserialize)]
    struct Found {
        comment_id: String,
        vote: Vote,
    }
    let rows: Vec<Found> = db.all(
        "SELECT comment_id, vote FROM votes WHERE account_id = ? AND thread_id = ? ORDER BY cast_at DESC LIMIT ?",
        vec![account.into(), thread.into(), (limit as i64).into()],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (row.comment_id, row.vote))
        .collect())
}

/// Lets the votes on a comment follow it to another thread.
pub fn relocate(db: &Db, comment: &str, thread: i64) -> Result<()> {
    db.run(
        "UPDATE votes SET thread_id = ? WHERE comment_id = ?",
        vec![thread.into(), comment.into()],
    )
}
