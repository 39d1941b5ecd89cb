//! The tree: discussions in an order, each with the first of its replies.

use super::{ListPage, cut};
use crate::error::Result;
use crate::site::comment_store::CommentRow;
use crate::site::context::Context;
use crate::site::discussion_store;
use crate::site::ranking_store::{self, DiscussionRow, Ranking};
use crate::site::thread_store::ThreadRow;
use bedside_domain::Sort;
use bedside_domain::cursor::{self, Cursor, SortKey};
use bedside_domain::limits::{AROUND_BEFORE, FOLD_COUNTED, FOLD_FROM, FOLD_SHOWN, THREAD_PAGE};
use bedside_domain::tree_path::root_of;
use bedside_wire::CollapsedReplies;

/// The number of a discussion's comments that are shown before a reader unfolds the
/// rest.
fn shown(discussion: &DiscussionRow) -> usize {
    let listed = usize::try_from(discussion.listed).unwrap_or(usize::MAX);
    if listed > FOLD_FROM {
        FOLD_SHOWN
    } else {
        listed
    }
}

/// Cuts discussions to those whose shown comments fit together in `room`, one
/// at least; tells whether more follow.
fn fit(discussions: &mut Vec<DiscussionRow>, mut room: usize) -> bool {
    let all = discussions.len();
    let mut fitting = 0;
    for discussion in discussions.iter() {
        let size = shown(discussion);
        if size > room && fitting > 0 {
            break;
        }
        room = room.saturating_sub(size);
        fitting += 1;
    }
    discussions.truncate(fitting);
    fitting < all
}

/// A page of the thread from a cursor, or the first one.
pub fn part(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    sort: Sort,
    from: Option<Cursor>,
) -> Result<ListPage> {
    match from {
        None => Ok(ListPage {
            prev: None,
            ..after(ctx, thread, sort, None, THREAD_PAGE)?
        }),
        Some(Cursor::After(_, spot)) => after(ctx, thread, sort, Some(&spot), THREAD_PAGE),
        Some(Cursor::Before(_, spot)) => before(ctx, thread, sort, &spot),
        Some(Cursor::Collapsed(tree_path)) => rest(ctx, thread, sort, &tree_path),
        Some(_) => Err(cursor::invalid().into()),
    }
}

/// Discussions after a spot, with the cursors of both directions.
fn after(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    sort: Sort,
    from: Option<&SortKey>,
    room: usize,
) -> Result<ListPage> {
    let by = Ranking::of(sort, ctx.settings.votes);
    let mut discussions = ranking_store::after(ctx.db, thread.id, by, from, room + 1)?;
    let more = fit(&mut discussions, room);
    // Where nothing is left behind, the list ends before.
    let first = first_spot(&discussions).unwrap_or_else(|| by.end());
    Ok(ListPage {
        prev: Some(Cursor::Before(sort, first)),
        next: last_spot(&discussions)
            .filter(|_| more)
            .map(|last| Cursor::After(sort, last)),
        ..open(ctx, thread, &discussions)?
    })
}

/// Discussions before a spot, with the cursors of both directions.
fn before(ctx: &Context<'_>, thread: &ThreadRow, sort: Sort, spot: &SortKey) -> Result<ListPage> {
    let by = Ranking::of(sort, ctx.settings.votes);
    let mut discussions = ranking_store::before(ctx.db, thread.id, by, spot, THREAD_PAGE + 1)?;
    let more = fit(&mut discussions, THREAD_PAGE);
    discussions.reverse();
    // Where nothing is left before, the list starts behind.
    let last = last_spot(&discussions).unwrap_or_else(|| by.start());
    Ok(ListPage {
        prev: first_spot(&discussions)
            .filter(|_| more)
            .map(|first| Cursor::Before(sort, first)),
        next: Some(Cursor::After(sort, last)),
        ..open(ctx, thread, &discussions)?
    })
}

fn first_spot(discussions: &[DiscussionRow]) -> Option<SortKey> {
    discussions.first().map(DiscussionRow::spot)
}

fn last_spot(discussions: &[DiscussionRow]) -> Option<SortKey> {
    discussions.last().map(DiscussionRow::spot)
}

/// The comments that discussions begin with, and what is folded below them.
fn open(ctx: &Context<'_>, thread: &ThreadRow, discussions: &[DiscussionRow]) -> Result<ListPage> {
    let roots: Vec<&str> = discussions.iter().map(|d| d.root.as_str()).collect();
    let mut opened = discussion_store::openings(ctx.db, thread.id, &roots)?
        .into_iter()
        .peekable();
    let mut part = ListPage::default();
    for discussion in discussions {
        let mut own = Vec::new();
        while let Some(row) = opened.next_if(|row| root_of(&row.tree_path) == discussion.root) {
            own.push(row);
        }
        own.truncate(shown(discussion));
        let more = discussion.listed.saturating_sub(own.len() as u64);
        if let Some(last) = own.last().filter(|_| more > 0) {
            part.folds.push(fold(last, more));
        }
        part.rows.append(&mut own);
    }
    Ok(part)
}

