//! Actions that need no form: deleting, bringing back, undoing.

use crate::browser::focus::step_back;
use crate::browser::{random, sleep};
use crate::hooks::services::Services;
use crate::state::app::article_id;
use crate::state::dispatch::Dispatch;
use crate::state::{Action, CommentAction, UiError, UiEvent};
use bedside_domain::limits::UNDO_MS;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;

/// A comment, and the way to the worker and to the reducer.
pub(crate) struct Takedown {
    pub(crate) services: Services,
    pub(crate) dispatch: Dispatch,
    pub(crate) texts: Texts,
    pub(crate) id: String,
    /// The person wrote it.
    pub(crate) is_own: bool,
}

impl Takedown {
    /// Does a button's action.
    pub(crate) async fn run(self, action: CommentAction) {
        let Self {
            dispatch,
            texts,
            id,
            ..
        } = self;
        let Some(client) = self.services.client() else {
            return;
        };
        // The choice is made, whatever comes of it.
        dispatch.tell(Action::Pressed(UiEvent::CloseMenu));
        let key = random::token();
        let changed = match action {
            CommentAction::Delete => {
                let response = client.delete_comment(&id, &key).await;
                response.map(|own| (Action::Deleted(Box::new(own)), "announce.deleted"))
            }
            CommentAction::Undo if self.is_own => {
                let response = client.undelete_comment(&id, &key).await;
                response.map(|own| (Action::Undeleted(Box::new(own)), "announce.back"))
            }
            CommentAction::Undo => {
                let response = client.undo(&id, &key).await;
                response.map(|it| (Action::Moderated(Box::new(it.comment)), "announce.back"))
            }
            _ => {
                let response = client.restore(&id, &key).await;
                response.map(|it| (Action::Moderated(Box::new(it.comment)), "announce.back"))
            }
        };
        match changed {
            Ok((change, said)) => {
                dispatch.tell(change);
                dispatch.tell(Action::Announce(texts.get(said)));
                if action == CommentAction::Delete {
                    expire(&dispatch, id).await;
                }
            }
            Err(error) => {
                let error = UiError::from(error);
                if error.code() == Some(ProblemCode::UndoTooLate) {
                    dispatch.tell(Action::UndoOver(id));
                }
                dispatch.tell(Action::Failed(error));
            }
        }
    }
}

/// Takes the offer to undo away when its time is over.
pub(crate) async fn expire(dispatch: &Dispatch, id: String) {
    sleep(UNDO_MS as u32).await;
    step_back(CommentAction::Undo.name(), &article_id(&id));
    dispatch.tell(Action::UndoOver(id));
}
