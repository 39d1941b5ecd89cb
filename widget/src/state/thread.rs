//! The list of comments: pages that were loaded, changes that arrived live,
//! and the reader's own comments laid over them.

use bedside_domain::place::compare;
use bedside_wire::{CommentStatus, CommentView, OwnComment, Sort, ThreadChanges, ThreadView};
use std::rc::Rc;

/// Which end of the loaded part a page is joined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Comments before the first one shown.
    Before,
    /// Comments after the last one shown.
    After,
}

/// A thread as far as it was loaded.
///
/// `items` is without gaps from its first to its last place. What is known
/// beyond it (`later`) is shown after the "Load more" button and joins `items`
/// when the gap between is loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// The order of all lists here.
    pub sort: Sort,
    /// The loaded part, by place.
    pub items: Vec<Rc<CommentView>>,
    /// Single comments beyond the loaded part, by place.
    pub later: Vec<Rc<CommentView>>,
    /// Arrived live, waiting behind the "N new comments" button, by place.
    pub fresh: Vec<Rc<CommentView>>,
    /// Ids of comments that were taken back while they were on the screen.
    pub gone: Vec<String>,
    /// The version up to which changes are known.
    pub version: u64,
    /// How many comments are published in all.
    pub total: u64,
    /// Cursor of the comments after `items`.
    pub next: Option<String>,
    /// Cursor of the comments before `items`.
    pub prev: Option<String>,
    /// Comments wait for a moderator before others see them.
    pub approve_first: bool,
}

/// A comment as it stands in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The comment; the author's own, newer text where there is one.
    pub comment: Rc<CommentView>,
    /// What only its author knows.
    pub own: Option<Rc<OwnComment>>,
    /// It was taken back while on the screen: the place stays, the text goes.
    pub gone: bool,
    /// The comment it replies to is not shown above it by indentation.
    pub name_parent: bool,
}

/// By identity, as [`super::Session`]: a comment that came again is shown again.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        let same_own = match (&self.own, &other.own) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same_own
            && (self.own.is_some() || Rc::ptr_eq(&self.comment, &other.comment))
            && self.gone == other.gone
            && self.name_parent == other.name_parent
    }
}

/// Replies are indented this deep; deeper ones continue flat, naming whom
/// they answer.
pub const MAX_INDENT: u16 = 6;

impl From<&ThreadView> for Thread {
    fn from(view: &ThreadView) -> Self {
        Self {
            sort: view.sort,
            items: view.items.iter().cloned().map(Rc::new).collect(),
            version: view.version,
            total: view.total,
            next: view.next.clone(),
            prev: view.prev.clone(),
            approve_first: view.approve_first,
            ..Self::default()
        }
    }
}

fn insert(list: &mut Vec<Rc<CommentView>>, sort: Sort, comment: Rc<CommentView>) {
    list.retain(|known| known.id != comment.id);
    let at = list.partition_point(|known| compare(sort, &known.place, &comment.place).is_lt());
    list.insert(at, comment);
}

fn take(list: &mut Vec<Rc<CommentView>>, id: &str) {
    list.retain(|known| known.id != id);
}

impl Thread {
    fn is_in_items(&self, id: &str) -> bool {
        self.items.iter().any(|item| item.id == id)
    }

    /// Where a comment belongs that was not part of a page.
    fn reach(&self, place: &str) -> Reach {
        let before_first = self
            .items
            .first()
            .is_some_and(|first| compare(self.sort, place, &first.place).is_lt());
        let after_last = self
            .items
            .last()
            .is_none_or(|last| compare(self.sort, place, &last.place).is_gt());
        if self.prev.is_some() && before_first {
            Reach::Earlier
        } else if self.next.is_some() && after_last {
            Reach::Later
        } else {
            Reach::Inside
        }
    }

    fn place_in(&mut self, comment: Rc<CommentView>) {
        match self.reach(&comment.place) {
            Reach::Inside => insert(&mut self.items, self.sort, comment),
            Reach::Later => insert(&mut self.later, self.sort, comment),
            // Comes with "Show earlier comments".
            Reach::Earlier => {}
        }
    }

