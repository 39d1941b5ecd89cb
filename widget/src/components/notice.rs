//! A sentence that stands out: something went wrong, or needs attention.

use crate::components::button::button;
use crate::state::Trouble;
use bedside_i18n::Texts;
use yew::prelude::*;

/// What went wrong, announced when it appears.
pub fn trouble(texts: &Texts, trouble: &Trouble) -> Html {
    html! { <p part="notice bad" role="alert">{ trouble.sentence(texts) }</p> }
}

/// What went wrong, with a button to try again.
pub fn retry(texts: &Texts, trouble: &Trouble, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <div part="notice bad" role="alert">
            <p>{ trouble.sentence(texts) }</p>
            { button(texts.get("try_again"), onclick) }
        </div>
    }
}
