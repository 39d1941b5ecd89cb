//! Titles and addresses of pages that came with comments which wait.

use super::db::Db;
use crate::error::Result;
use bedside_domain::page::PageInfo;

/// Stores what came with a comment until somebody has read it.
pub fn insert(db: &Db, comment: &str, page: &PageInfo) -> Result<()> {
    if page.url.is_none() && page.title.is_none() {
        return Ok(());
    }
    db.run(
        "INSERT INTO pending_page_info (comment_id, page, url, title) VALUES (?, ?, ?, ?)",
        vec![
            comment.into(),
            page.key.as_str().into(),
            page.url.as_deref().into(),
            page.title.as_deref().into(),
        ],
    )
}

/// Gives the comment's thread the address and the title that were said, where it
/// has none yet and still is that page's. Later ones do not count: a moderator
/// who approves reads the comment, and seldom what else came with it.
pub fn apply(db: &Db, comment: &str, thread: i64) -> Result<()> {
    db.run(
        "UPDATE threads SET url = COALESCE(threads.url, k.url), title = COALESCE(threads.title, k.title)
         FROM pending_page_info k WHERE k.comment_id = ? AND threads.id = ? AND threads.page = k.page",
        vec![comment.into(), thread.into()],
    )
}

/// Forgets what was said.
pub fn forget(db: &Db, comment: &str) -> Result<()> {
    db.run(
        "DELETE FROM pending_page_info WHERE comment_id = ?",
        vec![comment.into()],
    )
}
