//! The buttons at both ends of the list and the one for its order; plain links
//! where scripts are off.

use crate::components::notice;
use crate::state::{Load, Trouble};
use crate::texts::Texts;
use bedside_wire::Sort;
use yew::prelude::*;

fn class(load: Load) -> &'static str {
    match load {
        Load::Next | Load::Prev => "paging",
        Load::Order(_) => "order",
    }
}

fn label(texts: &Texts, load: Load) -> AttrValue {
    texts.get(match load {
        Load::Next => "load_more",
        Load::Prev => "load_earlier",
        Load::Order(Sort::Newest) => "sort.newest",
        Load::Order(_) => "sort.oldest",
    })
}

/// The link of the plain page.
pub fn link(texts: &Texts, load: Load, href: String) -> Html {
    let rel = match load {
        Load::Next => Some("next"),
        Load::Prev => Some("prev"),
        Load::Order(_) => None,
    };
    html! { <p class={class(load)}><a class="button" {rel} {href}>{ label(texts, load) }</a></p> }
}

/// The button, or why it did not work and the button to try again.
pub fn button(
    texts: &Texts,
    load: Load,
    busy: bool,
    failed: Option<&Trouble>,
    on_load: &Callback<Load>,
) -> Html {
    let onclick = {
        let on_load = on_load.clone();
        Callback::from(move |_| on_load.emit(load))
    };
    if let Some(trouble) = failed {
        return notice::retry(texts, trouble, onclick);
    }
    // Not disabled while busy: a disabled button would lose the focus.
    let aria_busy = busy.then_some("true");
    let label = if busy {
        texts.get("loading")
    } else {
        label(texts, load)
    };
    html! {
        <p class={class(load)}><button type="button" aria-busy={aria_busy} {onclick}>{ label }</button></p>
    }
}
