//! Results of a search in a thread.

use super::ListPage;
use crate::error::Result;
use crate::site::context::Context;
use crate::site::search_store;
use crate::site::thread_store::ThreadRow;
use bedside_domain::cursor::{self, Cursor};
use bedside_domain::limits::{SEARCH_COUNTED, THREAD_PAGE};

/// The number of comments with these words, or one more than [`SEARCH_COUNTED`].
pub fn count(ctx: &Context<'_>, thread: &ThreadRow, words: &str) -> Result<u64> {
    search_store::count(ctx.db, thread.id, words, SEARCH_COUNTED + 1)
}

/// Comments with these words, the newest first, from a cursor on.
pub fn part(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    words: &str,
    from: Option<Cursor>,
) -> Result<ListPage> {
    let before = match from {
        None => None,
        Some(Cursor::Found(entry)) => Some(entry),
        Some(_) => return Err(cursor::invalid().into()),
    };
    let mut found = search_store::find(ctx.db, thread.id, words, before, THREAD_PAGE + 1)?;
    let more = found.len() > THREAD_PAGE;
    found.truncate(THREAD_PAGE);
    Ok(ListPage {
        next: found
            .last()
            .filter(|_| more)
            .map(|last| Cursor::Found(last.number)),
        rows: found.into_iter().map(|found| found.comment).collect(),
        ..ListPage::default()
    })
}
