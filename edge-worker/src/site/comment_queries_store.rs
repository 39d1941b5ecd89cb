//! Lists of comments, each by an index and each bounded.

use super::comment_store::CommentRow;
use super::db::Db;
use crate::error::Result;
use bedside_domain::cursor::TimeCursor;
use bedside_domain::{CommentStatus, Millis};
use serde::Deserialize;

/// Listed comments of a thread after a moment, in order of time.
pub fn later(
    db: &Db,
    thread: i64,
    (time, id): &TimeCursor,
    limit: usize,
) -> Result<Vec<CommentRow>> {
    db.all(
        "SELECT c.* FROM named_comments c
             WHERE c.thread_id = ? AND c.listed = 1 AND (c.created_at, c.id) > (?, ?)
             ORDER BY c.created_at, c.id LIMIT ?",
        vec![
            thread.into(),
            (*time).into(),
            id.as_str().into(),
            (limit as i64).into(),
        ],
    )
}

/// Listed comments of a thread before a moment, the nearest one first.
pub fn earlier(
    db: &Db,
    thread: i64,
    (time, id): &TimeCursor,
    limit: usize,
) -> Result<Vec<CommentRow>> {
    db.all(
        "SELECT c.* FROM named_comments c
             WHERE c.thread_id = ? AND c.listed = 1 AND (c.created_at, c.id) < (?, ?)
             ORDER BY c.created_at DESC, c.id DESC LIMIT ?",
        vec![
            thread.into(),
            (*time).into(),
            id.as_str().into(),
            (limit as i64).into(),
        ],
    )
}

/// Comments that changed publicly after a version, oldest change first.
pub fn changed(db: &Db, thread: i64, since: u64, limit: usize) -> Result<Vec<CommentRow>> {
    db.all(
        "SELECT c.* FROM named_comments c
             WHERE c.thread_id = ? AND c.version > ? AND c.version > 0 ORDER BY c.version LIMIT ?",
        vec![thread.into(), (since as i64).into(), (limit as i64).into()],
    )
}

/// A person's own comments in a thread that they have not deleted, the newest
/// ones, oldest first.
pub fn own(db: &Db, account: &str, thread: i64, limit: usize) -> Result<Vec<CommentRow>> {
    let mut rows: Vec<CommentRow> = db.all(
        "SELECT c.* FROM named_comments c
             WHERE c.account_id = ? AND c.thread_id = ? AND c.status <> 'deleted' ORDER BY c.created_at DESC LIMIT ?",
        vec![account.into(), thread.into(), (limit as i64).into()],
    )?;
    rows.reverse();
    Ok(rows)
}

/// A comment with its page.
#[derive(Deserialize)]
pub struct OnPage {
    /// The comment.
    #[serde(flatten)]
    pub comment: CommentRow,
    /// Its page's key.
    pub page: String,
    /// Its page's title.
    pub page_title: Option<String>,
    /// Its page's address.
    pub page_url: Option<String>,
}

/// Comments that moderators have to look at, in the order of their ranks and of
/// time, after one of this rank and moment, each with what its page will be
/// called when it is approved.
pub fn queue(db: &Db, after: Option<(i64, TimeCursor)>, limit: usize) -> Result<Vec<OnPage>> {
    let (rank, (time, id)) = after.unwrap_or((i64::from(i32::MIN), TimeCursor::default()));
    db.all(
        "SELECT c.*, t.page, COALESCE(t.title, k.title) AS page_title, COALESCE(t.url, k.url) AS page_url
             FROM named_comments c JOIN threads t ON t.id = c.thread_id
             LEFT JOIN pending_page_info k ON k.comment_id = c.id
             WHERE c.in_queue = 1 AND (c.queue_rank, c.queued_at, c.id) > (?, ?, ?)
             ORDER BY c.queue_rank, c.queued_at, c.id LIMIT ?",
        vec![rank.into(), time.into(), id.into(), (limit as i64).into()],
    )
}

/// The comments of the site that became public last, the last one first.
pub fn latest(db: &Db, limit: usize) -> Result<Vec<OnPage>> {
    db.all(
        "SELECT c.*, t.page, t.title AS page_title, t.url AS page_url
             FROM comments c JOIN threads t ON t.id = c.thread_id
             WHERE c.status = 'published' ORDER BY c.published_at DESC, c.id DESC LIMIT ?",
        vec![(limit as i64).into()],
    )
}

/// The comments of a thread that became public last, the last one first.
pub fn latest_in_thread(db: &Db, thread: i64, limit: usize) -> Result<Vec<OnPage>> {
    db.all(
        "SELECT c.*, t.page, t.title AS page_title, t.url AS page_url
             FROM comments c JOIN threads t ON t.id = c.thread_id
             WHERE c.thread_id = ? AND c.status = 'published' ORDER BY c.published_at DESC, c.id DESC LIMIT ?",
        vec![thread.into(), (limit as i64).into()],
    )
}

/// The comments under a name that became public last, the last one first.
pub fn latest_by_author(db: &Db, author: &str, limit: usize) -> Result<Vec<OnPage>> {
    db.all(
        "SELECT c.*, t.page, t.title AS page_title, t.url AS page_url
             FROM comments c JOIN threads t ON t.id = c.thread_id
             WHERE c.author = ? AND c.status = 'published' ORDER BY c.published_at DESC, c.id DESC LIMIT ?",
        vec![author.into(), (limit as i64).into()],
    )
}

/// The replies of others to a person's comments that became public last, the last
/// one first.
pub fn latest_answers(db: &Db, account: &str, limit: usize) -> Result<Vec<OnPage>> {
    db.all(
        "SELECT c.*, t.page, t.title AS page_title, t.url AS page_url
             FROM comments c JOIN threads t ON t.id = c.thread_id
             WHERE c.parent_account = ? AND c.status = 'published' ORDER BY c.published_at DESC, c.id DESC LIMIT ?",
        vec![account.into(), (limit as i64).into()],
    )
}

/// An earlier text.
#[derive(Deserialize)]
pub struct RevisionRow {
    /// Its number.
    pub revision: u32,
    /// The Markdown.
    pub body: String,
    /// When it was written.
    pub created_at: Millis,
}

/// The earlier texts of a comment, the newest fifty, oldest first.
pub fn revisions(db: &Db, comment: &str) -> Result<Vec<RevisionRow>> {
    let mut rows: Vec<RevisionRow> = db.all(
        "SELECT revision, body, created_at FROM revisions WHERE comment_id = ? ORDER BY revision DESC LIMIT 50",
        vec![comment.into()],
    )?;
    rows.reverse();
    Ok(rows)
}

/// A number of comments of one status.
#[derive(Deserialize)]
pub struct StatusCountRow {
    /// The status.
    pub status: CommentStatus,
    /// Comments that have it.
    pub count: u64,
}

/// The numbers of an author's comments by status.
pub fn history(db: &Db, account: &str) -> Result<Vec<StatusCountRow>> {
    db.all(
        "SELECT status, COUNT(*) AS count FROM comments WHERE account_id = ? GROUP BY status",
        vec![account.into()],
    )
}
