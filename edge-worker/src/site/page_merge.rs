//! Moving pages, step by step.
//!
//! A page that gets another key costs the same however many comments it has.
//! Where it meets a page with comments, the two threads become one in bounded
//! steps, each a transaction, driven by the object's alarm. In between every
//! comment is in one of the two; the old page's readers are shown the thread
//! that stays from the first moment.

use super::context::Context;
use super::merge_store;
use super::page_move_store::{self, Merging, PageMoveRow};
use super::thread_store::{self, ThreadRow};
use crate::error::Result;
use bedside_domain::limits::{CHANGES_PAGE, MERGE_STEP, REMAP_STEP};
use bedside_domain::page::address;
use bedside_domain::thread_merge::{Progress, Side};

/// Does a step as a transaction of its own.
///
/// # Errors
/// An internal error; the step is then undone.
pub fn proceed(ctx: &Context<'_>) -> Result<()> {
    ctx.cache.validators.borrow_mut().forget();
    ctx.db.transaction(|| step(ctx))
}

/// Does a step; the caller has opened the transaction.
pub fn step(ctx: &Context<'_>) -> Result<()> {
    match page_move_store::merging(ctx.db)? {
        Some(merging) => merge_step(ctx, merging)?,
        None => {
            for _ in 0..REMAP_STEP {
                let Some(planned) = page_move_store::take_planned(ctx.db)? else {
                    break;
                };
                if move_page(ctx, &planned)? {
                    break;
                }
            }
        }
    }
    if page_move_store::merging(ctx.db)?.is_some() || page_move_store::planned(ctx.db)? > 0 {
        ctx.needs_alarm.set(true);
        return Ok(());
    }
    page_move_store::end(ctx.db)
}

/// Gives a page its new key. True when it met another page: a merge is begun.
fn move_page(ctx: &Context<'_>, planned: &PageMoveRow) -> Result<bool> {
    let PageMoveRow { page, target, .. } = planned;
    let thread = page_move_store::row_of(ctx.db, page)?;
    let Some(thread) = thread.filter(|thread| thread.moved_to.is_none()) else {
        // It moved since it was planned.
        return Ok(false);
    };
    // A site's root has its slash in links.
    let url = planned.url.as_deref().and_then(address);
    let url = url.filter(|url| ctx.site.owns(url));
    let url = url.as_deref();
    let title = thread.title.as_deref();
    let met = page_move_store::row_of(ctx.db, target)?;
    match &met {
        Some(met) if met.moved_to.is_none() => {
            merge(ctx, &thread, met)?;
            return Ok(true);
        }
        // Threads that led from there to elsewhere do so no more.
        Some(met) => {
            page_move_store::name(ctx.db, met.id, "", None, None)?;
            page_move_store::name(ctx.db, thread.id, target, url, title)?;
            page_move_store::name(ctx.db, met.id, page, None, None)?;
            page_move_store::lead(ctx.db, met.id, thread.id)?;
        }
        None => {
            page_move_store::name(ctx.db, thread.id, target, url, title)?;
            page_move_store::leave(ctx.db, page, thread.id)?;
        }
    }
    ctx.disconnect_readers(page);
    ctx.notify_readers(target, thread_store::bump(ctx.db, thread.id, 0)?);
    Ok(false)
}

/// Begins to make one thread of two: the pages are one from now on. The thread that
/// began first stays, as most of its comments keep their tree paths then.
pub fn merge(ctx: &Context<'_>, from: &ThreadRow, into: &ThreadRow) -> Result<()> {
    let from_began = merge_store::began(ctx.db, from.id)?;
    let into_began = merge_store::began(ctx.db, into.id)?;
    let swap = match (from_began, into_began) {
        (Some(from), Some(into)) => from < into,
        (began, None) => began.is_some(),
        (None, Some(_)) => false,
    };
    let (stays, ends) = if swap { (from, into) } else { (into, from) };
    if swap {
        let put = |row: &ThreadRow, as_was: &ThreadRow, page: &str| {
            let (url, title) = (as_was.url.as_deref(), as_was.title.as_deref());
            page_move_store::name(ctx.db, row.id, page, url, title)
        };
        put(ends, ends, "")?;
        put(stays, into, &into.page)?;
        put(ends, from, &from.page)?;
    }
    page_move_store::lead(ctx.db, ends.id, stays.id)?;
    let (progress, next) = Progress::start(stays.next_number, ends.next_number);
    let version = stays.version.max(ends.version) + 1;
    merge_store::prepare(ctx.db, stays.id, next, version)?;
    let merging = Merging {
        into: stays.id,
        from: ends.id,
        progress,
    };
    page_move_store::set_merging(ctx.db, Some(&merging))?;
    ctx.disconnect_readers(&from.page);
    ctx.notify_readers(&into.page, version);
    Ok(())
}

fn merge_step(ctx: &Context<'_>, mut merging: Merging) -> Result<()> {
    let before = merging.progress.clone();
    let (after, until) = merging.progress.unsettled();
    let into = merge_store::part(ctx.db, merging.into, after, &until, MERGE_STEP)?;
    let from = merge_store::part(ctx.db, merging.from, "", "~", MERGE_STEP)?;
    let all_seen = !into.more && !from.more;
    let moved = merging.progress.step(into, from);
    let mut now = None;
    // As many as one response about changes can carry.
    for moved in moved.chunks(CHANGES_PAGE) {
        let came = moved.iter().filter(|m| m.side == Side::From && m.public);
        let came = came.count() as i64;
        thread_store::bump(ctx.db, merging.from, -came)?;
        let version = thread_store::bump(ctx.db, merging.into, came)?;
        for moved in moved {
            merge_store::put(ctx.db, merging.into, moved, version)?;
        }
        now = Some(version);
    }
    if let Some(version) = now {
        let page = thread_store::by_id(ctx.db, merging.into)?.page;
        ctx.notify_readers(&page, version);
    }
    let done = all_seen || moved.is_empty() && merging.progress == before;
    page_move_store::set_merging(ctx.db, Some(&merging).filter(|_| !done))
}
