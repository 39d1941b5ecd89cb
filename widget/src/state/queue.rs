//! The moderation queue on a moderator's screen.

use super::UiError;
use bedside_wire::moderation::{DecisionAction, Queue, QueueEntry, QueueView};
use bedside_wire::{CommentView, ProblemCode};
use std::rc::Rc;
use yew::Reducible;

/// Why an entry asks for another look.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemError {
    /// The author changed the comment after it was read.
    Changed,
    /// The decision did not arrive.
    Failed(UiError),
}

/// A decision that was taken while the entry was on the screen. The entry keeps
/// its place until nobody is at the list: what would move up could be decided
/// unread by a second press at the same spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The outcome.
    pub how: ItemOutcome,
    /// The time to undo it is over.
    pub over: bool,
}

/// The outcome of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemOutcome {
    /// The moderator decided.
    Done(DecisionAction),
    /// The moderator took an earlier decision back.
    Undone,
    /// Something else came first: another moderator, or the author.
    Overtaken(ProblemCode),
}

impl ItemOutcome {
    fn finally(self) -> Settled {
        Settled {
            how: self,
            over: true,
        }
    }
}

/// An entry with what goes on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueItem {
    /// The worker's entry.
    pub entry: Rc<QueueEntry>,
    /// A decision is on its way.
    pub deciding: bool,
    /// The error that the moderator must know before deciding again.
    pub error: Option<ItemError>,
    /// The outcome, once there is one.
    pub settled: Option<Settled>,
    /// The reason that the moderator gave with the decision.
    pub reason: Option<String>,
}

/// The queue as far as it was loaded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueueState {
    /// Which list it is.
    pub view: QueueView,
    /// Counts the loads from a list's beginning.
    pub round: u32,
    /// The entries, in the worker's order.
    pub entries: Vec<QueueItem>,
    /// Cursor of the entries that follow.
    pub next: Option<String>,
    /// The number of comments that wait on the whole site; unknown before the first
    /// response.
    pub waiting: Option<u64>,
    /// Entries are being fetched.
    pub loading: bool,
    /// Why they did not come.
    pub error: Option<UiError>,
    /// The id of the comment whose entry takes the focus, which stood on a
    /// button that went. Counts up, so that two equal ones differ.
    pub focus: Option<(String, u32)>,
}

/// Actions on the queue.
#[derive(Debug, Clone)]
pub enum QueueAction {
    /// The moderator wants to see this list, from its beginning.
    Viewed(QueueView),
    /// Entries were requested.
    LoadStarted,
    /// They came, of this list.
    Loaded(QueueView, Queue),
    /// They did not.
    LoadFailed(UiError),
    /// The moderator decided about this comment.
    Deciding(String),
    /// The worker took the decision, with this reason; so many still wait.
    Decided(String, DecisionAction, Option<String>, u64),
    /// The worker took the decision back; so many wait.
    Undone(String, u64),
    /// The worker refused the decision about this comment.
    Refused(String, UiError),
    /// The time to undo the decision about this comment is over.
    TimeOver(String),
    /// Nobody is at the list: the entry of this comment leaves it.
    Folded(String),
}

impl QueueState {
    fn entry(&mut self, id: &str) -> Option<&mut QueueItem> {
        self.entries.iter_mut().find(|it| it.entry.comment.id == id)
    }

    /// True where all that was loaded is decided and more can be fetched.
    pub fn is_dry(&self) -> bool {
        let mut open = self.entries.iter().filter(|it| it.settled.is_none());
        open.next().is_none() && self.next.is_some() && !self.loading
    }

    /// Ids of the entries that leave as soon as nobody is at them.
    pub fn leaving(&self) -> impl Iterator<Item = &str> {
        let over = self.entries.iter().filter(|it| {
            let settled = it.settled.as_ref();
            settled.is_some_and(|settled| settled.over) && !it.deciding
        });
        over.map(|it| it.entry.comment.id.as_str())
    }

