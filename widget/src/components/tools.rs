//! "Search and options": a button, and the panel it opens.

use crate::components::button::{Button, button};
use crate::components::paging;
use crate::state::app::{Dispatch, press};
use crate::state::{Load, Press, Thread};
use crate::texts::Texts;
use bedside_wire::Sort;
use yew::prelude::*;

const PANEL: &str = "tools";

/// The button, and below it the panel while it is open.
pub fn tools(
    texts: &Texts,
    thread: &Thread,
    open: bool,
    dispatch: &Dispatch,
    on_load: &Callback<Load>,
) -> Html {
    let toggle = Button {
        expanded: Some(open),
        onclick: Some(press(dispatch, Press::Tools)),
        ..Button::default()
    };
    html! {
        <>
            <p class="order">
                { toggle.says(texts.get("tools")) }
            </p>
            if open {
                { panel(texts, thread, on_load) }
            }
        </>
    }
}

/// The fields act when they are left or Enter is pressed in them, so that the
/// button beside the search has nothing to do but to be there for who looks
/// for it: to press it is to leave the field.
fn panel(texts: &Texts, thread: &Thread, on_load: &Callback<Load>) -> Html {
    let on_order = on_load
        .reform(|event: Event| Load::Order(Sort::parse(&chosen(&event)).unwrap_or_default()));
    let on_search =
        on_load.reform(|event: Event| Load::Find(chosen(&event).trim().to_owned().into()));
    let orders = Sort::ALL
        .into_iter()
        .filter(|sort| sort.is_offered(thread.votes) && (sort.is_by_time() || !thread.flat));
    let orders = orders.map(|sort| {
        html! {
            <option value={sort.as_str()} selected={sort == thread.sort}>
                { paging::order_label(texts, sort) }
            </option>
        }
    });
    html! {
        <div class="tools" id={PANEL} role="search">
            <div>
                <label for="find">{ texts.get("search.label") }</label>
                <input id="find" type="search" dir="auto" value={thread.search.clone()} onchange={on_search} />
                { Button::default().says(texts.get("search")) }
            </div>
            <div>
                <label for="order">{ texts.get("sort") }</label>
                <select id="order" onchange={on_order}>{ for orders }</select>
            </div>
        </div>
    }
}

/// How many comments a search found, and the way back to all of them.
pub fn found(texts: &Texts, thread: &Thread, on_load: &Callback<Load>) -> Html {
    let words = [("words", thread.search.as_str())];
    let sentence = match thread.found {
        0 => texts.with("search.none", &words),
        n => texts.count_with("search.found", n, &words),
    };
    let onclick = on_load.reform(|_: MouseEvent| Load::Find(AttrValue::default()));
    html! {
        <div class="found">
            <p>{ sentence }</p>
            { button(texts.get("search.clear"), onclick) }
        </div>
    }
}

#[cfg(feature = "browser")]
fn chosen(event: &Event) -> String {
    crate::browser::field::chosen(event)
}

#[cfg(not(feature = "browser"))]
fn chosen(_event: &Event) -> String {
    String::new()
}
