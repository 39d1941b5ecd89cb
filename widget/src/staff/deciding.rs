//! A decision on its way to the worker, and the time in which it can be undone.

use super::entry::Decision;
use super::queue::entry_id;
use crate::api::{ApiError, Client};
use crate::browser::{presence, random, sleep};
use crate::state::Trouble;
use crate::state::queue::{QueueAct, QueueState, is_overtaken};
use bedside_domain::limits::UNDO_MS;
use bedside_i18n::Texts;
use bedside_wire::moderation::{
    Approve, DecisionAction, KeepComment, ModerationOutcome, QueueEntry, Reject, RemoveComment,
};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, NodeRef, UseReducerDispatcher};

/// The way of decisions to the worker and to the list.
#[derive(Clone)]
pub(super) struct Deciding {
    pub(super) client: Client,
    pub(super) texts: Texts,
    pub(super) say: Callback<AttrValue>,
    pub(super) dispatch: UseReducerDispatcher<QueueState>,
    /// The list.
    pub(super) list: NodeRef,
    /// Takes the entries away whose time is over, where nobody is at them.
    pub(super) tidy: Callback<()>,
}

impl Deciding {
    pub(super) fn start(self, entry: Rc<QueueEntry>, decision: Decision) {
        self.dispatch
            .dispatch(QueueAct::Deciding(entry.comment.id.clone()));
        spawn_local(self.run(entry, decision));
    }

    async fn run(self, entry: Rc<QueueEntry>, decision: Decision) {
        let id = &entry.comment.id;
        let (done, said) = match &decision {
            Decision::Approve => (Some(DecisionAction::Approve), "queue.approved"),
            Decision::Reject(_) => (Some(DecisionAction::Reject), "queue.rejected"),
            Decision::Keep => (Some(DecisionAction::Keep), "queue.kept"),
            Decision::Remove(_) => (Some(DecisionAction::Remove), "queue.removed"),
            Decision::Restore => (Some(DecisionAction::Restore), "queue.restored"),
            Decision::Undo => (None, "queue.undone"),
        };
        let reason = match &decision {
            Decision::Reject(reason) | Decision::Remove(reason) => reason.clone(),
            _ => None,
        };
        match self.send(&entry, decision).await {
            Ok(outcome) => {
                let name = entry.comment.author.as_str();
                self.say.emit(self.texts.with(said, &[("name", name)]));
                presence::keep_height(&self.list, &entry_id(id));
                let id = id.clone();
                match done {
                    Some(action) => {
                        let act = QueueAct::Decided(id.clone(), action, reason, outcome.waiting);
                        self.dispatch.dispatch(act);
                        self.expire(id).await;
                    }
                    None => self
                        .dispatch
                        .dispatch(QueueAct::Undone(id, outcome.waiting)),
                }
            }
            Err(error) => {
                let trouble = Trouble::from(error);
                if trouble.code().is_some_and(is_overtaken) {
                    self.say.emit(trouble.sentence(&self.texts));
                }
                presence::keep_height(&self.list, &entry_id(id));
                self.dispatch
                    .dispatch(QueueAct::Refused(id.clone(), trouble));
            }
        }
    }

    async fn send(
        &self,
        entry: &QueueEntry,
        decision: Decision,
    ) -> Result<ModerationOutcome, ApiError> {
        let client = &self.client;
        let (id, revision) = (&entry.comment.id, entry.comment.revision);
        match decision {
            Decision::Approve => client.approve(id, &Approve { revision }).await,
            Decision::Reject(reason) => client.reject(id, &Reject { revision, reason }).await,
            Decision::Keep => client.keep(id, &KeepComment { revision }).await,
            Decision::Remove(reason) => {
                let body = RemoveComment { revision, reason };
                client.remove(id, &body, &random::token()).await
            }
            Decision::Restore => client.restore(id, &random::token()).await,
            Decision::Undo => client.undo(id, &random::token()).await,
        }
    }

    async fn expire(self, id: String) {
        sleep(UNDO_MS as u32).await;
        self.dispatch.dispatch(QueueAct::TimeOver(id));
        // What was told shows in the state only in a later task.
        sleep(0).await;
        self.tidy.emit(());
    }
}
