//! A sentence that stands out: something went wrong, or needs attention.

use crate::components::button::button;
use crate::state::UiError;
use bedside_i18n::Texts;
use yew::prelude::*;

/// An error, announced when it appears.
pub fn error(texts: &Texts, error: &UiError) -> Html {
    html! { <p part="notice bad" role="alert">{ error.sentence(texts) }</p> }
}

/// An error, with a button to try again.
pub fn retry(texts: &Texts, error: &UiError, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <div part="notice bad" role="alert">
            <p>{ error.sentence(texts) }</p>
            { button(texts.get("try_again"), onclick) }
        </div>
    }
}
