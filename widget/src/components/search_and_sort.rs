//! "Search and options": a button, and the panel it opens.

use crate::components::button::{Button, button};
use crate::components::paging;
use crate::components::preferences_panel::PreferencesPanel;
use crate::hooks::services::Services;
use crate::hooks::use_preferences::PreferenceCallbacks;
use crate::state::dispatch::Dispatch;
use crate::state::{Action, App, LoadRequest, Thread, UiEvent};
use bedside_domain::limits::SEARCH_COUNTED;
use bedside_i18n::Texts;
use bedside_i18n::intl;
use bedside_wire::Sort;
use yew::prelude::*;

const PANEL: &str = "search-and-sort";
const FIELD: &str = "find";

/// The button, and below it the panel while it is open.
pub fn search_and_sort(
    texts: &Texts,
    app: &App,
    services: &Services,
    dispatch: &Dispatch,
    preferences: &PreferenceCallbacks,
    on_load: &Callback<LoadRequest>,
) -> Html {
    let chosen = app.reading.preferences.clone().unwrap_or_default();
    let toggle = Button {
        expanded: Some(app.search_and_sort),
        onclick: Some(open(app.search_and_sort, preferences, dispatch)),
        ..Button::default()
    };
    html! {
        <>
            <p class="order">
                { toggle.says(texts.get("search_and_sort")) }
            </p>
            if app.search_and_sort {
                <div class="search-and-sort" id={PANEL}>
                    { lists(texts, &app.thread, on_load) }
                    <PreferencesPanel
                        {texts}
                        {services}
                        muted={chosen.muted}
                        remember={chosen.remember}
                        keys={!chosen.keys_off}
                        on_choose={&preferences.choose}
                    />
                </div>
            }
        </>
    }
}

/// Opens the panel, or closes it.
fn open(
    is_open: bool,
    preferences: &PreferenceCallbacks,
    dispatch: &Dispatch,
) -> Callback<MouseEvent> {
    let (opens, dispatch) = (preferences.opens.clone(), dispatch.clone());
    Callback::from(move |_| {
        if !is_open {
            opens.emit(());
        }
        dispatch.tell(Action::Pressed(UiEvent::SearchAndSort));
    })
}

/// The fields act when they are left or Enter is pressed in them, so that the
/// button beside the search has nothing to do but to be there for who looks
/// for it: to press it is to leave the field.
fn lists(texts: &Texts, thread: &Thread, on_load: &Callback<LoadRequest>) -> Html {
    let on_order = on_load
        .reform(|event: Event| LoadRequest::Order(value_of(&event).parse().unwrap_or_default()));
    let on_search =
        on_load.reform(|event: Event| LoadRequest::Find(value_of(&event).trim().to_owned().into()));
    let orders = Sort::ALL.into_iter().filter(|sort| {
        let sort = sort.known();
        sort.is_offered(thread.votes.into()) && (sort.is_by_time() || !thread.flat)
    });
    let orders = orders.map(|sort| {
        html! {
            <option value={sort.as_str()} selected={sort == thread.sort}>
                { paging::order_label(texts, sort) }
            </option>
        }
    });
    html! {
        <>
            <div role="search">
                <label for={FIELD}>{ texts.get("search.label") }</label>
                // As a value it would be set with whatever arrives, over what is
                // being typed.
                <input
                    id={FIELD}
                    type="search"
                    dir="auto"
                    ~defaultValue={thread.search.clone()}
                    onchange={on_search}
                />
                { Button::default().says(texts.get("search")) }
            </div>
            <div>
                <label for="order">{ texts.get("sort") }</label>
                <select id="order" onchange={on_order}>{ for orders }</select>
            </div>
        </>
    }
}

/// The number of comments that a search found, as a sentence.
pub fn found_sentence(texts: &Texts, found: u64, words: &str) -> AttrValue {
    let most = SEARCH_COUNTED as u64;
    let number = intl::number(texts.lang(), most);
    let values = [("words", words), ("n", &*number)];
    match found {
        0 => texts.with("search.none", &values),
        n if n > most => texts.with("search.found_more", &values),
        n => texts.count_with("search.found", n, &values[..1]),
    }
}

/// The number of comments that a search found, and the way back to all of them.
pub fn found(texts: &Texts, thread: &Thread, on_load: &Callback<LoadRequest>) -> Html {
    let sentence = found_sentence(texts, thread.found, &thread.search);
    let onclick = on_load.reform(|event: MouseEvent| {
        empty_field(&event, FIELD);
        LoadRequest::Find(AttrValue::default())
    });
    html! {
        <div class="found">
            <p>{ sentence }</p>
            { button(texts.get("search.clear"), onclick) }
        </div>
    }
}

#[cfg(feature = "browser")]
use crate::browser::field::{empty_field, value_of};

#[cfg(not(feature = "browser"))]
fn value_of(_event: &Event) -> String {
    String::new()
}

#[cfg(not(feature = "browser"))]
fn empty_field(_event: &MouseEvent, _id: &str) {}
