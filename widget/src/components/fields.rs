//! The fields of a comment's form, after the NHS service manual: a visible
//! label, the error above the field and tied to it, a summary on top that
//! takes the focus. Shared by the composer and by the plain page.

use crate::state::dispatch::Dispatch;
use crate::state::draft::{self, CharactersLeft};
use crate::state::{Action, UiError};
use bedside_domain::{DomainError, limits};
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;
use yew::prelude::*;

/// The element id of a field; `slot` tells the forms of one page apart.
pub fn field_id(field: &str, slot: &str) -> AttrValue {
    AttrValue::from([field, "-", slot].concat())
}

/// The element id of a form's error summary.
pub fn summary_id(slot: &str) -> AttrValue {
    field_id("problem", slot)
}

fn sentence(texts: &Texts, flaw: &DomainError) -> AttrValue {
    texts.problem(&flaw.code.into(), flaw.field, flaw.limit)
}

/// Reads a refusal by the worker as an error of a field of the form, where it
/// speaks of one.
pub fn as_flaw(error: &UiError) -> Option<DomainError> {
    let UiError::Problem(problem) = error else {
        return None;
    };
    let field = ["body", "name"]
        .into_iter()
        .find(|field| problem.field.as_deref() == Some(*field))?;
    Some(DomainError {
        field: Some(field),
        limit: problem.limit,
        suggestion: problem.suggestion.clone(),
        ..DomainError::new(problem.code.try_into().ok()?)
    })
}

/// A form's errors, as a list of links to the fields.
pub fn summary(
    texts: &Texts,
    slot: &str,
    flaws: &[DomainError],
    error: Option<&UiError>,
    dispatch: Option<&Dispatch>,
) -> Html {
    if flaws.is_empty() && error.is_none() {
        return Html::default();
    }
    let links = flaws.iter().map(|flaw| {
        let id = field_id(flaw.field.unwrap_or("body"), slot);
        let href = ["#", &*id].concat();
        // Inside a shadow root an address cannot point to a field.
        let onclick = dispatch.cloned().map(|dispatch| {
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                dispatch.tell(Action::FocusOn(id.clone()));
            })
        });
        html! { <li><a {href} {onclick}>{ sentence(texts, flaw) }</a></li> }
    });
    let title_id = field_id("problem-title", slot);
    html! {
        <div
            part="notice bad"
            id={summary_id(slot)}
            role="alert"
            tabindex="-1"
            aria-labelledby={title_id.clone()}
        >
            <p id={title_id}><strong>{ texts.get("problem_title") }</strong></p>
            if let Some(error) = error {
                <p>{ error.sentence(texts) }</p>
            }
            if !flaws.is_empty() {
                <ul>{ for links }</ul>
            }
        </div>
    }
}

/// A field's error, just above the field.
pub fn error(texts: &Texts, id: &str, field: &str, flaws: &[DomainError]) -> Html {
    match flaws.iter().find(|flaw| flaw.field == Some(field)) {
        Some(flaw) => html! {
            <p class="error" id={[id, "-error"].concat()}>{ sentence(texts, flaw) }</p>
        },
        None => Html::default(),
    }
}

/// The ids that describe a field: its hint, and its error where there is one.
pub fn described_by(id: &str, field: &str, flaws: &[DomainError], hint: bool) -> Option<AttrValue> {
    let error = flaws.iter().any(|flaw| flaw.field == Some(field));
    match (hint, error) {
        (true, true) => Some([id, "-hint ", id, "-error"].concat().into()),
        (true, false) => Some([id, "-hint"].concat().into()),
        (false, true) => Some([id, "-error"].concat().into()),
        (false, false) => None,
    }
}

/// The marks that a comment can have, a line below its field.
pub fn marks(texts: &Texts, id: &str) -> Html {
    html! { <p class="soft" id={[id, "-marks"].concat()}>{ texts.get("marks") }</p> }
}

/// The ids that describe a comment's field: [`described_by`] and [`marks`].
pub fn body_described_by(id: &str, flaws: &[DomainError], counter: bool) -> AttrValue {
    let described = described_by(id, "body", flaws, counter);
    match described {
        Some(others) => [&*others, " ", id, "-marks"].concat().into(),
        None => [id, "-marks"].concat().into(),
    }
}

/// `aria-invalid` of a field.
pub fn invalid(field: &str, flaws: &[DomainError]) -> Option<&'static str> {
    flaws
        .iter()
        .any(|flaw| flaw.field == Some(field))
        .then_some("true")
}

/// Counts the characters left, near the limit only. The counter describes the field;
/// going over the limit is announced once, not with every key.
pub fn counter(texts: &Texts, id: &str, body: &str) -> Html {
    let (tone, text, said) = match draft::characters_left(body) {
        CharactersLeft::Enough => (None, AttrValue::default(), AttrValue::default()),
        CharactersLeft::Left(n) => (
            None,
            texts.count("characters_left", n),
            AttrValue::default(),
        ),
        CharactersLeft::Over(n) => {
            let limit = Some(limits::BODY_CHARS as u64);
            let said = texts.problem(&ProblemCode::FieldTooLong, Some("body"), limit);
            (Some("bad"), texts.count("characters_over", n), said)
        }
    };
    html! {
        <>
            <p class="soft counter" data-tone={tone} id={[id, "-hint"].concat()}>{ text }</p>
            <p class="unseen" role="status">{ said }</p>
        </>
    }
}
