//! The search index: words of published comments.

use super::comment_store::CommentRow;
use super::db::Db;
use crate::error::Result;
use serde::Deserialize;

/// A number that no entry has: the largest that JavaScript holds exactly.
const BEYOND: i64 = (1 << 53) - 1;

/// A comment that was found.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// Its entry in the index.
    pub number: i64,
    /// The comment.
    #[serde(flatten)]
    pub comment: CommentRow,
}

/// Makes a comment that became public findable.
pub fn add(db: &Db, id: &str, thread: i64, author: &str, body: &str) -> Result<()> {
    db.run(
        "INSERT INTO search_entries (comment_id) VALUES (?)",
        vec![id.into()],
    )?;
    db.run(
        "INSERT INTO search_words (rowid, thread, author, body) VALUES (last_insert_rowid(), ?, ?, ?)",
        vec![
            format!("t{thread}").into(),
            author.into(),
            body.into(),
        ],
    )
}

/// Lets a comment be found in another thread, under the number it has.
pub fn relocate(db: &Db, id: &str, thread: i64, author: &str, body: &str) -> Result<()> {
    db.run(
        "DELETE FROM search_words WHERE rowid = (SELECT number FROM search_entries WHERE comment_id = ?)",
        vec![id.into()],
    )?;
    db.run(
        "INSERT INTO search_words (rowid, thread, author, body)
         SELECT number, ?2, ?3, ?4 FROM search_entries WHERE comment_id = ?1",
        vec![
            id.into(),
            format!("t{thread}").into(),
            author.into(),
            body.into(),
        ],
    )
}

/// Takes a comment out, which is no longer public or gets a new text.
pub fn remove(db: &Db, id: &str) -> Result<()> {
    db.run(
        "DELETE FROM search_words WHERE rowid = (SELECT number FROM search_entries WHERE comment_id = ?)",
        vec![id.into()],
    )?;
    db.run(
        "DELETE FROM search_entries WHERE comment_id = ?",
        vec![id.into()],
    )
}

/// Public comments of a thread with these words, the newest first, those before
/// an entry of the index.
pub fn find(
    db: &Db,
    thread: i64,
    words: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<Found>> {
    db.all(
        "SELECT e.number, c.* FROM search_words w
         JOIN search_entries e ON e.number = w.rowid
         JOIN named_comments c ON c.id = e.comment_id
         WHERE w.search_words MATCH ?1 AND w.rowid < ?2 ORDER BY w.rowid DESC LIMIT ?3",
        vec![
            in_thread(thread, words).into(),
            before.unwrap_or(BEYOND).into(),
            (limit as i64).into(),
        ],
    )
}

/// The number of public comments of a thread with these words, counted up to a
/// limit.
pub fn count(db: &Db, thread: i64, words: &str, limit: usize) -> Result<u64> {
    db.count(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)",
        vec![in_thread(thread, words).into(), (limit as i64).into()],
    )
}

/// A query for one thread in FTS5's syntax.
fn in_thread(thread: i64, words: &str) -> String {
    format!("thread : t{thread} AND {{author body}} : ({words})")
}
