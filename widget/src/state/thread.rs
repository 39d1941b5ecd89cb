//! The list of comments: pages that were loaded, changes that arrived live,
//! and the reader's own comments laid over them.

use super::list_position::{ListOrder, Reach};
use bedside_wire::vote::CommentVotes;
use bedside_wire::{CollapsedReplies, CommentView, Sort, ThreadChanges, ThreadView, Votes};
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
/// Between its first and its last discussion `items` is without gaps but for
/// `folds`. What is known beyond it (`later`) is shown after the "Load more"
/// button and joins `items` when the gap between is loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// The order of all lists here.
    pub sort: Sort,
    /// The owner wants a list in order of time, without a tree.
    pub flat: bool,
    /// The words of the search; empty where there is none.
    pub search: String,
    /// The number of comments that the search found.
    pub found: u64,
    /// Levels that replies are indented.
    pub depth: u16,
    /// The loaded part.
    pub items: Vec<Rc<CommentView>>,
    /// The ids of the comments that its pages began with, in its order.
    pub starts: Vec<String>,
    /// The replies left out of it.
    pub folds: Vec<CollapsedReplies>,
    /// Single comments beyond the loaded part.
    pub later: Vec<Rc<CommentView>>,
    /// Arrived live, waiting behind the "N new comments" button.
    pub incoming: Vec<Rc<CommentView>>,
    /// Ids of comments that were taken back while they were on the screen.
    pub removed: Vec<String>,
    /// The version up to which changes are known.
    pub version: u64,
    /// The number of comments published in all.
    pub total: u64,
    /// Cursor of the comments after `items`.
    pub next: Option<String>,
    /// Cursor of the comments before `items`.
    pub prev: Option<String>,
    /// Comments wait for a moderator before others see them.
    pub approve_first: bool,
    /// Which votes may be given.
    pub votes: Votes,
}

impl From<ThreadView> for Thread {
    fn from(view: ThreadView) -> Self {
        Self {
            sort: view.sort,
            flat: view.flat,
            search: view.search,
            found: view.found,
            depth: view.depth,
            folds: view.folds,
            starts: view.items.iter().take(1).map(|it| it.id.clone()).collect(),
            items: view.items.into_iter().map(Rc::new).collect(),
            version: view.version,
            total: view.total,
            next: view.next,
            prev: view.prev,
            approve_first: view.approve_first,
            votes: view.votes,
            ..Self::default()
        }
    }
}

pub(super) fn insert(list: &mut Vec<Rc<CommentView>>, order: ListOrder, comment: Rc<CommentView>) {
    // An edit moves nothing: who wrote it may be at work in it.
    let known = list.iter().position(|known| known.id == comment.id);
    if let Some(at) = known {
        if list[at].tree_path == comment.tree_path {
            list[at] = comment;
            return;
        }
        list.remove(at);
    }
    list.insert(order.position(list, &comment), comment);
}

fn take(list: &mut Vec<Rc<CommentView>>, id: &str) {
    list.retain(|known| known.id != id);
}

impl Thread {
    fn is_in_items(&self, id: &str) -> bool {
        self.items.iter().any(|item| item.id == id)
    }

    /// The result of a search is a flat list, the newest first.
    pub(super) fn order(&self) -> ListOrder {
        let found = !self.search.is_empty();
        ListOrder {
            sort: if found { Sort::Newest } else { self.sort },
            flat: self.flat || found,
        }
    }

    pub(super) fn reach(&self, comment: &CommentView) -> Reach {
        let ends = (self.prev.is_some(), self.next.is_some());
        self.order().reach(&self.items, ends, comment)
    }

    fn place_in(&mut self, comment: Rc<CommentView>) {
        let order = self.order();
        match self.reach(&comment) {
            Reach::Inside => insert(&mut self.items, order, comment),
            Reach::Later => insert(&mut self.later, order, comment),
            // Comes with "Show earlier comments".
            Reach::Earlier => {}
        }
    }

    /// Shows another part, or the same in another way.
    pub fn replace(&mut self, view: ThreadView) {
        let depth = self.depth;
        *self = Self::from(view);
        self.depth = depth;
    }

