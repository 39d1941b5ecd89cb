//! Sending the small forms below a comment: a report, a removal.

use crate::hooks::services::Services;
use crate::state::UiError;
use crate::state::dispatch::Dispatch;
use bedside_i18n::Texts;
use bedside_wire::moderation::RemoveComment;
use bedside_wire::report::ReportComment;
use yew::prelude::*;

/// The content of a form.
#[derive(Debug, Clone)]
pub enum FormRequest {
    /// Tells the moderators of the comment.
    Report(ReportComment),
    /// Takes the comment down.
    Remove(RemoveComment),
}

/// A handle on the sending.
#[derive(Clone, PartialEq, Default)]
pub struct FormRequestState {
    /// True while the request is under way.
    pub busy: bool,
    /// Why it did not arrive.
    pub error: Option<UiError>,
    /// Sends.
    pub send: Callback<FormRequest>,
}

/// Sends a form about the comment with this id. The thread is
/// told of what arrived, and the form goes with that.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_request(
    _services: &Services,
    _dispatch: &Dispatch,
    _texts: &Texts,
    _id: &str,
) -> FormRequestState {
    FormRequestState::default()
}

/// Sends a form about the comment with this id. The thread is
/// told of what arrived, and the form goes with that.
#[cfg(feature = "browser")]
#[hook]
pub fn use_request(
    services: &Services,
    dispatch: &Dispatch,
    texts: &Texts,
    id: &str,
) -> FormRequestState {
    use crate::browser::random;
    use crate::components::report_form::thanks;
    use crate::hooks::takedown;
    use crate::state::Action;
    use wasm_bindgen_futures::spawn_local;

    let error = use_state(|| Option::<UiError>::None);
    let sending = use_state(|| false);
    // The state of the render in which a press happened may be old; this is not.
    let busy = use_mut_ref(|| false);
    let send = {
        let (dispatch, texts, id) = (dispatch.clone(), texts.clone(), id.to_owned());
        let (error, sending, services) = (error.setter(), sending.setter(), services.clone());
        Callback::from(move |request: FormRequest| {
            let Some(client) = services.client().filter(|_| !busy.replace(true)) else {
                return;
            };
            let (dispatch, texts, id) = (dispatch.clone(), texts.clone(), id.clone());
            let (error, sending, busy) = (error.clone(), sending.clone(), busy.clone());
            sending.set(true);
            error.set(None);
            dispatch.tell(Action::Announce(texts.get("sending")));
            spawn_local(async move {
                let key = random::token();
                let sent = match &request {
                    FormRequest::Report(report) => {
                        let reason = report.reason;
                        let response = client.report_comment(&id, report, &key).await;
                        response.map(|()| {
                            (Action::Reported(id.clone(), reason), thanks(&texts, reason))
                        })
                    }
                    FormRequest::Remove(removal) => {
                        let response = client.remove(&id, removal, &key).await;
                        let removed = texts.get("removed");
                        response.map(|it| (Action::Moderated(Box::new(it.comment)), removed))
                    }
                };
                busy.replace(false);
                sending.set(false);
                match sent {
                    Ok((action, said)) => {
                        dispatch.tell(action);
                        dispatch.tell(Action::Announce(said));
                        if let FormRequest::Remove(_) = request {
                            takedown::expire(&dispatch, id).await;
                        }
                    }
                    Err(api_error) => error.set(Some(api_error.into())),
                }
            });
        })
    };
    FormRequestState {
        busy: *sending,
        error: (*error).clone(),
        send,
    }
}
