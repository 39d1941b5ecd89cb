//! The form for a comment, a reply or an edit.
//!
//! The composer is no `form` element: before the widget wakes up, or if it never
//! does, an Enter in a form would send the host page away.

use crate::components::button::{Button, button};
use crate::components::fields::{self, field_id};
use crate::hooks::purpose::Purpose;
use crate::hooks::services::Services;
use crate::hooks::use_draft::use_draft;
use crate::hooks::use_submit::{Outgoing, Phase, use_submit};
use crate::state::dispatch::{Dispatch, press};
use crate::state::{Action, SessionState, UiEvent};
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use yew::prelude::*;

/// Props of [`Composer`].
#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// Texts.
    pub texts: Texts,
    /// The form's purpose.
    pub purpose: Purpose,
    /// The person signed in.
    pub session: SessionState,
    /// Comments wait for a moderator.
    pub approve_first: bool,
    /// Takes the actions.
    pub dispatch: Dispatch,
    /// The way to the worker.
    pub services: Services,
}

/// The label and the button's words.
fn wording(texts: &Texts, purpose: &Purpose) -> (AttrValue, AttrValue) {
    match purpose {
        Purpose::New => (texts.get("write_comment"), texts.get("post")),
        Purpose::Reply { author, .. } => (
            texts.with("reply_to", &[("name", author)]),
            texts.get("post_reply"),
        ),
        Purpose::Edit { .. } => (texts.get("edit_comment"), texts.get("save")),
    }
}

/// Label, text, name, button.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let ComposerProps {
        texts,
        purpose,
        session,
        dispatch,
        ..
    } = props;
    let (label, verb) = wording(texts, purpose);
    let slot = purpose.slot();
    let is_edit = matches!(purpose, Purpose::Edit { .. });
    let first = match purpose {
        Purpose::Edit { source, .. } => Some(source),
        _ => None,
    };
    let text = use_draft(&props.services, &slot, first, session);
    let submit = use_submit(
        &props.services,
        purpose,
        session,
        dispatch,
        texts,
        text.sent.clone(),
    );
    let known = session.viewer().map(|me| AttrValue::from(me.name.clone()));
    let (on_send, on_send_as) = {
        let outgoing = Outgoing {
            body: text.body(),
            // The name that the field shows, also one that is believed to be
            // known: this session may have missed a change. Nobody's empty field
            // asks for a suggestion.
            name: text
                .name()
                .or_else(|| known.clone())
                .filter(|name| known.is_some() || !name.trim().is_empty()),
            key: text.key.clone(),
        };
        let (send, set_name) = (submit.send.clone(), text.set_name.clone());
        let send_as = {
            let (send, outgoing) = (send.clone(), outgoing.clone());
            Callback::from(move |name: AttrValue| {
                set_name.emit(name.clone());
                send.emit(Outgoing {
                    name: Some(name),
                    ..outgoing.clone()
                });
            })
        };
        (
            Callback::from(move |()| send.emit(outgoing.clone())),
            send_as,
        )
    };
    let onclick = on_send.reform(|_: MouseEvent| ());
    let (flaws, error) = match &submit.phase {
        Phase::Flawed(flaws) => (flaws.clone(), None),
        Phase::Failed(error) => match fields::as_flaw(error) {
            // A refusal that speaks of a field is shown at the field.
            Some(flaw) => (vec![flaw], None),
            None => (Vec::new(), Some(error)),
        },
        _ => (Vec::new(), None),
    };
    let busy = match submit.phase {
        Phase::SigningIn => Some(texts.get("signing_in")),
        Phase::Sending => Some(texts.get("sending")),
        _ => None,
    };
    let onkeydown = {
        // Where there is a Cancel button that closes the form.
        let closes = *purpose != Purpose::New && busy.is_none();
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| match &*event.key() {
            // A key that belongs to an input method is not ours.
            _ if event.is_composing() => {}
            "Enter" if event.ctrl_key() || event.meta_key() => on_send.emit(()),
            // What was written is kept as a draft.
            "Escape" if closes => {
                dispatch.tell(Action::Pressed(UiEvent::CloseForm));
            }
            _ => {}
        })
    };
    let send = Button {
        main: true,
        busy: busy.is_some(),
        onclick: Some(onclick),
        ..Button::default()
    };
    let give_up = submit.give_up.reform(|_: MouseEvent| ());
    let body_id = field_id("body", &slot);
    html! {
        <div
            id={field_id("form", &slot)}
            part="composer"
        >
            { fields::summary(texts, &slot, &flaws, error, Some(dispatch)) }
            <div class="field">
                <label for={body_id.clone()}>{ label }</label>
                { fields::error(texts, &body_id, "body", &flaws) }
                <textarea
                    id={body_id.clone()}
                    ref={text.body_ref.clone()}
                    rows="4"
                    // What is on its way is taken out of the box when it arrives.
                    readonly={busy.is_some()}
                    dir="auto"
                    value={text.written.as_ref().map(|written| written.body.clone())}
                    aria-invalid={fields::invalid("body", &flaws)}
                    aria-describedby={fields::body_described_by(&body_id, &flaws, true)}
                    oninput={text.on_body.clone()}
                    onkeydown={onkeydown.clone()}
                />
                { fields::marks(texts, &body_id) }
                { fields::counter(texts, &body_id, &text.body()) }
            </div>
            if !is_edit {
                { name_field(texts, &slot, session, text.name().or(known), &flaws, text.on_name.clone(), onkeydown) }
                { free_name(texts, &flaws, on_send_as) }
            }
            <div class="send">
                { send.says(verb) }
                if matches!(submit.phase, Phase::SigningIn) {
                    { button(texts.get("cancel"), give_up) }
                } else if *purpose != Purpose::New {
                    { button(texts.get("cancel"), press(dispatch, UiEvent::CloseForm)) }
                }
                <p class="soft">
                    { busy.unwrap_or_else(|| note(props)) }
                </p>
            </div>
        </div>
    }
}

