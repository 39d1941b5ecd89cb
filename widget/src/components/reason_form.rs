//! The form that asks a moderator for the reason that an author is told.

use crate::components::button::{Button, button};
use crate::components::notice;
use crate::hooks::typed::typed;
use crate::state::UiError;
use bedside_domain::limits::REASON_CHARS;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;
use yew::prelude::*;

/// Props of [`ReasonForm`].
#[derive(Properties, PartialEq)]
pub struct ReasonFormProps {
    /// Texts.
    pub texts: Texts,
    /// The comment's id; the text box is `reason-ID`.
    pub id: AttrValue,
    /// The words of the button that sends.
    pub send: AttrValue,
    /// True while the request is under way.
    #[prop_or_default]
    pub busy: bool,
    /// Why it did not arrive.
    #[prop_or_default]
    pub error: Option<UiError>,
    /// Takes the reason, where one was written.
    pub on_send: Callback<Option<String>>,
    /// Closes the form.
    pub on_cancel: Callback<()>,
}

/// Label, text, buttons. It keeps what was typed until it goes.
#[component]
pub fn ReasonForm(props: &ReasonFormProps) -> Html {
    let ReasonFormProps { texts, id, .. } = props;
    let reason = use_node_ref();
    let too_long = use_state(|| false);
    let onclick = {
        let (reason, too_long) = (reason.clone(), too_long.setter());
        let on_send = props.on_send.clone();
        Callback::from(move |_: MouseEvent| {
            let reason = typed(&reason);
            let reason = reason.trim();
            let is_too_long = reason.chars().count() > REASON_CHARS;
            too_long.set(is_too_long);
            if !is_too_long {
                on_send.emit((!reason.is_empty()).then(|| reason.to_owned()));
            }
        })
    };
    let onkeydown = {
        let on_cancel = props.on_cancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                // Nothing else around it closes with it.
                event.prevent_default();
                event.stop_propagation();
                on_cancel.emit(());
            }
        })
    };
    let cancel = props.on_cancel.reform(|_: MouseEvent| ());
    let id = AttrValue::from(["reason-", id].concat());
    let hint = AttrValue::from([&*id, "-hint"].concat());
    let error = too_long.then(|| {
        let limit = Some(REASON_CHARS as u64);
        texts.problem(&ProblemCode::FieldTooLong, Some("reason"), limit)
    });
    html! {
        <div class="field">
            <label for={id.clone()}>{ texts.get("queue.reason") }</label>
            <p class="soft" id={hint.clone()}>{ texts.get("queue.reason_hint") }</p>
            if let Some(error) = error {
                <p class="error" role="alert">{ error }</p>
            }
            if let Some(error) = &props.error {
                { notice::error(texts, error) }
            }
            <textarea
                {id}
                ref={reason}
                rows="3"
                dir="auto"
                aria-describedby={hint}
                aria-invalid={too_long.then_some("true")}
                {onkeydown}
            />
            <div class="send">
                {
                    Button {
                        danger: true,
                        busy: props.busy,
                        onclick: Some(onclick),
                        ..Button::default()
                    }
                    .says(props.send.clone())
                }
                { button(texts.get("cancel"), cancel) }
            </div>
        </div>
    }
}
