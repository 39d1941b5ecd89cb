//! The move of pages that is under way, and what pages become by it.

use super::db::Db;
use super::thread_store::ThreadRow;
use crate::error::{HttpError, Result};
use bedside_domain::access::FreshOwnerAccess;
use bedside_domain::page_remap::Remap;
use bedside_domain::thread_merge::Progress;
use serde::Deserialize;

/// The size of a remap.
#[derive(Deserialize)]
pub struct Sum {
    /// Pages.
    pub pages: usize,
    /// Their published comments.
    pub comments: u64,
    /// Bytes of the longest key.
    pub longest: usize,
    /// Pages that meet another one.
    pub merges: u64,
}

/// Counts the pages that a remap concerns, up to a limit.
pub fn count(db: &Db, remap: &Remap, limit: usize) -> Result<Sum> {
    let sum = db.first(
        "WITH m AS (SELECT page, published_count FROM threads
             WHERE page >= ?1 AND page < ?1 || '@' AND substr(page, ?2, 1) IN ('', '#', '/', '?')
             AND moved_to IS NULL LIMIT ?4)
         SELECT COUNT(*) AS pages, COALESCE(SUM(m.published_count), 0) AS comments, COALESCE(MAX(length(m.page)), 0) AS longest,
             COUNT(t.id) AS merges
         FROM m LEFT JOIN threads t ON t.page = ?3 || substr(m.page, ?2) AND t.moved_to IS NULL",
        vec![
            remap.from.as_str().into(),
            rest_of(&remap.from),
            remap.into.as_str().into(),
            (limit as i64).into(),
        ],
    )?;
    sum.ok_or_else(|| HttpError::Internal("nothing was counted".into()))
}

/// The number of the first character after the prefix, as SQL counts characters. A
/// web address as key is ASCII.
fn rest_of(prefix: &str) -> serde_json::Value {
    (prefix.len() as i64 + 1).into()
}

/// A page of a remap.
#[derive(Deserialize)]
pub struct Concerned {
    /// Its key.
    pub page: String,
    /// Its published comments.
    pub published_count: u64,
    /// 1 when it meets another page.
    pub merges: u8,
}

/// The first pages that a remap concerns.
pub fn sample(db: &Db, remap: &Remap, limit: usize) -> Result<Vec<Concerned>> {
    db.all(
        "SELECT m.page, m.published_count, t.id IS NOT NULL AS merges
         FROM threads m LEFT JOIN threads t ON t.page = ?3 || substr(m.page, ?2) AND t.moved_to IS NULL
         WHERE m.page >= ?1 AND m.page < ?1 || '@' AND substr(m.page, ?2, 1) IN ('', '#', '/', '?')
             AND m.moved_to IS NULL
         ORDER BY m.page LIMIT ?4",
        vec![
            remap.from.as_str().into(),
            rest_of(&remap.from),
            remap.into.as_str().into(),
            (limit as i64).into(),
        ],
    )
}

/// Notes all pages of a remap as still to be moved.
pub fn plan(db: &Db, remap: &Remap) -> Result<()> {
    db.run(
        "INSERT INTO page_moves (page, target, url)
         SELECT page, ?3 || substr(page, ?2), ?4 || substr(page, ?2) FROM threads
         WHERE page >= ?1 AND page < ?1 || '@' AND substr(page, ?2, 1) IN ('', '#', '/', '?')
             AND moved_to IS NULL",
        vec![
            remap.from.as_str().into(),
            rest_of(&remap.from),
            remap.into.as_str().into(),
            remap.url.as_deref().into(),
        ],
    )
}

/// A page that is to be moved.
#[derive(Deserialize)]
pub struct PageMoveRow {
    /// Its key.
    pub page: String,
    /// Its new key.
    pub target: String,
    /// Its new address.
    pub url: Option<String>,
}