/// The name to show, with the suggested one filled in.
fn name_field(
    texts: &Texts,
    slot: &str,
    session: &SessionState,
    value: Option<AttrValue>,
    flaws: &[DomainError],
    oninput: Callback<InputEvent>,
    onkeydown: Callback<KeyboardEvent>,
) -> Html {
    let id = field_id("name", slot);
    let hint = match session.viewer() {
        Some(_) => "name_hint_known",
        None => "name_hint",
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ texts.get("name_label") }</label>
            <p class="soft" id={[&*id, "-hint"].concat()}>{ texts.get(hint) }</p>
            { fields::error(texts, &id, "name", flaws) }
            <input
                id={id.clone()}
                type="text"
                dir="auto"
                autocomplete="nickname"
                {value}
                aria-invalid={fields::invalid("name", flaws)}
                aria-describedby={fields::described_by(&id, "name", flaws, true)}
                {oninput}
                {onkeydown}
            />
        </div>
    }
}

/// Tells what pressing the button leads to. The text of a public comment stays
/// until a moderator has read the new one.
fn note(props: &ComposerProps) -> AttrValue {
    let ComposerProps {
        texts,
        session,
        purpose,
        ..
    } = props;
    let waits = props.approve_first && !session.is_staff();
    match purpose {
        Purpose::Edit {
            is_public: true, ..
        } if waits => texts.get("note.edit_waits"),
        _ => what_happens(texts, session, waits),
    }
}

/// The button that posts under a name which nobody has, where one was suggested.
fn free_name(texts: &Texts, flaws: &[DomainError], send_as: Callback<AttrValue>) -> Html {
    let mut suggested = flaws.iter().filter_map(|flaw| flaw.suggestion.as_ref());
    match suggested.next() {
        Some(name) => {
            let name = AttrValue::from(name.clone());
            let words = texts.with("name_free", &[("name", &name)]);
            button(words, Callback::from(move |_| send_as.emit(name.clone())))
        }
        None => Html::default(),
    }
}

/// Explains the effect of the button.
pub fn what_happens(texts: &Texts, session: &SessionState, approve_first: bool) -> AttrValue {
    texts.get(match (session.viewer().is_some(), approve_first) {
        (false, true) => "note.sign_in_and_wait",
        (false, false) => "note.sign_in",
        (true, true) => "note.wait",
        (true, false) => "note.public",
    })
}
