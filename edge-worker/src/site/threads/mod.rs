//! Reads of threads, which need no session.

mod changes;
mod flat;
mod found;
mod tree;

pub use changes::{FindComment, ReadChanges};

use super::access::Anyone;
use super::comment_store::{self, CommentRow};
use super::context::Context;
use super::op::{Effect, Op};
use super::thread_store::{self, ThreadRow};
use crate::error::Result;
use bedside_domain::cursor::{self, Cursor};
use bedside_domain::{DomainError, ErrorCode, ModerationMode, Sort, page, search, time};
use bedside_wire::{CollapsedReplies, ThreadView};
use serde::{Deserialize, Serialize};

/// One page of a thread.
#[derive(Serialize, Deserialize)]
pub struct ReadThread {
    /// The site's id, for the view.
    pub site: String,
    /// The page's key.
    pub page: String,
    /// The order of the list; the site's own when absent.
    pub sort: Option<Sort>,
    /// A list in order of time without a tree.
    pub flat: bool,
    /// Cursor of the page; the first page when absent.
    pub cursor: Option<String>,
    /// A comment to start near, instead; the order is then as comments were
    /// written.
    pub around: Option<String>,
    /// Refuse where that comment is one of the thread's that is not listed,
    /// rather than start at the thread's beginning.
    pub strict: bool,
    /// The search query; the list is its results.
    pub search: Option<String>,
    /// Say when the thread began.
    pub began: bool,
    /// The validator of a view that the client already has.
    pub if_none_match: Option<String>,
}

/// A view, or the news that the client's validator is current.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadThreadOutcome {
    /// The client's view is current.
    NotModified,
    /// The view.
    View(Box<ThreadPage>),
}

/// A view as it was read.
#[derive(Serialize, Deserialize)]
pub struct ThreadPage {
    /// The validator of the view.
    pub validator: String,
    /// The view.
    pub view: ThreadView,
    /// The time of the thread's first public comment, where the request demands it
    /// and there is one.
    pub began: Option<String>,
}

impl Op for ReadThread {
    const NAME: &'static str = "read_thread";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = ReadThreadOutcome;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<ReadThreadOutcome> {
        let list = self.list(ctx)?;
        let thread = thread_store::by_page(ctx.db, &self.page)?;
        let validator = validator(ctx, thread.as_ref());
        // A page that moved has no thread of its own that could change.
        if thread
            .as_ref()
            .is_some_and(|thread| thread.page == self.page)
        {
            let mut validators = ctx.cache.validators.borrow_mut();
            validators.note(&self.page, &validator);
        }
        if self.if_none_match.as_ref() == Some(&validator) {
            return Ok(ReadThreadOutcome::NotModified);
        }
        let (view, began) = match &thread {
            Some(thread) => self.view(ctx, list, thread)?,
            None => (self.empty_view(ctx, list.sort), None),
        };
        Ok(ReadThreadOutcome::View(Box::new(ThreadPage {
            validator,
            view,
            began,
        })))
    }
}

/// The validator of all views of a thread: the thread's version, and that of what
/// readers see site-wide.
fn validator(ctx: &Context<'_>, thread: Option<&ThreadRow>) -> String {
    // A page may come to have another thread, whose version is the same.
    let (id, version) = thread.map_or((0, 0), |thread| (thread.id, thread.version));
    format!("{id}.{version}.{}", ctx.settings.version)
}

impl ReadThread {
    /// The list that the request demands.
    fn list(&self, ctx: &Context<'_>) -> Result<List> {
        let offered = |sort: Sort| sort.is_offered(ctx.settings.votes);
        if !self.sort.is_none_or(offered) {
            return Err(DomainError::invalid("sort").into());
        }
        let sort = match &self.around {
            Some(_) => Sort::Oldest,
            None => self.sort.unwrap_or(ctx.settings.sort),
        };
        // A flat list knows only the orders of time.
        let sort = match self.flat && !sort.is_by_time() {
            true => Sort::Oldest,
            false => sort,
        };
        let from = self.cursor.as_deref().map(Cursor::decode).transpose()?;
        let words = self.search.as_deref().map(search::words).transpose()?;
        let kind = match (&words, self.flat) {
            (Some(_), _) => ListKind::Found,
            (None, true) => ListKind::Flat(sort),
            (None, false) => ListKind::Tree(sort),
        };
        if from.as_ref().is_some_and(|from| !kind.takes(from)) {
            return Err(cursor::invalid().into());
        }
        Ok(List { sort, words, from })
    }

    /// The view of a page without comments.
    fn empty_view(&self, ctx: &Context<'_>, sort: Sort) -> ThreadView {
        ThreadView {
            site: self.site.clone(),
            page: self.page.clone(),
            sort: sort.into(),
            flat: self.flat,
            search: self.search.clone().unwrap_or_default(),
            approve_first: ctx.settings.moderation == ModerationMode::ApproveFirst,
            votes: ctx.settings.votes.into(),
            ..Default::default()
        }
    }

    /// The view of a thread, and when that began, where the request demands it.
    fn view(
        &self,
        ctx: &Context<'_>,
        list: List,
        thread: &ThreadRow,
    ) -> Result<(ThreadView, Option<String>)> {
        let began = match self.began {
            true => flat::began(ctx, thread)?.map(time::to_rfc3339),
            false => None,
        };
        let target = match &self.around {
            Some(id) => target(ctx, thread, id, self.strict)?,
            None => None,
        };
        let List { sort, words, from } = list;
        let found = match &words {
            Some(words) => found::count(ctx, thread, words)?,
            None => 0,
        };
        let part = match (&words, target, self.flat) {
            (Some(words), _, _) => found::part(ctx, thread, words, from)?,
            (None, Some(target), true) => flat::around(ctx, thread, target)?,
            (None, None, true) => flat::part(ctx, thread, sort, from)?,
            (None, Some(target), false) => tree::around(ctx, thread, target)?,
            (None, None, false) => tree::part(ctx, thread, sort, from)?,
        };
        let votes = ctx.settings.votes;
        // Where there is nothing at all, no way leads anywhere.
        let leads = |_: &Cursor| thread.published_count > 0;
        let title = thread.title.as_deref().and_then(page::title);
        let view = ThreadView {
            items: part.rows.iter().map(|row| row.view(votes)).collect(),
            folds: part.folds,
            prev: part.prev.filter(leads).map(|cursor| cursor.encode()),
            next: part.next.filter(leads).map(|cursor| cursor.encode()),
            found,
            title: title.unwrap_or_default(),
            url: thread.url.clone().unwrap_or_default(),
            version: thread.version,
            total: thread.published_count,
            ..self.empty_view(ctx, sort)
        };
        Ok((view, began))
    }
}

/// A list of a thread's comments.
struct List {
    sort: Sort,
    /// The search query, in FTS5's syntax.
    words: Option<String>,
    from: Option<Cursor>,
}

/// The kind of a list.
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
/// not, the thread's first page is shown, as a reader who followed an old link still
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
