//! Comments that are deleted, taken down, brought back or reported.

use super::app::article_id;
use super::{App, CommentAction, OpenForm};
use bedside_wire::report::ReportReason;
use bedside_wire::{CommentStatus, CommentView, OwnComment};
use std::rc::Rc;

impl App {
    /// The person deleted a comment of theirs: it keeps its place until the
    /// page is left.
    pub(super) fn deleted(&mut self, own: OwnComment) {
        let id = own.comment.id.clone();
        self.menu = None;
        self.open = self.open.take().filter(|open| open.comment() != id);
        self.own_is(own);
        self.can_be_undone(&id);
    }

    /// A comment that the person deleted is as it was before.
    pub(super) fn undeleted(&mut self, own: OwnComment) {
        let id = own.comment.id.clone();
        if own.comment.status == CommentStatus::Published {
            Rc::make_mut(&mut self.thread).put(own.comment.clone());
        }
        self.own_is(own);
        self.undoable.retain(|undoable| *undoable != id);
        self.focus_on(article_id(&id));
    }

    fn own_is(&mut self, own: OwnComment) {
        let own = Rc::new(own);
        let list = Rc::make_mut(&mut self.own);
        match list
            .iter_mut()
            .find(|mine| mine.comment.id == own.comment.id)
        {
            Some(mine) => *mine = own,
            None => list.push(own),
        }
    }

    /// Adds the deleted comments that the worker does not tell of any more.
    pub(super) fn keep_deleted(&self, own: &mut Vec<Rc<OwnComment>>) {
        for mine in self.own.iter() {
            let is_told = || own.iter().any(|it| it.comment.id == mine.comment.id);
            if mine.comment.status == CommentStatus::Deleted && !is_told() {
                own.push(Rc::clone(mine));
            }
        }
    }

    /// The person, a moderator, took a comment down or brought it back.
    pub(super) fn moderated(&mut self, comment: CommentView) {
        let id = comment.id.clone();
        self.menu = None;
        self.open = self.open.take().filter(|open| open.comment() != id);
        let was_undoable = self.undoable.contains(&id);
        let is_public = comment.status == CommentStatus::Published;
        Rc::make_mut(&mut self.thread).put(comment);
        // Brought back by an undo, or by "Restore".
        if is_public {
            self.undoable.retain(|undoable| *undoable != id);
            self.focus_on(article_id(&id));
        } else if !was_undoable {
            self.can_be_undone(&id);
        }
    }

    fn can_be_undone(&mut self, id: &str) {
        self.undoable.push(id.to_owned());
        self.focus_in(article_id(id), Some(CommentAction::Undo));
    }

    /// The report arrived: the form makes way for the thanks.
    pub(super) fn was_reported(&mut self, id: String, reason: ReportReason) {
        if self.open.as_ref() == Some(&OpenForm::Report(id.clone())) {
            self.open = None;
        }
        self.focus_in(article_id(&id), Some(CommentAction::Menu));
        self.reported = Some((id, reason));
    }
}

#[cfg(test)]
#[path = "takedown_tests.rs"]
mod tests;