fn fold(last: &CommentRow, more: u64) -> CollapsedReplies {
    CollapsedReplies {
        after: last.tree_path.clone(),
        more: if more > FOLD_COUNTED { 0 } else { more },
        cursor: Cursor::Collapsed(last.tree_path.clone()).encode(),
        ..CollapsedReplies::default()
    }
}

/// The comments of a fold: the rest of a discussion, a page of it.
fn rest(ctx: &Context<'_>, thread: &ThreadRow, sort: Sort, tree_path: &str) -> Result<ListPage> {
    let mut rows = discussion_store::rest(ctx.db, thread.id, tree_path, THREAD_PAGE + 1)?;
    let more = cut(&mut rows, THREAD_PAGE);
    let mut part = ListPage::default();
    if let Some(last) = rows.last().filter(|_| more) {
        part.folds.push(tail(ctx, thread, last)?);
    }
    // For readers who came by a link: the page that ends with this discussion. Only the
    // order of time tells what comes just behind it.
    let behind = SortKey {
        rank: 0,
        root: format!("{}v", root_of(tree_path)),
    };
    part.prev = (sort == Sort::Oldest).then_some(Cursor::Before(sort, behind));
    if rows.is_empty() && part.prev.is_none() {
        let start = Ranking::of(sort, ctx.settings.votes).start();
        part.next = Some(Cursor::After(sort, start));
    }
    part.rows = rows;
    Ok(part)
}

/// The fold of what follows a comment to its discussion's end.
fn tail(ctx: &Context<'_>, thread: &ThreadRow, last: &CommentRow) -> Result<CollapsedReplies> {
    let end = format!("{}v", root_of(&last.tree_path));
    let more = discussion_store::between(ctx.db, thread.id, &last.tree_path, &end)?;
    Ok(fold(last, more))
}

/// The page that holds a comment: its discussion, of which what is far from the
/// comment is folded, and the discussions that follow.
pub fn around(ctx: &Context<'_>, thread: &ThreadRow, target: CommentRow) -> Result<ListPage> {
    let sort = Sort::Oldest;
    let db = ctx.db;
    let here = SortKey {
        rank: 0,
        root: root_of(&target.tree_path).to_owned(),
    };
    let mut part = ListPage::default();

    let mut close = discussion_store::nearest(db, thread.id, &target.tree_path, AROUND_BEFORE + 1)?;
    if close.len() > AROUND_BEFORE {
        // The discussion's first comment tells what it is about.
        let first = discussion_store::openings(db, thread.id, &[&here.root])?
            .into_iter()
            .next();
        close.remove(0);
        if let (Some(first), Some(next)) = (first, close.first()) {
            let more = discussion_store::between(db, thread.id, &first.tree_path, &next.tree_path)?;
            if more > 0 {
                part.folds.push(CollapsedReplies {
                    until: next.tree_path.clone(),
                    more,
                    ..fold(&first, more)
                });
            }
            part.rows.push(first);
        }
    }
    part.rows.append(&mut close);

    let room = THREAD_PAGE - 1 - part.rows.len();
    let mut following = discussion_store::rest(db, thread.id, &target.tree_path, room + 1)?;
    part.rows.push(target);
    let more = cut(&mut following, room);
    part.rows.append(&mut following);
    if let Some(last) = part.rows.last().filter(|_| more) {
        let fold = tail(ctx, thread, last)?;
        part.folds.push(fold);
    }

    let room = THREAD_PAGE - part.rows.len();
    let others = ranking_store::after(db, thread.id, Ranking::Oldest, Some(&here), 1)?;
    part.next = others.first().map(|_| Cursor::After(sort, here.clone()));
    if room > 0 && !others.is_empty() {
        let mut others = after(ctx, thread, sort, Some(&here), room)?;
        // One discussion at least would come, also where it does not fit.
        if others.rows.len() <= room {
            part.rows.append(&mut others.rows);
            part.folds.append(&mut others.folds);
            part.next = others.next;
        }
    }
    part.prev = ranking_store::before(db, thread.id, Ranking::Oldest, &here, 1)?
        .first()
        .map(|_| Cursor::Before(sort, here));
    Ok(part)
}
