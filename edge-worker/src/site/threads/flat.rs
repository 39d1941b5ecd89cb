//! The flat list: comments in order of time.

use super::{ListPage, cut};
use crate::error::Result;
use crate::site::comment_queries_store;
use crate::site::comment_store::CommentRow;
use crate::site::context::Context;
use crate::site::thread_store::ThreadRow;
use bedside_domain::cursor::{self, Cursor, TimeCursor};
use bedside_domain::limits::{AROUND_BEFORE, THREAD_PAGE};
use bedside_domain::{Millis, Sort};

/// Beyond all times that comments can have; JavaScript holds it exactly.
const FAR: i64 = 1 << 52;

/// An id that no comment has (RFC 9562, 5.9).
const NOBODYS: &str = "00000000-0000-0000-0000-000000000000";

fn moment(row: &CommentRow) -> TimeCursor {
    (row.created_at, row.id.clone())
}

/// Before all comments in an order.
fn start(sort: Sort) -> TimeCursor {
    let time = match sort {
        Sort::Newest => FAR,
        _ => -FAR,
    };
    (time, NOBODYS.to_owned())
}

/// Beyond all comments in an order.
fn end(sort: Sort) -> TimeCursor {
    start(reversed(sort))
}

/// When the thread's first comment was written.
pub fn began(ctx: &Context<'_>, thread: &ThreadRow) -> Result<Option<Millis>> {
    let sort = Sort::Oldest;
    let rows = following(ctx, thread, sort, &start(sort), 0)?;
    Ok(rows.first().map(|row| row.created_at))
}

/// Comments that follow a moment in an order, one beyond `limit` where there is.
fn following(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    sort: Sort,
    from: &TimeCursor,
    limit: usize,
) -> Result<Vec<CommentRow>> {
    match sort {
        Sort::Newest => comment_queries_store::earlier(ctx.db, thread.id, from, limit + 1),
        _ => comment_queries_store::later(ctx.db, thread.id, from, limit + 1),
    }
}

fn reversed(sort: Sort) -> Sort {
    match sort {
        Sort::Newest => Sort::Oldest,
        _ => Sort::Newest,
    }
}

/// A page of the list from a cursor, or the first one.
pub fn part(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    sort: Sort,
    from: Option<Cursor>,
) -> Result<ListPage> {
    let (from, forth) = match from {
        None => {
            let mut part = forward(ctx, thread, sort, &start(sort), THREAD_PAGE)?;
            part.prev = None;
            return Ok(part);
        }
        Some(Cursor::FlatAfter(_, from)) => (from, true),
        Some(Cursor::FlatBefore(_, from)) => (from, false),
        Some(_) => return Err(cursor::invalid().into()),
    };
    if forth {
        return forward(ctx, thread, sort, &from, THREAD_PAGE);
    }
    let mut rows = following(ctx, thread, reversed(sort), &from, THREAD_PAGE)?;
    let more = cut(&mut rows, THREAD_PAGE);
    rows.reverse();
    Ok(ListPage {
        prev: rows
            .first()
            .filter(|_| more)
            .map(|row| Cursor::FlatBefore(sort, moment(row))),
        // Where nothing is left before, the list starts behind.
        next: Some(match rows.last() {
            Some(row) => Cursor::FlatAfter(sort, moment(row)),
            None => Cursor::FlatAfter(sort, start(sort)),
        }),
        rows,
        ..ListPage::default()
    })
}

fn forward(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    sort: Sort,
    from: &TimeCursor,
    room: usize,
) -> Result<ListPage> {
    let mut rows = following(ctx, thread, sort, from, room)?;
    let more = cut(&mut rows, room);
    Ok(ListPage {
        // Where nothing is left behind, the list ends before.
        prev: Some(match rows.first() {
            Some(row) => Cursor::FlatBefore(sort, moment(row)),
            None => Cursor::FlatBefore(sort, end(sort)),
        }),
        next: rows
            .last()
            .filter(|_| more)
            .map(|row| Cursor::FlatAfter(sort, moment(row))),
        rows,
        ..ListPage::default()
    })
}

/// The page that holds a comment, with some of what comes before it.
pub fn around(ctx: &Context<'_>, thread: &ThreadRow, target: CommentRow) -> Result<ListPage> {
    let sort = Sort::Oldest;
    let at = moment(&target);
    let mut rows = following(ctx, thread, reversed(sort), &at, AROUND_BEFORE)?;
    let earlier = cut(&mut rows, AROUND_BEFORE);
    rows.reverse();
    rows.push(target);
    let mut part = forward(ctx, thread, sort, &at, THREAD_PAGE - rows.len())?;
    rows.append(&mut part.rows);
    part.prev = rows
        .first()
        .filter(|_| earlier)
        .map(|row| Cursor::FlatBefore(sort, moment(row)));
    part.rows = rows;
    Ok(part)
}
