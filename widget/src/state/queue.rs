//! The moderation queue on a moderator's screen.

use super::Trouble;
use bedside_wire::moderation::{Queue, QueueEntry};
use bedside_wire::{CommentView, ProblemCode};
use std::rc::Rc;
use yew::Reducible;

/// Why an entry asks for another look.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// The author changed the comment after it was read.
    Changed,
    /// The decision did not arrive.
    Failed(Trouble),
}

/// An entry with what goes on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the worker told.
    pub entry: Rc<QueueEntry>,
    /// A decision is on its way.
    pub deciding: bool,
    /// What the moderator must know before deciding again.
    pub remark: Option<Remark>,
}

/// The queue as far as it was loaded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueueState {
    /// The entries, oldest first.
    pub entries: Vec<Entry>,
    /// Cursor of the entries that follow.
    pub next: Option<String>,
    /// How many comments wait on the whole site; unknown before the first
    /// answer.
    pub waiting: Option<u64>,
    /// Entries are being fetched.
    pub loading: bool,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
    /// The entry that the focus goes to: the one that took the decided one's
    /// place. Counts up, so that two equal ones differ.
    pub focus: Option<(usize, u32)>,
}

/// What can happen to the queue.
#[derive(Debug, Clone)]
pub enum QueueAct {
    /// Entries were asked for.
    LoadStarted,
    /// They came.
    Loaded(Queue),
    /// They did not.
    LoadFailed(Trouble),
    /// The moderator decided about this comment.
    Deciding(String),
    /// The worker took the decision; so many still wait.
    Decided(String, u64),
    /// The worker refused the decision about this comment.
    Refused(String, Trouble),
}

impl QueueState {
    fn entry(&mut self, id: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|it| it.entry.comment.id == id)
    }

    fn loaded(&mut self, queue: Queue) {
        self.loading = false;
        self.next = queue.next;
        self.waiting = Some(queue.waiting);
        for entry in queue.items {
            if self.entry(&entry.comment.id).is_none() {
                self.entries.push(Entry {
                    entry: Rc::new(entry),
                    deciding: false,
                    remark: None,
                });
            }
        }
    }

    fn leave(&mut self, id: &str) {
        let Some(at) = self.entries.iter().position(|it| it.entry.comment.id == id) else {
            return;
        };
        self.entries.remove(at);
        let count = self.focus.map_or(0, |(_, count)| count + 1);
        self.focus = Some((at.min(self.entries.len().saturating_sub(1)), count));
    }

    fn refused(&mut self, id: &str, trouble: Trouble) {
        let (code, now) = match &trouble {
            Trouble::Problem(problem) => (Some(problem.code), problem.comment.clone()),
            _ => (None, None),
        };
        match (code, now) {
            // Somebody else was faster: nothing to do here any more.
            (Some(ProblemCode::CommentAlreadyDecided | ProblemCode::CommentUnknown), _) => {
                self.waiting = self.waiting.map(|n| n.saturating_sub(1));
                self.leave(id);
            }
            (Some(ProblemCode::CommentChanged), Some(now)) => self.changed(id, *now),
            _ => {
                if let Some(entry) = self.entry(id) {
                    entry.deciding = false;
                    entry.remark = Some(Remark::Failed(trouble));
                }
            }
        }
    }

    /// Shows the new text and asks again.
    fn changed(&mut self, id: &str, now: CommentView) {
        if let Some(entry) = self.entry(id) {
            Rc::make_mut(&mut entry.entry).comment = now;
            entry.deciding = false;
            entry.remark = Some(Remark::Changed);
        }
    }
}

impl Reducible for QueueState {
    type Action = QueueAct;

    fn reduce(self: Rc<Self>, act: QueueAct) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match act {
            QueueAct::LoadStarted => {
                next.loading = true;
                next.trouble = None;
            }
            QueueAct::Loaded(queue) => next.loaded(queue),
            QueueAct::LoadFailed(trouble) => {
                next.loading = false;
                next.trouble = Some(trouble);
            }
            QueueAct::Deciding(id) => {
                if let Some(entry) = next.entry(&id) {
                    entry.deciding = true;
                    entry.remark = None;
                }
            }
            QueueAct::Decided(id, waiting) => {
                next.waiting = Some(waiting);
                next.leave(&id);
            }
            QueueAct::Refused(id, trouble) => next.refused(&id, trouble),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
