//! What anyone may read.

use super::context::Context;
use super::op::Op;
use super::thread_store::Thread;
use super::{comment_store, list_store, thread_store};
use crate::error::Outcome;
use bedside_domain::cursor::Cursor;
use bedside_domain::limits::{AROUND_BEFORE, CHANGES_PAGE, THREAD_PAGE};
use bedside_wire::settings::ModerationMode;
use bedside_wire::{CommentStatus, ProblemCode, Sort, ThreadChanges, ThreadView};
use serde::{Deserialize, Serialize};

/// One page of a thread.
#[derive(Serialize, Deserialize)]
pub struct ReadThread {
    /// The site's id, for the view.
    pub site: String,
    /// The page's key.
    pub page: String,
    /// The order of the list.
    pub sort: Sort,
    /// Where to start.
    pub cursor: Option<String>,
    /// A comment to start near, instead; the list is then in the tree's order.
    pub around: Option<String>,
    /// The tag of a view the front already has.
    pub known: Option<String>,
}

/// A view, or the news that the known one still holds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadAnswer {
    /// The known view still holds.
    Same,
    /// The view, and the tag it is known by.
    View(String, Box<ThreadView>),
}

impl Op for ReadThread {
    const NAME: &'static str = "read_thread";
    const KEEPS_VIEWS: bool = true;
    type Answer = ThreadAnswer;

    fn run(self, site: &Context<'_>) -> Outcome<ThreadAnswer> {
        let sort = match &self.around {
            Some(_) => Sort::Oldest,
            None => self.sort,
        };
        let cursor = self.cursor.as_deref();
        let cursor = cursor.map(|text| Cursor::decode_place(text, sort));
        let cursor = cursor.transpose()?;
        let thread = thread_store::by_page(site.db, &self.page)?;
        let approve_first = site.moderation()? == ModerationMode::ApproveFirst;
        let version = thread.as_ref().map_or(0, |t| t.version);
        let tag = format!("{version}.{}", u8::from(approve_first));
        if thread.is_some() {
            site.standing.borrow_mut().note(&self.page, &tag);
        }
        if self.known.as_ref() == Some(&tag) {
            return Ok(ThreadAnswer::Same);
        }
        let mut view = ThreadView {
            site: self.site,
            page: self.page,
            sort,
            approve_first,
            ..Default::default()
        };
        if let Some(thread) = thread {
            let part = match (&self.around, cursor) {
                (Some(comment), _) => around(site, &thread, comment)?,
                (None, Some(cursor)) => from_cursor(site, &thread, cursor)?,
                (None, None) => first(site, &thread, sort)?,
            };
            view.items = part.rows.iter().map(comment_store::Row::view).collect();
            view.prev = part.prev;
            view.next = part.next;
            view.title = thread.title.unwrap_or_default();
            view.url = thread.url.unwrap_or_default();
            view.version = thread.version;
            view.total = thread.total;
        }
        Ok(ThreadAnswer::View(tag, Box::new(view)))
    }
}

struct Part {
    rows: Vec<comment_store::Row>,
    prev: Option<String>,
    next: Option<String>,
}

impl Part {
    /// Cuts rows, fetched one beyond `limit` so that it is known whether more follow.
    fn cut(mut rows: Vec<comment_store::Row>, sort: Sort, limit: usize) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| Cursor::After(sort, row.place.clone()).encode());
        Self {
            rows,
            prev: None,
            next,
        }
    }

    fn before_first(&self, sort: Sort) -> Option<String> {
        self.rows
            .first()
            .map(|row| Cursor::Before(sort, row.place.clone()).encode())
    }
}

fn first(site: &Context<'_>, thread: &Thread, sort: Sort) -> Outcome<Part> {
    Ok(Part::cut(
        list_store::after(site.db, thread.id, sort, "", THREAD_PAGE + 1)?,
        sort,
        THREAD_PAGE,
    ))
}

