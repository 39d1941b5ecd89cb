//! The comments of two threads that become one.

use super::comment_store::{self, CommentRow};
use super::db::Db;
use super::discussion_store::{self, Weight};
use super::{search_store, vote_store};
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::thread_merge::{Moved, RowBatch, Stand};

/// The comments of a thread between two tree paths, in order, whether they are
/// public or not.
pub fn part(db: &Db, thread: i64, after: &str, before: &str, limit: usize) -> Result<RowBatch> {
    let values = || {
        vec![
            thread.into(),
            after.into(),
            before.into(),
            (limit as i64 + 1).into(),
        ]
    };
    let mut rows: Vec<Stand> = db.all(
        "SELECT id, tree_path, created_at, status = 'published' AS public FROM comments
         WHERE thread_id = ? AND listed = 1 AND tree_path > ? AND tree_path < ? ORDER BY tree_path LIMIT ?",
        values(),
    )?;
    rows.extend(db.all::<Stand>(
        "SELECT id, tree_path, created_at, 0 AS public FROM comments
         WHERE thread_id = ? AND listed = 0 AND tree_path > ? AND tree_path < ? ORDER BY tree_path LIMIT ?",
        values(),
    )?);
    rows.sort_by(|a, b| a.tree_path.cmp(&b.tree_path));
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok(RowBatch { rows, more })
}

/// When a thread's first discussion began; nothing for a thread without any.
pub fn began(db: &Db, thread: i64) -> Result<Option<Millis>> {
    let first = part(db, thread, "", "~", 1)?.rows.into_iter().next();
    Ok(first.map(|first| first.created_at))
}

/// Puts a comment where it belongs. To readers of the thread it is a change
/// of this version, where it was public ever.
pub fn put(db: &Db, thread: i64, moved: &Moved, version: u64) -> Result<()> {
    let Some(old) = comment_store::by_id(db, &moved.id)? else {
        return Ok(());
    };
    let changes_thread = old.thread_id != thread;
    discussion_store::rank(db, thread, &moved.tree_path, old.votes())?;
    if changes_thread {
        vote_store::relocate(db, &old.id, thread)?;
    }
    if moved.public && changes_thread {
        search_store::relocate(db, &old.id, thread, &old.author, &old.body)?;
    }
    let weight = Weight::of(&old);
    discussion_store::note(db, &old, -weight)?;
    let new = CommentRow {
        thread_id: thread,
        tree_path: moved.tree_path.clone(),
        ..old
    };
    discussion_store::note(db, &new, weight)?;
    db.run(
        "UPDATE comments SET thread_id = ?, tree_path = ?, version = IIF(version > 0, ?, 0), voted = 0 WHERE id = ?",
        vec![
            thread.into(),
            moved.tree_path.as_str().into(),
            (version as i64).into(),
            moved.id.as_str().into(),
        ],
    )
}

/// Prepares the thread that stays: the number its next comment gets, and a
/// version that was none of either thread.
pub fn prepare(db: &Db, thread: i64, next_number: u64, version: u64) -> Result<()> {
    db.run(
        "UPDATE threads SET next_number = ?, version = ? WHERE id = ?",
        vec![
            (next_number as i64).into(),
            (version as i64).into(),
            thread.into(),
        ],
    )
}
