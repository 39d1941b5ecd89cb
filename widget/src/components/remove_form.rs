//! The form below a comment that a moderator takes down.

use crate::components::reason_form::ReasonForm;
use crate::hooks::remote::Remote;
use crate::hooks::use_request::{Request, use_request};
use crate::state::dispatch::Dispatch;
use crate::state::{Act, Press};
use bedside_i18n::Texts;
use bedside_wire::CommentView;
use bedside_wire::moderation::RemoveComment;
use std::rc::Rc;
use yew::prelude::*;

/// Props of the forms below a comment that ask for something about it.
#[derive(Properties, PartialEq)]
pub struct RequestFormProps {
    /// Words.
    pub texts: Texts,
    /// The comment.
    pub comment: Rc<CommentView>,
    /// The way to the reducer.
    pub dispatch: Dispatch,
    /// The way to the worker.
    pub remote: Remote,
}

/// A group with the reason's form.
#[component]
pub fn RemoveForm(props: &RequestFormProps) -> Html {
    let RequestFormProps {
        texts,
        comment,
        dispatch,
        remote,
    } = props;
    let request = use_request(remote, dispatch, texts, &comment.id);
    let on_send = {
        let (send, revision) = (request.send, comment.revision);
        Callback::from(move |reason| send.emit(Request::Remove(RemoveComment { revision, reason })))
    };
    let on_cancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.tell(Act::Pressed(Press::CloseForm)))
    };
    html! {
        <div part="composer" role="group" aria-label={texts.get("remove.now")}>
            <ReasonForm
                {texts}
                id={comment.id.clone()}
                send={texts.get("remove.now")}
                busy={request.busy}
                trouble={request.trouble}
                {on_send}
                {on_cancel}
            />
        </div>
    }
}