fn from_cursor(site: &Context<'_>, thread: &Thread, cursor: Cursor) -> Outcome<Part> {
    match cursor {
        Cursor::Before(sort, place) => {
            let mut rows = list_store::before(site.db, thread.id, sort, &place, THREAD_PAGE + 1)?;
            let more = rows.len() > THREAD_PAGE;
            if more {
                rows.remove(0);
            }
            let next = rows
                .last()
                .map(|row| Cursor::After(sort, row.place.clone()).encode());
            let mut part = Part {
                rows,
                prev: None,
                next,
            };
            part.prev = part.before_first(sort).filter(|_| more);
            Ok(part)
        }
        Cursor::After(sort, place) => {
            let mut part = Part::cut(
                list_store::after(site.db, thread.id, sort, &place, THREAD_PAGE + 1)?,
                sort,
                THREAD_PAGE,
            );
            part.prev = part.before_first(sort);
            Ok(part)
        }
        Cursor::Time(..) => Err(ProblemCode::CursorInvalid.into()),
    }
}

/// The page that holds a comment, with some of what comes before it. A comment
/// that is not public (any more) gives the thread's first page: the reader who
/// followed an old link still sees the discussion.
fn around(site: &Context<'_>, thread: &Thread, comment: &str) -> Outcome<Part> {
    let sort = Sort::Oldest;
    let target = comment_store::by_id(site.db, comment)?
        .filter(|row| row.thread_id == thread.id && row.status == CommentStatus::Published);
    let Some(target) = target else {
        return first(site, thread, sort);
    };
    let mut rows = list_store::before(site.db, thread.id, sort, &target.place, AROUND_BEFORE + 1)?;
    let more_before = rows.len() > AROUND_BEFORE;
    if more_before {
        rows.remove(0);
    }
    let rest = THREAD_PAGE - 1 - rows.len();
    let following = Part::cut(
        list_store::after(site.db, thread.id, sort, &target.place, rest + 1)?,
        sort,
        rest,
    );
    rows.push(target);
    rows.extend(following.rows);
    let mut part = Part {
        rows,
        prev: None,
        next: following.next,
    };
    part.prev = part.before_first(sort).filter(|_| more_before);
    Ok(part)
}

/// What changed since a version.
#[derive(Serialize, Deserialize)]
pub struct ReadChanges {
    /// The page's key.
    pub page: String,
    /// The version the reader has.
    pub since: u64,
}

impl Op for ReadChanges {
    const NAME: &'static str = "read_changes";
    const KEEPS_VIEWS: bool = true;
    type Answer = ThreadChanges;

    fn run(self, site: &Context<'_>) -> Outcome<ThreadChanges> {
        let thread = match thread_store::by_page(site.db, &self.page)? {
            Some(thread) => thread,
            // A page without comments is read as an empty thread, and nothing
            // changed in it. Whoever knows a version read another thread.
            None if self.since == 0 => return Ok(ThreadChanges::default()),
            None => return Err(ProblemCode::ThreadUnknown.into()),
        };
        let mut rows = list_store::changed(site.db, thread.id, self.since, CHANGES_PAGE + 1)?;
        let more = rows.len() > CHANGES_PAGE;
        rows.truncate(CHANGES_PAGE);
        let version = rows
            .last()
            .filter(|_| more)
            .map_or(thread.version, |row| row.version);
        let (public, hidden): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| row.status == CommentStatus::Published);
        let mut items: Vec<_> = public.iter().map(comment_store::Row::view).collect();
        items.sort_by(|a, b| a.place.cmp(&b.place));
        let removed = hidden.into_iter().map(|row| row.id).collect();
        Ok(ThreadChanges {
            version,
            total: thread.total,
            items,
            removed,
            more,
        })
    }
}

/// Where a public comment is.
#[derive(Serialize, Deserialize)]
pub struct FindComment {
    /// The comment's id.
    pub id: String,
}

impl Op for FindComment {
    const NAME: &'static str = "find_comment";
    const KEEPS_VIEWS: bool = true;
    /// The page's key.
    type Answer = String;

    fn run(self, site: &Context<'_>) -> Outcome<String> {
        let row = comment_store::by_id(site.db, &self.id)?
            .filter(|row| row.status == CommentStatus::Published)
            .ok_or(ProblemCode::CommentUnknown)?;
        Ok(thread_store::by_id(site.db, row.thread_id)?.page)
    }
}