    /// Joins a loaded page to one end. Comments that are there already are not
    /// doubled: they may have arrived live meanwhile.
    pub fn join(&mut self, end: End, page: ThreadView) {
        match end {
            End::After => self.next = page.next,
            End::Before => self.prev = page.prev,
        }
        self.total = page.total;
        self.approve_first = page.approve_first;
        for item in page.items {
            take(&mut self.later, &item.id);
            take(&mut self.fresh, &item.id);
            insert(&mut self.items, self.sort, Rc::new(item));
        }
        let later = std::mem::take(&mut self.later);
        for comment in later {
            self.place_in(comment);
        }
    }

    /// Takes in what changed. New comments wait behind the button, except the
    /// reader's own; changes of comments on the screen show at once.
    pub fn apply(&mut self, changes: ThreadChanges, is_own: impl Fn(&str) -> bool) {
        self.version = self.version.max(changes.version);
        self.total = changes.total;
        for item in changes.items {
            self.gone.retain(|id| *id != item.id);
            let item = Rc::new(item);
            if self.is_in_items(&item.id) {
                insert(&mut self.items, self.sort, item);
            } else if self.later.iter().any(|later| later.id == item.id) {
                insert(&mut self.later, self.sort, item);
            } else if is_own(&item.id) {
                self.place_in(item);
            } else if self.reach(&item.place) != Reach::Earlier {
                insert(&mut self.fresh, self.sort, item);
            }
        }
        for id in changes.removed {
            take(&mut self.fresh, &id);
            take(&mut self.later, &id);
            if self.is_in_items(&id) && !self.gone.contains(&id) {
                self.gone.push(id);
            }
        }
    }

    /// Shows the comments that waited. Answers with the first one's id.
    pub fn show_fresh(&mut self) -> Option<String> {
        let fresh = std::mem::take(&mut self.fresh);
        let first = fresh.first().map(|comment| comment.id.clone());
        for comment in fresh {
            self.place_in(comment);
        }
        first
    }

    /// The rows to show: those of the loaded part, and those beyond it.
    pub fn rows(&self, own: &[Rc<OwnComment>]) -> (Vec<Row>, Vec<Row>) {
        let mut inside = self.items.clone();
        let mut later = self.later.clone();
        for mine in own {
            let comment = &mine.comment;
            let known = inside
                .iter()
                .chain(&later)
                .any(|item| item.id == comment.id);
            // What is published comes with the pages; the rest is only here.
            if known || comment.status == CommentStatus::Published {
                continue;
            }
            match self.reach(&comment.place) {
                Reach::Inside => insert(&mut inside, self.sort, Rc::new(comment.clone())),
                Reach::Later => insert(&mut later, self.sort, Rc::new(comment.clone())),
                Reach::Earlier => {}
            }
        }
        (
            self.lay_out(inside, own, false),
            self.lay_out(later, own, true),
        )
    }

    fn lay_out(&self, list: Vec<Rc<CommentView>>, own: &[Rc<OwnComment>], apart: bool) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::with_capacity(list.len());
        for comment in list {
            let own = own.iter().find(|own| own.comment.id == comment.id).cloned();
            // The page's copy of an own comment can be older than the overlay.
            let comment = match &own {
                Some(mine) if mine.comment.revision >= comment.revision => {
                    Rc::new(mine.comment.clone())
                }
                _ => comment,
            };
            let name_parent = comment.parent.as_deref().is_some_and(|parent| {
                comment.depth > MAX_INDENT
                    || apart
                    || !rows.iter().rev().any(|row| row.comment.id == parent)
            });
            let gone = own.is_none() && self.gone.contains(&comment.id);
            rows.push(Row {
                comment,
                own,
                gone,
                name_parent,
            });
        }
        rows
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Earlier,
    Inside,
    Later,
}

#[cfg(test)]
#[path = "thread_tests.rs"]
mod tests;
