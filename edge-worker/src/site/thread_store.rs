//! Threads and their versions.

use super::db::Db;
use crate::error::{HttpError, Result};
use bedside_domain::page::PageInfo;
use serde::Deserialize;
use std::collections::HashMap;

/// A page's thread.
#[derive(Debug, Clone, Deserialize)]
pub struct ThreadRow {
    /// The thread's number.
    pub id: i64,
    /// The page's key.
    pub page: String,
    /// The page's address.
    pub url: Option<String>,
    /// The page's title.
    pub title: Option<String>,
    /// Grows with each public change.
    pub version: u64,
    /// Published comments.
    pub published_count: u64,
    /// The number the next comment gets.
    pub next_number: u64,
    /// The thread that replaced this one: its page moved.
    pub moved_to: Option<i64>,
}

/// The thread of a page, also of one that moved.
pub fn by_page(db: &Db, page: &str) -> Result<Option<ThreadRow>> {
    db.first(
        "SELECT t.* FROM threads p JOIN threads t ON t.id = COALESCE(p.moved_to, p.id) WHERE p.page = ?",
        vec![page.into()],
    )
}

/// Published comments of those of the pages that have a thread, by page. One
/// statement for all of them: most pages that a stranger names are made up.
pub fn totals(db: &Db, pages: &[String]) -> Result<HashMap<String, u64>> {
    #[derive(Deserialize)]
    struct Total {
        page: String,
        published_count: u64,
    }
    let rows: Vec<Total> = db.all(
        "SELECT p.page, t.published_count FROM json_each(?) asked
         CROSS JOIN threads p ON p.page = asked.value
         JOIN threads t ON t.id = COALESCE(p.moved_to, p.id)",
        vec![serde_json::to_string(pages)?.into()],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (row.page, row.published_count))
        .collect())
}

/// A thread by its number.
///
/// # Errors
/// An internal error, also when there is none.
pub fn by_id(db: &Db, id: i64) -> Result<ThreadRow> {
    db.first("SELECT t.* FROM threads t WHERE t.id = ?", vec![id.into()])?
        .ok_or_else(|| HttpError::Internal("a comment without thread".into()))
}

/// The thread of a page, made when it is new. Its address and title become what
/// `page` says, where it says any: from staff or an import, never from a member. A
/// page that moved has the thread that replaced its own.
pub fn find_or_make(db: &Db, page: &PageInfo) -> Result<ThreadRow> {
    let thread = of_page(db, page, 0)?;
    match thread.moved_to {
        Some(id) => by_id(db, id),
        None => Ok(thread),
    }
}

/// The thread as [`find_or_make`] gives it, with the number for a new comment,
/// which is taken.
pub fn enter(db: &Db, page: &PageInfo) -> Result<(ThreadRow, u64)> {
    let thread = of_page(db, page, 1)?;
    match thread.moved_to {
        Some(id) => {
            let thread = by_id(db, id)?;
            let number = take_number(db, &thread)?;
            Ok((thread, number))
        }
        None => {
            let number = thread.next_number - 1;
            Ok((thread, number))
        }
    }
}

/// The thread under a page's own key, with `taken` numbers less to give unless
/// it moved.
fn of_page(db: &Db, page: &PageInfo, taken: i64) -> Result<ThreadRow> {
    let (url, title) = (page.url.as_deref(), page.title.as_deref());
    let found: Option<ThreadRow> = db.first(
        "INSERT INTO threads (page, url, title, next_number) VALUES (?1, ?2, ?3, 1 + ?4)
         ON CONFLICT (page) DO UPDATE SET
             url = COALESCE(excluded.url, url),
             title = COALESCE(excluded.title, title),
             next_number = next_number + IIF(moved_to IS NULL, ?4, 0)
         RETURNING id, page, url, title, version, published_count, next_number, moved_to",
        vec![
            page.key.as_str().into(),
            url.into(),
            title.into(),
            taken.into(),
        ],
    )?;
    found.ok_or_else(|| HttpError::Internal("a thread was not made".into()))
}

/// Gives a thread's page another address and title.
pub fn name(db: &Db, thread: i64, url: Option<&str>, title: Option<&str>) -> Result<()> {
    db.run(
        "UPDATE threads SET url = ?, title = ? WHERE id = ?",
        vec![url.into(), title.into(), thread.into()],
    )
}

/// Takes the number for a new comment.
pub fn take_number(db: &Db, thread: &ThreadRow) -> Result<u64> {
    db.run(
        "UPDATE threads SET next_number = next_number + 1 WHERE id = ?",
        vec![thread.id.into()],
    )?;
    Ok(thread.next_number)
}

/// Notes a public change that adds `added` comments; the new version.
pub fn bump(db: &Db, thread: i64, added: i64) -> Result<u64> {
    #[derive(Deserialize)]
    struct Row {
        version: u64,
    }
    let row: Option<Row> = db.first(
        "UPDATE threads SET version = version + 1, published_count = published_count + ? WHERE id = ? RETURNING version",
        vec![added.into(), thread.into()],
    )?;
    row.map(|row| row.version)
        .ok_or_else(|| HttpError::Internal("no such thread".into()))
}
