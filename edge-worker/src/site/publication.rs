//! The only module in which comments begin and change, with all that follows from
//! it: the thread's version, search, discussions, placeholders, the queue.

use super::comment_store::{self, CommentRow};
use super::context::Context;
use super::discussion_store::{self, Weight};
use super::{search_store, thread_store};
use crate::error::Result;
use bedside_domain::limits::CHANGES_PAGE;
use bedside_domain::publication::published_at;
use bedside_domain::vote::Counts;

/// Stores a new comment. Its row has the thread's new version already, where it
/// is public.
pub fn insert(ctx: &Context<'_>, row: &CommentRow) -> Result<()> {
    let row = &CommentRow {
        published_at: published_at(row.status, None, row.created_at),
        ..row.clone()
    };
    comment_store::insert(ctx.db, row)?;
    if row.votes() != Counts::default() {
        discussion_store::rank(ctx.db, row.thread_id, &row.tree_path, row.votes())?;
    }
    follow(ctx, None, row)
}

/// Changes a stored comment; as it is now. Readers are told of it where they can
/// see it.
pub fn change(ctx: &Context<'_>, old: &CommentRow, new: CommentRow) -> Result<CommentRow> {
    let mut new = CommentRow {
        published_at: published_at(new.status, old.published_at, ctx.now),
        ..new
    };
    let seen = (old.status, old.revision) != (new.status, new.revision);
    if seen && (old.is_listed() || new.is_listed()) {
        let added = i64::from(new.is_public()) - i64::from(old.is_public());
        new.version = announce(ctx, old.thread_id, added)?;
    }
    comment_store::save(ctx.db, &new)?;
    follow(ctx, Some(old), &new)?;
    Ok(new)
}

/// Notes a public change of a thread; its new version.
fn announce(ctx: &Context<'_>, thread: i64, added: i64) -> Result<u64> {
    let version = thread_store::bump(ctx.db, thread, added)?;
    ctx.notify_readers(&thread_store::by_id(ctx.db, thread)?.page, version);
    Ok(version)
}

fn follow(ctx: &Context<'_>, old: Option<&CommentRow>, new: &CommentRow) -> Result<()> {
    let db = ctx.db;
    let seen = |row: &CommentRow| (row.status, row.revision);
    if old.map(seen) != Some(seen(new)) {
        if old.is_some_and(CommentRow::is_public) {
            search_store::remove(db, &new.id)?;
        }
        if new.is_public() {
            search_store::add(db, &new.id, new.thread_id, &new.author, &new.body)?;
        }
    }
    let before = old.map(Weight::of).unwrap_or_default();
    discussion_store::note(db, new, Weight::of(new) - before)?;
    let waits = |row: &CommentRow| i64::from(row.is_in_queue());
    comment_store::count_waiting(db, waits(new) - old.map_or(0, waits))?;
    match (old.is_some_and(CommentRow::is_listed), new.is_listed()) {
        (false, true) => count_upward(ctx, new, 1),
        (true, false) => count_upward(ctx, new, -1),
        _ => Ok(()),
    }
}

/// Tells a comment's parent that there is a listed reply more or less. A
/// placeholder appears with its first one and goes with its last, and so on upward.
/// As the comment itself, they are changes of its version: of one more, where they
/// are more than one response about changes has room for.
fn count_upward(ctx: &Context<'_>, row: &CommentRow, by: i64) -> Result<()> {
    let (mut thread, mut version, mut told) = (row.thread_id, row.version, 1);
    let mut next = row.parent_id.clone();
    while let Some(id) = next {
        let Some(now) = comment_store::count_answer(ctx.db, &id, by)? else {
            break;
        };
        let before = CommentRow {
            replies: now.replies.saturating_add_signed(-by),
            ..now.clone()
        };
        if before.is_listed() == now.is_listed() {
            break;
        }
        // While two threads become one, a parent may have moved already.
        if now.thread_id != thread || told == CHANGES_PAGE {
            version = announce(ctx, now.thread_id, 0)?;
            (thread, told) = (now.thread_id, 0);
        }
        told += 1;
        comment_store::touch(ctx.db, &now.id, version)?;
        discussion_store::note(ctx.db, &now, Weight::of(&now) - Weight::of(&before))?;
        next = now.parent_id;
    }
    Ok(())
}
