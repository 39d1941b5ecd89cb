//! Moving pages, step by step.
//!
//! A page that gets another key costs the same however many comments it has.
//! Where it meets a page with comments, the two threads become one in bounded
//! steps, each a transaction, driven by the object's alarm. In between every
//! comment is in one of the two; the old page's readers are shown the thread
//! that stays from the first moment.

use super::context::Context;
use super::merge_store;
use super::moving_store::{self, Merging, Planned};
use super::thread_store::{self, Thread};
use crate::error::Outcome;
use bedside_domain::limits::{CHANGES_PAGE, MERGE_STEP, REMAP_STEP};
use bedside_domain::page::address;
use bedside_domain::thread_merge::{Progress, Side};

/// Does a step as a transaction of its own.
///
/// # Errors
/// Our own fault only; the step is then undone.
pub fn proceed(site: &Context<'_>) -> Outcome<()> {
    site.memory.standing.borrow_mut().forget();
    site.db.transaction(|| step(site))
}

/// Does a step; the caller has opened the transaction.
///
/// # Errors
/// Our own fault only.
pub fn step(site: &Context<'_>) -> Outcome<()> {
    match moving_store::merging(site.db)? {
        Some(merging) => merge_step(site, merging)?,
        None => {
            for _ in 0..REMAP_STEP {
                let Some(planned) = moving_store::take_planned(site.db)? else {
                    break;
                };
                if move_page(site, &planned)? {
                    break;
                }
            }
        }
    }
    if moving_store::merging(site.db)?.is_some() || moving_store::planned(site.db)? > 0 {
        site.goes_on.set(true);
        return Ok(());
    }
    moving_store::end(site.db)
}

/// Gives a page its new key. True when it met another page: a merge is begun.
fn move_page(site: &Context<'_>, planned: &Planned) -> Outcome<bool> {
    let Planned { page, target, .. } = planned;
    let thread = moving_store::row_of(site.db, page)?;
    let Some(thread) = thread.filter(|thread| thread.moved_to.is_none()) else {
        // It moved since it was planned.
        return Ok(false);
    };
    // A site's root has its slash in links.
    let url = planned.url.as_deref().and_then(address);
    let url = url.filter(|url| site.site.owns(url));
    let url = url.as_deref();
    let title = thread.title.as_deref();
    let met = moving_store::row_of(site.db, target)?;
    match &met {
        Some(met) if met.moved_to.is_none() => {
            merge(site, &thread, met)?;
            return Ok(true);
        }
        // Whoever led from there to elsewhere does so no more.
        Some(met) => {
            moving_store::name(site.db, met.id, "", None, None)?;
            moving_store::name(site.db, thread.id, target, url, title)?;
            moving_store::name(site.db, met.id, page, None, None)?;
            moving_store::lead(site.db, met.id, thread.id)?;
        }
        None => {
            moving_store::name(site.db, thread.id, target, url, title)?;
            moving_store::leave(site.db, page, thread.id)?;
        }
    }
    site.leave(page);
    site.tell(target, thread_store::bump(site.db, thread.id, 0)?);
    Ok(false)
}

/// Begins to make one thread of two: the pages are one from now on. The thread
/// that began first stays, as most of its comments keep their places then.
///
/// # Errors
/// Our own fault only.
pub fn merge(site: &Context<'_>, from: &Thread, into: &Thread) -> Outcome<()> {
    let from_began = merge_store::began(site.db, from.id)?;
    let into_began = merge_store::began(site.db, into.id)?;
    let swap = match (from_began, into_began) {
        (Some(from), Some(into)) => from < into,
        (began, None) => began.is_some(),
        (None, Some(_)) => false,
    };
    let (stays, ends) = if swap { (from, into) } else { (into, from) };
    if swap {
        let put = |row: &Thread, as_was: &Thread, page: &str| {
            let (url, title) = (as_was.url.as_deref(), as_was.title.as_deref());
            moving_store::name(site.db, row.id, page, url, title)
        };
        put(ends, ends, "")?;
        put(stays, into, &into.page)?;
        put(ends, from, &from.page)?;
    }
    moving_store::lead(site.db, ends.id, stays.id)?;
    let (progress, next) = Progress::start(stays.next_number, ends.next_number);
    let version = stays.version.max(ends.version) + 1;
    merge_store::prepare(site.db, stays.id, next, version)?;
    let merging = Merging {
        into: stays.id,
        from: ends.id,
        progress,
    };
    moving_store::set_merging(site.db, Some(&merging))?;
    site.leave(&from.page);
    site.tell(&into.page, version);
    Ok(())
}

fn merge_step(site: &Context<'_>, mut merging: Merging) -> Outcome<()> {
    let before = merging.progress.clone();
    let (after, until) = merging.progress.unsettled();
    let into = merge_store::part(site.db, merging.into, after, &until, MERGE_STEP)?;
    let from = merge_store::part(site.db, merging.from, "", "~", MERGE_STEP)?;
    let all_seen = !into.more && !from.more;
    let moved = merging.progress.step(into, from);
    let mut now = None;
    // As many as one answer about changes can tell of.
    for moved in moved.chunks(CHANGES_PAGE) {
        let came = moved.iter().filter(|m| m.side == Side::From && m.public);
        let came = came.count() as i64;
        thread_store::bump(site.db, merging.from, -came)?;
        let version = thread_store::bump(site.db, merging.into, came)?;
        for moved in moved {
            merge_store::put(site.db, merging.into, moved, version)?;
        }
        now = Some(version);
    }
    if let Some(version) = now {
        let page = thread_store::by_id(site.db, merging.into)?.page;
        site.tell(&page, version);
    }
    let done = all_seen || moved.is_empty() && merging.progress == before;
    moving_store::set_merging(site.db, Some(&merging).filter(|_| !done))
}
