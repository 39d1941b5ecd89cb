//! The form below a comment that a moderator takes down.

use crate::components::reason_form::ReasonForm;
use crate::hooks::services::Services;
use crate::hooks::use_request::{FormRequest, use_request};
use crate::state::dispatch::Dispatch;
use crate::state::{Action, UiEvent};
use bedside_i18n::Texts;
use bedside_wire::CommentView;
use bedside_wire::moderation::RemoveComment;
use std::rc::Rc;
use yew::prelude::*;

/// Props of the forms below a comment that ask for something about it.
#[derive(Properties, PartialEq)]
pub struct RequestFormProps {
    /// Texts.
    pub texts: Texts,
    /// The comment.
    pub comment: Rc<CommentView>,
    /// The way to the reducer.
    pub dispatch: Dispatch,
    /// The way to the worker.
    pub services: Services,
}

/// A group with the reason's form.
#[component]
pub fn RemoveForm(props: &RequestFormProps) -> Html {
    let RequestFormProps {
        texts,
        comment,
        dispatch,
        services,
    } = props;
    let request = use_request(services, dispatch, texts, &comment.id);
    let on_send = {
        let (send, revision) = (request.send, comment.revision);
        Callback::from(move |reason| {
            send.emit(FormRequest::Remove(RemoveComment { revision, reason }))
        })
    };
    let on_cancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.tell(Action::Pressed(UiEvent::CloseForm)))
    };
    html! {
        <div part="composer" role="group" aria-label={texts.get("remove.now")}>
            <ReasonForm
                {texts}
                id={comment.id.clone()}
                send={texts.get("remove.now")}
                busy={request.busy}
                error={request.error}
                {on_send}
                {on_cancel}
            />
        </div>
    }
}