    /// Joins a loaded page to one end. Comments that are there already are not
    /// doubled: they may have arrived live meanwhile.
    pub fn join(&mut self, end: End, page: ThreadView) {
        self.folds.extend(page.folds);
        let new = |item: &&CommentView| !self.is_in_items(&item.id);
        let start = page.items.iter().find(new).map(|item| item.id.clone());
        match end {
            End::After => {
                self.next = page.next;
                self.starts.extend(start);
            }
            End::Before => {
                self.prev = page.prev;
                self.starts.splice(..0, start);
            }
        }
        self.total = page.total;
        self.approve_first = page.approve_first;
        self.take_in(page.items);
        let later = std::mem::take(&mut self.later);
        for comment in later {
            self.place_in(comment);
        }
    }

    /// Opens the fold after a place with a page of what it holds. What is left
    /// of it follows the last comment that came.
    pub fn unfold(&mut self, after: &str, page: ThreadView) {
        let Some(at) = self.folds.iter().position(|fold| fold.after == after) else {
            return;
        };
        let fold = self.folds.remove(at);
        let came = page.items.len() as u64;
        self.take_in(page.items);
        let rest = page.folds.into_iter().next();
        // Beyond `until` the comments are here already.
        if let Some(rest) = rest.filter(|r| fold.until.is_empty() || r.after < fold.until) {
            let more = match fold.until.is_empty() {
                true => rest.more,
                false => fold.more.saturating_sub(came),
            };
            let until = fold.until;
            self.folds.push(CollapsedReplies {
                until,
                more,
                ..rest
            });
        }
    }

    fn take_in(&mut self, items: Vec<CommentView>) {
        let order = self.order();
        for item in items {
            take(&mut self.later, &item.id);
            take(&mut self.incoming, &item.id);
            insert(&mut self.items, order, Rc::new(item));
        }
    }

    /// Shows a comment of the list as it is now.
    pub(super) fn put(&mut self, comment: CommentView) {
        let order = self.order();
        self.removed.retain(|id| *id != comment.id);
        let comment = Rc::new(comment);
        if self.is_in_items(&comment.id) {
            insert(&mut self.items, order, comment);
        } else if self.later.iter().any(|later| later.id == comment.id) {
            insert(&mut self.later, order, comment);
        }
    }

    /// Takes in what changed. New comments wait behind the button, except the
    /// reader's own; changes of comments on the screen show at once.
    pub fn apply(&mut self, changes: ThreadChanges, is_own: impl Fn(&str) -> bool) {
        self.version = self.version.max(changes.version);
        self.total = changes.total;
        let order = self.order();
        for item in changes.items {
            self.removed.retain(|id| *id != item.id);
            let item = Rc::new(item);
            let is_own = is_own(&item.id);
            if is_own {
                take(&mut self.incoming, &item.id);
            }
            if self.is_in_items(&item.id) {
                insert(&mut self.items, order, item);
            } else if self.later.iter().any(|later| later.id == item.id) {
                insert(&mut self.later, order, item);
            } else if is_own {
                self.place_in(item);
            } else if item.status.is_gone() {
                // A place is not news.
                take(&mut self.incoming, &item.id);
            } else if self.search.is_empty() && self.reach(&item) != Reach::Earlier {
                insert(&mut self.incoming, order, item);
            }
        }
        for votes in &changes.votes {
            self.votes_are(votes);
        }
        for id in changes.removed {
            take(&mut self.incoming, &id);
            take(&mut self.later, &id);
            if self.is_in_items(&id) && !self.removed.contains(&id) {
                self.removed.push(id);
            }
        }
    }

    /// A comment has these votes now.
    pub fn votes_are(&mut self, votes: &CommentVotes) {
        let lists = [&mut self.items, &mut self.later, &mut self.incoming];
        for item in lists.into_iter().flatten() {
            if item.id == votes.comment {
                let item = Rc::make_mut(item);
                (item.up, item.down) = (votes.up, votes.down);
            }
        }
    }

    /// Shows the comments that waited. Answers with the first one's id.
    pub fn show_incoming(&mut self) -> Option<String> {
        let first = self.incoming.first().map(|comment| comment.id.clone());
        self.show_fresh_of(|_| true);
        first
    }

    /// Shows those of the comments that waited whose ids fit.
    pub fn show_fresh_of(&mut self, fits: impl Fn(&str) -> bool) {
        for comment in std::mem::take(&mut self.incoming) {
            match fits(&comment.id) {
                true => self.place_in(comment),
                false => self.incoming.push(comment),
            }
        }
    }
}

#[cfg(test)]
#[path = "thread_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "fold_tests.rs"]
mod fold_tests;
