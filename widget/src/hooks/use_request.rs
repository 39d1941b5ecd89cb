//! Sending the small forms below a comment: a report, a removal.

use crate::hooks::remote::Remote;
use crate::state::Trouble;
use crate::state::dispatch::Dispatch;
use bedside_i18n::Texts;
use bedside_wire::moderation::RemoveComment;
use bedside_wire::report::ReportComment;
use yew::prelude::*;

/// The content of a form.
#[derive(Debug, Clone)]
pub enum Request {
    /// Tells the moderators of the comment.
    Report(ReportComment),
    /// Takes the comment down.
    Remove(RemoveComment),
}

/// A handle on the sending.
#[derive(Clone, PartialEq, Default)]
pub struct Requesting {
    /// It is on its way.
    pub busy: bool,
    /// Why it did not arrive.
    pub trouble: Option<Trouble>,
    /// Sends.
    pub send: Callback<Request>,
}

/// Sends what a form asks for about the comment with this id. The thread is
/// told of what arrived, and the form goes with that.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_request(
    _remote: &Remote,
    _dispatch: &Dispatch,
    _texts: &Texts,
    _id: &str,
) -> Requesting {
    Requesting::default()
}

/// Sends what a form asks for about the comment with this id. The thread is
/// told of what arrived, and the form goes with that.
#[cfg(feature = "browser")]
#[hook]
pub fn use_request(remote: &Remote, dispatch: &Dispatch, texts: &Texts, id: &str) -> Requesting {
    use crate::browser::random;
    use crate::components::report_form::thanks;
    use crate::hooks::takedown;
    use crate::state::Act;
    use wasm_bindgen_futures::spawn_local;

    let trouble = use_state(|| Option::<Trouble>::None);
    let sending = use_state(|| false);
    // The state of the render in which a press happened may be old; this is not.
    let busy = use_mut_ref(|| false);
    let send = {
        let (dispatch, texts, id) = (dispatch.clone(), texts.clone(), id.to_owned());
        let (trouble, sending, remote) = (trouble.setter(), sending.setter(), remote.clone());
        Callback::from(move |request: Request| {
            let Some(client) = remote.client().filter(|_| !busy.replace(true)) else {
                return;
            };
            let (dispatch, texts, id) = (dispatch.clone(), texts.clone(), id.clone());
            let (trouble, sending, busy) = (trouble.clone(), sending.clone(), busy.clone());
            sending.set(true);
            trouble.set(None);
            dispatch.tell(Act::Say(texts.get("sending")));
            spawn_local(async move {
                let key = random::token();
                let answer = match &request {
                    Request::Report(report) => {
                        let reason = report.reason;
                        let answer = client.report_comment(&id, report, &key).await;
                        answer.map(|()| (Act::Reported(id.clone(), reason), thanks(&texts, reason)))
                    }
                    Request::Remove(removal) => {
                        let answer = client.remove(&id, removal, &key).await;
                        let removed = texts.get("removed");
                        answer.map(|it| (Act::Moderated(Box::new(it.comment)), removed))
                    }
                };
                busy.replace(false);
                sending.set(false);
                match answer {
                    Ok((act, said)) => {
                        dispatch.tell(act);
                        dispatch.tell(Act::Say(said));
                        if let Request::Remove(_) = request {
                            takedown::expire(&dispatch, id).await;
                        }
                    }
                    Err(error) => trouble.set(Some(error.into())),
                }
            });
        })
    };
    Requesting {
        busy: *sending,
        trouble: (*trouble).clone(),
        send,
    }
}
