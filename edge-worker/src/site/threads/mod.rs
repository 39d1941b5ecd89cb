//! What anyone may read.

mod changes;
mod flat;
mod found;
mod tree;

pub use changes::{FindComment, ReadChanges};

use super::comment_store::{self, CommentRow};
use super::context::Context;
use super::op::{Effect, Op};
use super::thread_store::{self, ThreadRow};
use crate::error::Result;
use bedside_domain::ModerationMode;
use bedside_domain::cursor::{self, Cursor};
use bedside_domain::{DomainError, page, time};
use bedside_domain::{ErrorCode, Sort};
use bedside_wire::{CollapsedReplies, ThreadView};
use serde::{Deserialize, Serialize};

/// One page of a thread.
#[derive(Serialize, Deserialize)]
pub struct ReadThread {
    /// The site's id, for the view.
    pub site: String,
    /// The page's key.
    pub page: String,
    /// The order of the list; the site's own where none is asked for.
    pub sort: Option<Sort>,
    /// A list in order of time without a tree.
    pub flat: bool,
    /// Where to start.
    pub cursor: Option<String>,
    /// A comment to start near, instead; the order is then as comments were
    /// written.
    pub around: Option<String>,
    /// Refuse where that comment is one of the thread's that is not listed,
    /// rather than start at the thread's beginning.
    pub strict: bool,
    /// What to search for: the list is what is found.
    pub search: Option<String>,
    /// Say when the thread began.
    pub began: bool,
    /// The tag of a view the front already has.
    pub if_none_match: Option<String>,
}

/// A view, or the news that the known one still holds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadThreadOutcome {
    /// The known view still holds.
    NotModified,
    /// The view.
    View(Box<ThreadPage>),
}

/// A view as it was read.
#[derive(Serialize, Deserialize)]
pub struct ThreadPage {
    /// The tag it is known by.
    pub validator: String,
    /// The view.
    pub view: ThreadView,
    /// When the first of the thread's public comments was written, where that was
    /// asked for and there is one.
    pub began: Option<String>,
}

impl Op for ReadThread {
    const NAME: &'static str = "read_thread";
    const EFFECT: Effect = Effect::Nothing;
    type Outcome = ReadThreadOutcome;

