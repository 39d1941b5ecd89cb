//! What a press on a comment does at once: deleting, bringing back, undoing.

use crate::browser::focus::step_back;
use crate::browser::{random, sleep};
use crate::hooks::remote::Remote;
use crate::state::app::article_id;
use crate::state::dispatch::Dispatch;
use crate::state::{Act, Ask, Press, Trouble};
use bedside_domain::limits::UNDO_MS;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;

/// A comment, and the way to the worker and to the reducer.
pub(crate) struct Takedown {
    pub(crate) remote: Remote,
    pub(crate) dispatch: Dispatch,
    pub(crate) texts: Texts,
    pub(crate) id: String,
    /// The person wrote it.
    pub(crate) is_own: bool,
}

impl Takedown {
    /// Does what a button asks for.
    pub(crate) async fn run(self, ask: Ask) {
        let Self {
            dispatch,
            texts,
            id,
            ..
        } = self;
        let Some(client) = self.remote.client() else {
            return;
        };
        // The choice is made, whatever comes of it.
        dispatch.tell(Act::Pressed(Press::CloseMenu));
        let key = random::token();
        let answer = match ask {
            Ask::Delete => {
                let answer = client.delete_comment(&id, &key).await;
                answer.map(|own| (Act::Deleted(Box::new(own)), "said.deleted"))
            }
            Ask::Undo if self.is_own => {
                let answer = client.undelete_comment(&id, &key).await;
                answer.map(|own| (Act::Undeleted(Box::new(own)), "said.back"))
            }
            Ask::Undo => {
                let answer = client.undo(&id, &key).await;
                answer.map(|it| (Act::Moderated(Box::new(it.comment)), "said.back"))
            }
            _ => {
                let answer = client.restore(&id, &key).await;
                answer.map(|it| (Act::Moderated(Box::new(it.comment)), "said.back"))
            }
        };
        match answer {
            Ok((act, said)) => {
                dispatch.tell(act);
                dispatch.tell(Act::Say(texts.get(said)));
                if ask == Ask::Delete {
                    expire(&dispatch, id).await;
                }
            }
            Err(error) => {
                let trouble = Trouble::from(error);
                if trouble.code() == Some(ProblemCode::UndoTooLate) {
                    dispatch.tell(Act::UndoOver(id));
                }
                dispatch.tell(Act::Trouble(trouble));
            }
        }
    }
}

/// Takes the offer to undo away when its time is over.
pub(crate) async fn expire(dispatch: &Dispatch, id: String) {
    sleep(UNDO_MS as u32).await;
    step_back(Ask::Undo.name(), &article_id(&id));
    dispatch.tell(Act::UndoOver(id));
}
