//! The one place where comments begin and change, with all that follows from
//! it: the thread's version, search, discussions, placeholders, the queue.

use super::comment_store::{self, Row};
use super::context::Context;
use super::discussion_store::{self, Weight};
use super::{search_store, thread_store};
use crate::error::Outcome;
use bedside_domain::limits::CHANGES_PAGE;
use bedside_domain::publication::published_at;
use bedside_domain::vote::Counts;

/// Stores a new comment. Its row has the thread's new version already, where it
/// is public.
///
/// # Errors
/// Our own fault only.
pub fn insert(site: &Context<'_>, row: &Row) -> Outcome<()> {
    let row = &Row {
        published_at: published_at(row.status, None, row.created_at),
        ..row.clone()
    };
    comment_store::insert(site.db, row)?;
    if row.votes() != Counts::default() {
        discussion_store::rank(site.db, row.thread_id, &row.tree_path, row.votes())?;
    }
    let nothing = Row {
        status: bedside_wire::CommentStatus::Unknown,
        revision: 0,
        ..row.clone()
    };
    follow(site, &nothing, row)
}

/// Changes a stored comment; as it is now. Readers are told of it where they can
/// see it.
///
/// # Errors
/// Our own fault only.
pub fn change(site: &Context<'_>, old: &Row, new: Row) -> Outcome<Row> {
    let mut new = Row {
        published_at: published_at(new.status, old.published_at, site.now),
        ..new
    };
    let seen = (old.status, old.revision) != (new.status, new.revision);
    if seen && (old.is_listed() || new.is_listed()) {
        let added = i64::from(new.is_public()) - i64::from(old.is_public());
        new.version = announce(site, old.thread_id, added)?;
    }
    comment_store::save(site.db, &new)?;
    follow(site, old, &new)?;
    Ok(new)
}

/// Notes a public change of a thread; its new version.
fn announce(site: &Context<'_>, thread: i64, added: i64) -> Outcome<u64> {
    let version = thread_store::bump(site.db, thread, added)?;
    site.tell(&thread_store::by_id(site.db, thread)?.page, version);
    Ok(version)
}

fn follow(site: &Context<'_>, old: &Row, new: &Row) -> Outcome<()> {
    let db = site.db;
    if (old.status, old.revision) != (new.status, new.revision) {
        if old.is_public() {
            search_store::remove(db, &old.id)?;
        }
        if new.is_public() {
            search_store::add(db, &new.id, new.thread_id, &new.author, &new.body)?;
        }
    }
    discussion_store::note(db, new, Weight::of(new) - Weight::of(old))?;
    let waits = |row: &Row| i64::from(row.is_in_queue());
    comment_store::count_waiting(db, waits(new) - waits(old))?;
    match (old.is_listed(), new.is_listed()) {
        (false, true) => count_upward(site, new, 1),
        (true, false) => count_upward(site, new, -1),
        _ => Ok(()),
    }
}

/// Tells a comment's parent that there is a listed reply more or less. A
/// placeholder appears with its first one and goes with its last, and so on
/// upward. As the comment itself, they are changes of its version: of one more,
/// where they are more than one answer about changes has room for.
fn count_upward(site: &Context<'_>, row: &Row, by: i64) -> Outcome<()> {
    let (mut thread, mut version, mut told) = (row.thread_id, row.version, 1);
    let mut next = row.parent_id.clone();
    while let Some(id) = next {
        let Some(now) = comment_store::count_answer(site.db, &id, by)? else {
            break;
        };
        let before = Row {
            answers: now.answers.saturating_add_signed(-by),
            ..now.clone()
        };
        if before.is_listed() == now.is_listed() {
            break;
        }
        // While two threads become one, a parent may have moved already.
        if now.thread_id != thread || told == CHANGES_PAGE {
            version = announce(site, now.thread_id, 0)?;
            (thread, told) = (now.thread_id, 0);
        }
        told += 1;
        comment_store::touch(site.db, &now.id, version)?;
        discussion_store::note(site.db, &now, Weight::of(&now) - Weight::of(&before))?;
        next = now.parent_id;
    }
    Ok(())
}
