//! The form for a comment, a reply or an edit.
//!
//! It is not a `form` element: before the widget wakes up, or if it never
//! does, an Enter in a form would send the host page away.

use crate::components::fields::{self, field_id, summary_id};
use crate::hooks::remote::Remote;
use crate::hooks::use_draft::use_draft;
use crate::hooks::use_send::{Outgoing, Phase, Purpose, use_send};
use crate::state::{Act, App, Session, draft};
use crate::texts::Texts;
use bedside_domain::Refusal;
use yew::prelude::*;

/// Props of [`Composer`].
#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// Words.
    pub texts: Texts,
    /// What it is for.
    pub purpose: Purpose,
    /// Who is signed in.
    pub session: Session,
    /// Comments wait for a moderator.
    pub approve_first: bool,
    /// Where to say what happened.
    pub dispatch: UseReducerDispatcher<App>,
    /// The way to the worker.
    pub remote: Remote,
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
    let (label, submit) = wording(texts, purpose);
    let slot = purpose.slot();
    let is_edit = matches!(purpose, Purpose::Edit { .. });
    let first = match purpose {
        Purpose::Edit { source, .. } => Some(source),
        _ => None,
    };
    let text = use_draft(&props.remote, &slot, first);
    let flaws = use_state(Vec::<Refusal>::new);
    let sending = use_send(
        &props.remote,
        purpose,
        session,
        dispatch,
        texts,
        text.clear.clone(),
    );
    let shown_name = text
        .name()
        .or_else(|| session.me().map(|me| AttrValue::from(me.name.clone())));

    let on_send = {
        let (text, flaws, send) = (text.clone(), flaws.clone(), sending.send.clone());
        let (dispatch, slot) = (dispatch.clone(), slot.clone());
        let known = session.me().map(|me| me.name.clone());
        Callback::from(move |()| {
            let (body, name) = (text.body(), text.name().unwrap_or_default());
            let found = draft::flaws(&body, &name);
            let clean = found.is_empty();
            flaws.set(found);
            if clean {
                let key = text.key.emit(());
                // The name goes along only where it is another one.
                let changed = !name.trim().is_empty() && known.as_deref() != Some(name.trim());
                send.emit(Outgoing {
                    body,
                    name: changed.then_some(name),
                    key,
                });
            } else {
                dispatch.dispatch(Act::FocusOn(summary_id(&slot)));
            }
        })
    };
    let onclick = on_send.reform(|_: MouseEvent| ());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            on_send.emit(());
        }
    });
    let on_go = {
        let dispatch = dispatch.clone();
        Callback::from(move |id: AttrValue| dispatch.dispatch(Act::FocusOn(id)))
    };
    let on_cancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Act::CloseForm))
    };

    let trouble = match &sending.phase {
        Phase::Failed(trouble) => Some(trouble),
        _ => None,
    };
    // A refusal that speaks of a field is shown at the field.
    let refused = trouble.and_then(fields::as_flaw);
    let trouble = trouble.filter(|_| refused.is_none());
    let flaws: Vec<Refusal> = flaws.iter().cloned().chain(refused).collect();
    let busy = match sending.phase {
        Phase::SigningIn => Some(texts.get("signing_in")),
        Phase::Sending => Some(texts.get("sending")),
        Phase::Idle | Phase::Failed(_) => None,
    };
    let give_up = sending.give_up.reform(|_: MouseEvent| ());
    let body_id = field_id("body", &slot);
    html! {
        <div
            id={field_id("form", &slot)}
            class="composer"
        >
            { fields::summary(texts, &slot, &flaws, trouble, &on_go) }
            <div class="field">
                <label for={body_id.clone()}>{ label }</label>
                { fields::error(texts, &body_id, "body", &flaws) }
                <textarea
                    id={body_id.clone()}
                    ref={text.body_ref.clone()}
                    rows="4"
                    dir="auto"
                    value={text.written.as_ref().map(|written| written.body.clone())}
                    aria-invalid={fields::invalid("body", &flaws)}
                    aria-describedby={fields::described_by(&body_id, "body", &flaws, true)}
                    oninput={text.on_body.clone()}
                    {onkeydown}
                />
                { fields::counter(texts, &body_id, &text.body()) }
            </div>
            if !is_edit {
                { name_field(texts, &slot, session, shown_name, &flaws, text.on_name.clone()) }
            }
            <div class="send">
                <button type="button" class="main" aria-busy={busy.as_ref().map(|_| "true")} {onclick}>
                    { submit }
                </button>
                if sending.phase == Phase::SigningIn {
                    <button type="button" onclick={give_up}>{ texts.get("cancel") }</button>
                } else if *purpose != Purpose::New {
                    <button type="button" onclick={on_cancel}>{ texts.get("cancel") }</button>
                }
                <p class="soft">
                    { busy.unwrap_or_else(|| what_happens(texts, session, props.approve_first)) }
                </p>
            </div>
        </div>
    }
}

/// The name to show, with the suggested one filled in.
fn name_field(
    texts: &Texts,
    slot: &str,
    session: &Session,
    value: Option<AttrValue>,
    flaws: &[Refusal],
    oninput: Callback<InputEvent>,
) -> Html {
    let id = field_id("name", slot);
    let hint = match session.me() {
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
            />
        </div>
    }
}

/// What pressing the button will lead to.
pub fn what_happens(texts: &Texts, session: &Session, approve_first: bool) -> AttrValue {
    texts.get(match (session.me().is_some(), approve_first) {
        (false, true) => "note.sign_in_and_wait",
        (false, false) => "note.sign_in",
        (true, true) => "note.wait",
        (true, false) => "note.public",
    })
}