    fn run(self, ctx: &Context<'_>) -> Result<ReadThreadOutcome> {
        let (usual, votes) = (ctx.sort()?, ctx.votes()?);
        if self.sort.is_some_and(|asked| !asked.is_offered(votes)) {
            return Err(DomainError::invalid("sort").into());
        }
        let sort = match &self.around {
            Some(_) => Sort::Oldest,
            None => self.sort.unwrap_or(usual),
        };
        // A flat list knows only the orders of time.
        let sort = match self.flat && !sort.is_by_time() {
            true => Sort::Oldest,
            false => sort,
        };
        let from = self.cursor.as_deref().map(Cursor::decode).transpose()?;
        let words = self.search.as_deref();
        let words = words.map(bedside_domain::search::words).transpose()?;
        let query = if words.is_some() {
            ListKind::Found
        } else if self.flat {
            ListKind::Flat(sort)
        } else {
            ListKind::Tree(sort)
        };
        if from.as_ref().is_some_and(|from| !query.takes(from)) {
            return Err(cursor::invalid().into());
        }
        let thread = thread_store::by_page(ctx.db, &self.page)?;
        let approve_first = ctx.moderation()? == ModerationMode::ApproveFirst;
        let version = thread.as_ref().map_or(0, |t| t.version);
        let settings = [usual.as_ref(), votes.as_ref()].join(".");
        // A page may come to have another thread, whose version is the same.
        let id = thread.as_ref().map_or(0, |t| t.id);
        let mut validator = format!("{id}.{version}.{}{settings}", u8::from(approve_first));
        let texts_version = ctx.cache.texts_version.borrow();
        if !texts_version.is_empty() {
            validator = [&validator, ".", &texts_version].concat();
        }
        if thread.is_some() {
            ctx.cache
                .validators
                .borrow_mut()
                .note(&self.page, &validator);
        }
        if self.if_none_match.as_ref() == Some(&validator) {
            return Ok(ReadThreadOutcome::NotModified);
        }
        let mut began = None;
        let mut view = ThreadView {
            site: self.site,
            page: self.page,
            sort: sort.into(),
            flat: self.flat,
            search: self.search.unwrap_or_default(),
            approve_first,
            votes: votes.into(),
            ..Default::default()
        };
        if let Some(thread) = thread {
            if self.began {
                began = flat::began(ctx, &thread)?.map(time::to_rfc3339);
            }
            let target = match &self.around {
                Some(id) => target(ctx, &thread, id, self.strict)?,
                None => None,
            };
            let part = match (&words, target, self.flat) {
                (Some(words), _, _) => found::part(ctx, &thread, words, from)?,
                (None, Some(target), true) => flat::around(ctx, &thread, target)?,
                (None, None, true) => flat::part(ctx, &thread, sort, from)?,
                (None, Some(target), false) => tree::around(ctx, &thread, target)?,
                (None, None, false) => tree::part(ctx, &thread, sort, from)?,
            };
            if let Some(words) = &words {
                view.found = found::count(ctx, &thread, words)?;
            }
            view.items = part.rows.iter().map(|row| row.view(votes)).collect();
            view.folds = part.folds;
            // Where there is nothing at all, no way leads anywhere.
            let leads = |_: &Cursor| thread.published_count > 0;
            view.prev = part.prev.filter(leads).map(|cursor| cursor.encode());
            view.next = part.next.filter(leads).map(|cursor| cursor.encode());
            view.title = thread
                .title
                .as_deref()
                .and_then(page::title)
                .unwrap_or_default();
            view.url = thread.url.unwrap_or_default();
            view.version = thread.version;
            view.total = thread.published_count;
        }
        Ok(ReadThreadOutcome::View(Box::new(ThreadPage {
            validator,
            view,
            began,
        })))
    }
}

/// The list that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListKind {
    Tree(Sort),
    Flat(Sort),
    Found,
}

impl ListKind {
    /// True for a cursor that a list of this kind gave.
    fn takes(self, cursor: &Cursor) -> bool {
        match (self, cursor) {
            (ListKind::Tree(sort), Cursor::After(of, _) | Cursor::Before(of, _))
            | (ListKind::Flat(sort), Cursor::FlatAfter(of, _) | Cursor::FlatBefore(of, _)) => {
                sort == *of
            }
            (ListKind::Tree(_), Cursor::Collapsed(_)) | (ListKind::Found, Cursor::Found(_)) => true,
            _ => false,
        }
    }
}

/// A part of a thread's list.
#[derive(Default)]
struct ListPage {
    rows: Vec<CommentRow>,
    folds: Vec<CollapsedReplies>,
    prev: Option<Cursor>,
    next: Option<Cursor>,
}

/// Cuts rows, fetched one beyond `limit`, and tells whether more follow.
fn cut(rows: &mut Vec<CommentRow>, limit: usize) -> bool {
    let more = rows.len() > limit;
    rows.truncate(limit);
    more
}

/// The comment to start near, if the thread's lists have it. Where it is
/// not, the thread's first page is shown, as who followed an old link still
/// wants the discussion; `strict` refuses instead. One of another thread, or of
/// another site, is no error: a host page may have two, and one address.
fn target(
    ctx: &Context<'_>,
    thread: &ThreadRow,
    id: &str,
    strict: bool,
) -> Result<Option<CommentRow>> {
    let row = comment_store::by_id(ctx.db, id)?;
    match row.filter(|row| row.thread_id == thread.id) {
        Some(row) if row.is_listed() => Ok(Some(row)),
        Some(_) if strict => Err(ErrorCode::CommentUnknown.into()),
        _ => Ok(None),
    }
}
