//! The comments as they stand in the list: the thread's, with the reader's own
//! laid over them.

use super::App;
use super::list_position::Reach;
use super::preferences::reading::Marks;
use super::thread::{Thread, insert};
use bedside_wire::report::ReportReason;
use bedside_wire::{CommentStatus, CommentView, OwnComment, Removal, Vote};
use std::rc::Rc;

/// A comment as it stands in the list.
#[derive(Debug, Clone)]
pub struct ListedComment {
    /// The comment; the author's own, newer text where there is one.
    pub comment: Rc<CommentView>,
    /// The author's own view of the comment.
    pub own: Option<Rc<OwnComment>>,
    /// Removed while on the screen: the place stays, the text goes.
    pub removed: bool,
    /// The comment it replies to is not shown above it by indentation.
    pub name_parent: bool,
    /// The comment it replies to is not shown any more, and its author's name
    /// with it.
    pub parent_absent: bool,
    /// Levels it is indented; nothing in a flat list.
    pub indent: Option<u16>,
    /// The reader's vote.
    pub vote: Vote,
    /// The reader deleted it or took it down a moment ago.
    pub undoable: bool,
    /// Its removal, where the reader is a moderator.
    pub removal: Option<Removal>,
    /// The reason of the reader's report of it, which arrived.
    pub reported: Option<ReportReason>,
    /// Marks that follow from the reader's preferences.
    pub marks: Marks,
}

/// A comment whose text is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// A moderator took it down.
    Removed,
    /// Its author took it back.
    Deleted,
    /// Removed while it was on the screen, for an unknown reason.
    Unknown,
}

impl ListedComment {
    /// The name of the author whom it answers, where it may be seen.
    pub fn parent_author(&self) -> Option<&String> {
        let name = self.comment.parent_author.as_ref();
        name.filter(|_| !self.parent_absent)
    }

    /// Why the text is not shown, where it is not. The author of a comment that
    /// was taken down still sees it, with the reason.
    pub fn absence(&self) -> Option<Absence> {
        match self.comment.status {
            CommentStatus::Deleted => Some(Absence::Deleted),
            CommentStatus::Removed if self.own.is_none() => Some(Absence::Removed),
            _ => self.removed.then_some(Absence::Unknown),
        }
    }
}

/// By identity, as [`super::SessionState`]: a comment that came again is shown again.
impl PartialEq for ListedComment {
    fn eq(&self, other: &Self) -> bool {
        let same_own = match (&self.own, &other.own) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same_own
            && (self.own.is_some() || Rc::ptr_eq(&self.comment, &other.comment))
            && self.removed == other.removed
            && self.name_parent == other.name_parent
            && self.parent_absent == other.parent_absent
            && self.indent == other.indent
            && self.vote == other.vote
            && self.undoable == other.undoable
            && self.removal == other.removal
            && self.reported == other.reported
            && self.marks == other.marks
    }
}

impl Thread {
    /// The rows to show: those of the loaded part, and those beyond it.
    pub fn rows(&self, own: &[Rc<OwnComment>]) -> (Vec<ListedComment>, Vec<ListedComment>) {
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
            let list = match self.reach(comment) {
                Reach::Inside => &mut inside,
                Reach::Later => &mut later,
                Reach::Earlier => continue,
            };
            insert(list, self.order(), Rc::new(comment.clone()));
        }
        (
            self.lay_out(inside, own, false),
            self.lay_out(later, own, true),
        )
    }

    /// Rows of the loaded part, cut where its pages began, so that what was put
    /// between them moves none from one chunk to another. Each chunk has a
    /// key: the id it begins with, and none for what stands before the first page.
    pub fn chunks(&self, rows: Vec<ListedComment>) -> Vec<(&str, Vec<ListedComment>)> {
        let mut starts = self.starts.iter().peekable();
        let mut chunks: Vec<(&str, Vec<ListedComment>)> = Vec::new();
        for row in rows {
            let start = starts.next_if(|start| **start == row.comment.id);
            match (start, chunks.last_mut()) {
                (None, Some((_, chunk))) => chunk.push(row),
                _ => chunks.push((start.map_or("", String::as_str), vec![row])),
            }
        }
        chunks
    }

    fn lay_out(
        &self,
        list: Vec<Rc<CommentView>>,
        own: &[Rc<OwnComment>],
        apart: bool,
    ) -> Vec<ListedComment> {
        let flat = self.order().flat;
        let mut rows: Vec<ListedComment> = Vec::with_capacity(list.len());
        for comment in list {
            let own = own.iter().find(|own| own.comment.id == comment.id).cloned();
            // The page's copy of an own comment can be older than the overlay.
            let comment = match &own {
                Some(mine)
                    if mine.comment.revision >= comment.revision
                        || mine.comment.status == CommentStatus::Deleted =>
                {
                    Rc::new(mine.comment.clone())
                }
                _ => comment,
            };
            let parent = comment.parent.as_deref().map(|parent| {
                let mut above = rows.iter().rev();
                above.find(|row| row.comment.id == parent)
            });
            let parent_absent = parent
                .flatten()
                .is_some_and(|parent| parent.absence().is_some());
            let name_parent = parent.is_some_and(|parent| {
                flat || comment.depth > self.depth || apart || parent.is_none()
            });
            let removed = own.is_none() && self.removed.contains(&comment.id);
            let depth = comment.depth.min(self.depth);
            rows.push(ListedComment {
                indent: (!flat).then_some(depth),
                comment,
                own,
                removed,
                name_parent,
                parent_absent,
                vote: Vote::None,
                undoable: false,
                removal: None,
                reported: None,
                marks: Marks::default(),
            });
        }
        rows
    }
}

impl App {
    /// The rows to show: those of the loaded part, and those beyond it.
    pub fn rows(&self) -> (Vec<ListedComment>, Vec<ListedComment>) {
        let (inside, later) = self.thread.rows(&self.own);
        let (mut inside, mut later) = (self.lay_over(inside), self.lay_over(later));
        let rows = inside.iter_mut().chain(&mut later);
        self.reading.mark(rows, self.search_and_sort);
        (inside, later)
    }

    /// With the reader's votes and what the reader did to it.
    fn lay_over(&self, mut rows: Vec<ListedComment>) -> Vec<ListedComment> {
        for row in &mut rows {
            let id = &row.comment.id;
            if self.voted_up.contains(id) {
                row.vote = Vote::Up;
            } else if self.voted_down.contains(id) {
                row.vote = Vote::Down;
            }
            let mut removals = self.removals.iter();
            row.removal = removals.find(|it| it.comment == *id).cloned();
            row.undoable = self.undoable.contains(id);
            let reported = self.reported.as_ref().filter(|(about, _)| about == id);
            row.reported = reported.map(|(_, reason)| *reason);
        }
        rows
    }
}
