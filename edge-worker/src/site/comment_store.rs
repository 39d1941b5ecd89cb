//! Comments: single rows and their changes. Lists are in `list_store`; what
//! else follows from a change is in `publishing`.

use super::db::Db;
use super::name_store;
use crate::error::Result;
use bedside_domain::name_skeleton;
use serde::Deserialize;

pub use super::comment_row::CommentRow;

/// A comment by its id.
pub fn by_id(db: &Db, id: &str) -> Result<Option<CommentRow>> {
    db.first(
        "SELECT c.* FROM named_comments c WHERE c.id = ?",
        vec![id.into()],
    )
}

/// Stores a new comment.
pub fn insert(db: &Db, row: &CommentRow) -> Result<()> {
    // Nobody waits for their own replies.
    let replied_to = row.parent_account.as_deref();
    let replied_to = replied_to.filter(|_| row.parent_account != row.account_id);
    let account = row.account_id.as_deref();
    let author_key = account.map(|_| name_skeleton::key(&row.author));
    if !row.author_role.is_member() {
        name_store::note_staff(db, &row.author, account.unwrap_or_default())?;
    }
    db.run(
        "INSERT INTO comments (id, thread_id, parent_id, parent_account, depth, tree_path, account_id,
         author, author_key, author_role, body, status, revision, created_at, published_at, version, up, down)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            row.id.as_str().into(),
            row.thread_id.into(),
            row.parent_id.as_deref().into(),
            replied_to.into(),
            i64::from(row.depth).into(),
            row.tree_path.as_str().into(),
            account.into(),
            row.author.as_str().into(),
            author_key.into(),
            row.author_role.as_ref().into(),
            row.body.as_str().into(),
            row.status.as_ref().into(),
            i64::from(row.revision).into(),
            row.created_at.into(),
            row.published_at.into(),
            (row.version as i64).into(),
            i64::from(row.up).into(),
            i64::from(row.down).into(),
        ],
    )
}

/// Stores what may change of a comment.
pub fn save(db: &Db, row: &CommentRow) -> Result<()> {
    db.run(
        "UPDATE comments SET body = ?, status = ?, reason = ?, revision = ?, edited_at = ?, published_at = ?, version = ?, edit_at = ?,
         held_until = ?, queue_rank = ? WHERE id = ?",
        vec![
            row.body.as_str().into(),
            row.status.as_ref().into(),
            row.reason.as_deref().into(),
            i64::from(row.revision).into(),
            row.edited_at.into(),
            row.published_at.into(),
            (row.version as i64).into(),
            row.edit_at.into(),
            row.held_until.into(),
            row.queue_rank.into(),
            row.id.as_str().into(),
        ],
    )
}

/// Counts a direct reply more (`by` is 1) or less (-1) that is listed; the
/// comment as it is now.
pub fn count_answer(db: &Db, id: &str, by: i64) -> Result<Option<CommentRow>> {
    db.first(
        "UPDATE comments SET replies = replies + ? WHERE id = ?
         RETURNING id, thread_id, parent_id, tree_path, author_role, status, replies",
        vec![by.into(), id.into()],
    )
}

/// Notes that what readers see of a comment changed with this version.
pub fn touch(db: &Db, id: &str, version: u64) -> Result<()> {
    db.run(
        "UPDATE comments SET version = ? WHERE id = ?",
        vec![(version as i64).into(), id.into()],
    )
}

/// Stores the text that a comment has as an earlier one.
pub fn keep_revision(db: &Db, row: &CommentRow) -> Result<()> {
    db.run(
        "INSERT INTO revisions (comment_id, revision, body, created_at) VALUES (?, ?, ?, ?)",
        vec![
            row.id.as_str().into(),
            i64::from(row.revision).into(),
            row.body.as_str().into(),
            row.edited_at.unwrap_or(row.created_at).into(),
        ],
    )
}

/// Forgets the earlier texts of a comment from a revision on.
pub fn forget_revisions(db: &Db, id: &str, from: u32) -> Result<()> {
    db.run(
        "DELETE FROM revisions WHERE comment_id = ? AND revision >= ?",
        vec![id.into(), i64::from(from).into()],
    )
}

/// Erases what a deleted comment said and under which name.
pub fn erase(db: &Db, id: &str) -> Result<()> {
    db.run(
        "UPDATE comments SET body = '', author = '', author_key = NULL, reason = NULL, edited_at = NULL, edit_at = NULL WHERE id = ?",
        vec![id.into()],
    )
}

/// Counts comments more or less that moderators have to look at.
pub fn count_waiting(db: &Db, change: i64) -> Result<()> {
    if change == 0 {
        return Ok(());
    }
    db.run(
        "UPDATE counters SET value = value + ? WHERE name = 'waiting'",
        vec![change.into()],
    )
}

/// The number of a person's comments that wait, counted up to `most`.
pub fn waiting_of(db: &Db, account: &str, most: u64) -> Result<u64> {
    db.count(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM comments WHERE account_id = ? AND status = 'pending' LIMIT ?)",
        vec![account.into(), most.into()],
    )
}

/// The number of comments that wait for moderators on the whole site.
pub fn waiting(db: &Db) -> Result<u64> {
    #[derive(Deserialize)]
    struct Counter {
        value: u64,
    }
    let counter: Option<Counter> =
        db.first("SELECT value FROM counters WHERE name = 'waiting'", vec![])?;
    Ok(counter.map_or(0, |counter| counter.value))
}