    fn loaded(&mut self, queue: Queue) {
        self.loading = false;
        self.next = queue.next;
        self.waiting = Some(queue.waiting);
        for entry in queue.items {
            if self.entry(&entry.comment.id).is_none() {
                self.entries.push(QueueItem {
                    entry: Rc::new(entry),
                    deciding: false,
                    error: None,
                    settled: None,
                    reason: None,
                });
            }
        }
    }

    fn settle(&mut self, id: &str, settled: Option<Settled>) {
        if let Some(entry) = self.entry(id) {
            entry.deciding = false;
            entry.error = None;
            entry.settled = settled;
            let count = self.focus.as_ref().map_or(0, |(_, count)| count + 1);
            self.focus = Some((id.to_owned(), count));
        }
    }

    fn refused(&mut self, id: &str, error: UiError) {
        let (code, now) = match &error {
            UiError::Problem(problem) => (Some(problem.code), problem.comment.clone()),
            _ => (None, None),
        };
        match (code, now) {
            // Somebody else was faster: nothing to do here any more.
            (Some(code), _) if is_overtaken(code) => {
                self.waiting = self.waiting.map(|n| n.saturating_sub(1));
                self.settle(id, Some(ItemOutcome::Overtaken(code).finally()));
            }
            (Some(ProblemCode::CommentChanged), Some(now)) => self.changed(id, *now),
            _ => {
                if let Some(entry) = self.entry(id) {
                    entry.deciding = false;
                    entry.error = Some(ItemError::Failed(error));
                }
                if code == Some(ProblemCode::UndoTooLate) {
                    self.time_over(id);
                }
            }
        }
    }

    /// Shows the new text and asks again.
    fn changed(&mut self, id: &str, now: CommentView) {
        if let Some(entry) = self.entry(id) {
            Rc::make_mut(&mut entry.entry).comment = now;
            entry.deciding = false;
            entry.error = Some(ItemError::Changed);
        }
    }

    fn time_over(&mut self, id: &str) {
        let settled = self.entry(id).and_then(|entry| entry.settled.as_mut());
        if let Some(settled) = settled {
            settled.over = true;
        }
    }
}

/// True for the errors that leave nothing to decide.
pub fn is_overtaken(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::CommentAlreadyDecided
            | ProblemCode::CommentDeleted
            | ProblemCode::CommentNotPublished
            | ProblemCode::CommentUnknown
    )
}

impl Reducible for QueueState {
    type Action = QueueAction;

    fn reduce(self: Rc<Self>, action: QueueAction) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            QueueAction::Viewed(view) => {
                next = Self {
                    view,
                    waiting: next.waiting,
                    round: next.round + 1,
                    ..Self::default()
                };
            }
            QueueAction::LoadStarted => {
                next.loading = true;
                next.error = None;
            }
            // The other list was requested meanwhile.
            QueueAction::Loaded(view, _) if view != next.view => {}
            QueueAction::Loaded(_, queue) => next.loaded(queue),
            QueueAction::LoadFailed(error) => {
                next.loading = false;
                next.error = Some(error);
            }
            QueueAction::Deciding(id) => {
                if let Some(entry) = next.entry(&id) {
                    entry.deciding = true;
                    entry.error = None;
                }
            }
            QueueAction::Decided(id, action, reason, waiting) => {
                next.waiting = Some(waiting);
                let settled = Settled {
                    how: ItemOutcome::Done(action),
                    over: false,
                };
                next.settle(&id, Some(settled));
                if let Some(entry) = next.entry(&id) {
                    entry.reason = reason;
                }
            }
            QueueAction::Undone(id, waiting) => {
                next.waiting = Some(waiting);
                // In the list of decisions an earlier one may be taken back, and
                // the entry tells of it until the list is loaded again.
                let was = next.entry(&id).is_some_and(|it| it.settled.is_some());
                let settled = match next.view {
                    QueueView::Decided if !was => Some(ItemOutcome::Undone.finally()),
                    _ => None,
                };
                next.settle(&id, settled);
            }
            QueueAction::Refused(id, error) => next.refused(&id, error),
            QueueAction::TimeOver(id) => next.time_over(&id),
            QueueAction::Folded(id) => next.entries.retain(|it| it.entry.comment.id != id),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