/// The next page to be moved; it is not given again.
pub fn take_planned(db: &Db) -> Result<Option<PageMoveRow>> {
    db.first(
        "DELETE FROM page_moves WHERE id = (SELECT MIN(id) FROM page_moves) RETURNING page, target, url",
        vec![],
    )
}

/// The number of pages to be moved: they are numbered in the order they go.
pub fn planned(db: &Db) -> Result<u64> {
    db.count(
        "SELECT COALESCE((SELECT MAX(id) FROM page_moves) - (SELECT MIN(id) FROM page_moves) + 1, 0) AS n",
        vec![],
    )
}

/// The site whose pages are being moved, if any are.
pub fn site(db: &Db) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        site: String,
    }
    let row: Option<Row> = db.first("SELECT site FROM moving WHERE id = 1", vec![])?;
    Ok(row.map(|row| row.site))
}

/// Notes that pages are being moved.
///
/// # Errors
/// An internal error, also when some are already.
pub fn begin(db: &Db, _access: FreshOwnerAccess, site: &str) -> Result<()> {
    db.run(
        "INSERT INTO moving (id, site) VALUES (1, ?)",
        vec![site.into()],
    )
}

/// Notes that all is moved.
pub fn end(db: &Db) -> Result<()> {
    db.run("DELETE FROM moving WHERE id = 1", vec![])
}

/// Two threads that are becoming one.
pub struct Merging {
    /// The one that stays.
    pub into: i64,
    /// The one that ends.
    pub from: i64,
    /// The progress of the merge.
    pub progress: Progress,
}

/// The threads that are becoming one, if any are.
pub fn merging(db: &Db) -> Result<Option<Merging>> {
    #[derive(Deserialize)]
    struct Row {
        into_thread: i64,
        from_thread: i64,
        progress: String,
    }
    let row: Option<Row> = db.first(
        "SELECT into_thread, from_thread, progress FROM moving WHERE id = 1 AND progress IS NOT NULL",
        vec![],
    )?;
    row.map(|row| {
        Ok(Merging {
            into: row.into_thread,
            from: row.from_thread,
            progress: serde_json::from_str(&row.progress)?,
        })
    })
    .transpose()
}

/// Notes how far a merge is; nothing once it is done.
pub fn set_merging(db: &Db, merging: Option<&Merging>) -> Result<()> {
    let progress = merging.map(|merging| serde_json::to_string(&merging.progress));
    db.run(
        "UPDATE moving SET into_thread = ?, from_thread = ?, progress = ? WHERE id = 1",
        vec![
            merging.map(|merging| merging.into).into(),
            merging.map(|merging| merging.from).into(),
            progress.transpose()?.into(),
        ],
    )
}

/// The row of a page itself, also where it only leads to another thread.
pub fn row_of(db: &Db, page: &str) -> Result<Option<ThreadRow>> {
    db.first(
        "SELECT t.* FROM threads t WHERE t.page = ?",
        vec![page.into()],
    )
}

/// Says what a row is about: a page, its address and its title.
///
/// # Errors
/// An internal error, also when another row has the page.
pub fn name(db: &Db, id: i64, page: &str, url: Option<&str>, title: Option<&str>) -> Result<()> {
    db.run(
        "UPDATE threads SET page = ?, url = ?, title = ? WHERE id = ?",
        vec![page.into(), url.into(), title.into(), id.into()],
    )
}

/// Makes the row of a page that was moved.
pub fn leave(db: &Db, page: &str, moved_to: i64) -> Result<()> {
    db.run(
        "INSERT INTO threads (page, moved_to) VALUES (?, ?)",
        vec![page.into(), moved_to.into()],
    )
}

/// Lets a page that was moved, and all that led to it, lead to a thread.
pub fn lead(db: &Db, from: i64, moved_to: i64) -> Result<()> {
    db.run(
        "UPDATE threads SET moved_to = ? WHERE id = ?",
        vec![moved_to.into(), from.into()],
    )?;
    db.run(
        "UPDATE threads SET moved_to = ? WHERE moved_to = ?",
        vec![moved_to.into(), from.into()],
    )
}
