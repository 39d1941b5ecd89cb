//! A decision on its way to the worker, and the time in which it can be undone.

use super::queue::entry_id;
use super::queue_item::DecisionRequest;
use crate::api::{ApiError, Client};
use crate::browser::{presence, random, sleep};
use crate::state::UiError;
use crate::state::queue::{QueueAction, QueueState, is_overtaken};
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
pub(super) struct DecisionSender {
    pub(super) client: Client,
    pub(super) texts: Texts,
    pub(super) say: Callback<AttrValue>,
    pub(super) dispatch: UseReducerDispatcher<QueueState>,
    /// The list.
    pub(super) list: NodeRef,
    /// Takes the entries away whose time is over, where nobody is at them.
    pub(super) tidy: Callback<()>,
}

impl DecisionSender {
    pub(super) fn start(self, entry: Rc<QueueEntry>, decision: DecisionRequest) {
        self.dispatch
            .dispatch(QueueAction::Deciding(entry.comment.id.clone()));
        spawn_local(self.run(entry, decision));
    }

    async fn run(self, entry: Rc<QueueEntry>, decision: DecisionRequest) {
        let id = &entry.comment.id;
        let (done, said) = match &decision {
            DecisionRequest::Approve => (Some(DecisionAction::Approve), "queue.approved"),
            DecisionRequest::Reject(_) => (Some(DecisionAction::Reject), "queue.rejected"),
            DecisionRequest::Keep => (Some(DecisionAction::Keep), "queue.kept"),
            DecisionRequest::Remove(_) => (Some(DecisionAction::Remove), "queue.removed"),
            DecisionRequest::Restore => (Some(DecisionAction::Restore), "queue.restored"),
            DecisionRequest::Undo => (None, "queue.undone"),
        };
        let reason = match &decision {
            DecisionRequest::Reject(reason) | DecisionRequest::Remove(reason) => reason.clone(),
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
                        let action =
                            QueueAction::Decided(id.clone(), action, reason, outcome.waiting);
                        self.dispatch.dispatch(action);
                        self.expire(id).await;
                    }
                    None => self
                        .dispatch
                        .dispatch(QueueAction::Undone(id, outcome.waiting)),
                }
            }
            Err(error) => {
                let error = UiError::from(error);
                if error.code().is_some_and(is_overtaken) {
                    self.say.emit(error.sentence(&self.texts));
                }
                presence::keep_height(&self.list, &entry_id(id));
                self.dispatch
                    .dispatch(QueueAction::Refused(id.clone(), error));
            }
        }
    }

    async fn send(
        &self,
        entry: &QueueEntry,
        decision: DecisionRequest,
    ) -> Result<ModerationOutcome, ApiError> {
        let client = &self.client;
        let (id, revision) = (&entry.comment.id, entry.comment.revision);
        match decision {
            DecisionRequest::Approve => client.approve(id, &Approve { revision }).await,
            DecisionRequest::Reject(reason) => {
                client.reject(id, &Reject { revision, reason }).await
            }
            DecisionRequest::Keep => client.keep(id, &KeepComment { revision }).await,
            DecisionRequest::Remove(reason) => {
                let body = RemoveComment { revision, reason };
                client.remove(id, &body, &random::token()).await
            }
            DecisionRequest::Restore => client.restore(id, &random::token()).await,
            DecisionRequest::Undo => client.undo(id, &random::token()).await,
        }
    }

    async fn expire(self, id: String) {
        sleep(UNDO_MS as u32).await;
        self.dispatch.dispatch(QueueAction::TimeOver(id));
        // What was told shows in the state only in a later task.
        sleep(0).await;
        self.tidy.emit(());
    }
}
