//! One text with its field, for the site's owner.

use super::sign_in_again::ErrorOrSignIn;
use crate::api::Client;
use crate::browser::field::value_of;
use crate::browser::focus;
use crate::components::button::Button;
use crate::state::UiError;
use crate::state::text_overrides::{OverrideDraft, OverrideError, TextOverrideRow, said};
use bedside_domain::text_override::placeholders;
use bedside_i18n::Texts;
use bedside_i18n::override_error;
use bedside_wire::ProblemCode;
use yew::prelude::*;

/// An owner's action on a text.
#[derive(Debug, Clone, PartialEq)]
pub enum OverrideRequest {
    /// Writes this.
    Write(String),
    /// Saves what is written.
    Save,
    /// Takes the standard text back, which is this.
    Standard(String),
}

/// Props of [`TextOverrideRowView`].
#[derive(Properties, PartialEq)]
pub struct TextOverrideRowProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// The language of the text.
    pub lang: String,
    /// The text, and what goes on with it.
    pub row: TextOverrideRow,
    /// Does what the owner wants.
    pub on_wish: Callback<OverrideRequest>,
}

/// The readers' text, and once it is opened the field to change it.
#[component]
pub fn TextOverrideRowView(props: &TextOverrideRowProps) -> Html {
    let TextOverrideRowProps {
        texts, lang, row, ..
    } = props;
    let (text, draft) = (&row.text, &row.draft);
    let open = use_state(|| draft.written.is_some());
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(draft.refusals, move |refusals| {
            if *refusals > 0 {
                focus::focus(&field);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let (said_id, edit_id) = (id(row, "said"), id(row, "edit"));
    let labels = [&*edit_id, " ", &*said_id].concat();
    html! {
        <li>
            <div>
                <p id={said_id} dir="auto" lang={lang.clone()}>{ said(text).to_owned() }</p>
                <p class="soft">
                    <code dir="ltr">{ text.key.clone() }</code>
                    if text.own.is_some() {
                        { " " }<b>{ texts.get("text_overrides.own") }</b>
                    }
                </p>
            </div>
            <button
                type="button"
                part="button"
                id={edit_id}
                aria-labelledby={labels}
                aria-expanded={if *open { "true" } else { "false" }}
                onclick={toggle}
            >
                { texts.get("edit") }
            </button>
            if *open {
                { editor(props, &field) }
            }
        </li>
    }
}

/// The element id of a part of the row.
fn id(row: &TextOverrideRow, part: &str) -> AttrValue {
    AttrValue::from(["words-", part, "-", &row.text.key].concat())
}

fn editor(props: &TextOverrideRowProps, field: &NodeRef) -> Html {
    let TextOverrideRowProps {
        texts,
        lang,
        row,
        on_wish,
        ..
    } = props;
    let (text, draft) = (&row.text, &row.draft);
    let (label, said) = (id(row, "label"), id(row, "said"));
    let (hint, wrong) = (id(row, "hint"), id(row, "error"));
    let flaw = draft.error.as_ref().map(|error| flaw(texts, error));
    let described = match flaw {
        Some(_) => [&*hint, " ", &*wrong].concat(),
        None => hint.to_string(),
    };
    let changed = text.own.is_some() || draft.written.is_some();
    let back = {
        let (field, on_wish) = (field.clone(), on_wish.clone());
        let standard = text.standard().to_owned();
        // The button goes with what it takes back.
        Callback::from(move |_: MouseEvent| {
            focus::focus(&field);
            on_wish.emit(OverrideRequest::Standard(standard.clone()));
        })
    };
    let save = Button {
        main: true,
        busy: draft.saving,
        onclick: Some(on_wish.reform(|_: MouseEvent| OverrideRequest::Save)),
        described_by: Some(said.clone()),
        ..Button::default()
    };
    let standard = Button {
        onclick: Some(back),
        described_by: Some(said.clone()),
        ..Button::default()
    };
    html! {
        <div class="field">
            // The words inside and not the label itself: WebKit leaves a label
            // of a field out of the name that refers to it.
            <label for={id(row, "text")}>
                <span id={label.clone()}>{ texts.get("text_overrides.own") }</span>
            </label>
            <div class="soft" id={hint}>
                if changed {
                    <p dir="auto">
                        { texts.with("text_overrides.standard", &[("text", text.standard())]) }
                    </p>
                }
                { required(texts, &text.bedside) }
            </div>
            if let Some(error) = stale(draft) {
                <ErrorOrSignIn
                    client={props.client.clone()}
                    {texts}
                    {error}
                    again={on_wish.reform(|()| OverrideRequest::Save)}
                />
            } else if let Some(flaw) = flaw {
                <p class="error" id={wrong}>{ flaw }</p>
            }
            <textarea
                id={id(row, "text")}
                ref={field.clone()}
                dir="auto"
                lang={lang.clone()}
                rows={lines(row.written()).to_string()}
                value={row.written().to_owned()}
                aria-labelledby={[&*label, " ", &*said].concat()}
                aria-describedby={described}
                aria-invalid={(draft.error.is_some() && stale(draft).is_none()).then_some("true")}
                oninput={on_wish.reform(|event: InputEvent| OverrideRequest::Write(value_of(&event)))}
            />
            <div class="send">
                { save.says(texts.get("save")) }
                if changed {
                    { standard.says(texts.get("text_overrides.back")) }
                }
                if draft.saved {
                    <p class="soft">{ texts.get("text_overrides.saved") }</p>
                }
            </div>
        </div>
    }
}

/// The refusal that a fresh sign-in mends: nothing is wrong with the text.
fn stale(draft: &OverrideDraft) -> Option<UiError> {
    match &draft.error {
        Some(OverrideError::Failed(error))
            if error.code() == Some(ProblemCode::FreshSignInNeeded) =>
        {
            Some(error.clone())
        }
        _ => None,
    }
}

/// The error above the field.
fn flaw(texts: &Texts, error: &OverrideError) -> AttrValue {
    match error {
        OverrideError::Flaw(flaw) => override_error(texts, flaw),
        // The worker's own sentence knows more of the text than its code.
        OverrideError::Failed(UiError::Problem(problem))
            if problem
                .field
                .as_deref()
                .is_some_and(|field| field.starts_with("texts.")) =>
        {
            problem.title.clone().into()
        }
        OverrideError::Failed(error) => error.sentence(texts),
    }
}

/// Placeholders that must stay in the text, because they are filled in.
fn required(texts: &Texts, bedside: &str) -> Html {
    let names = placeholders(bedside);
    if names.is_empty() {
        return Html::default();
    }
    let names = names.iter().map(|name| {
        let name = ["{", name, "}"].concat();
        html! { <>{ " " }<code dir="ltr">{ name }</code></> }
    });
    html! { <p>{ texts.get("text_overrides.keep") }{ for names }</p> }
}

/// Lines that a text will take, about.
fn lines(text: &str) -> usize {
    (1 + text.chars().count() / 50).min(8)
}
