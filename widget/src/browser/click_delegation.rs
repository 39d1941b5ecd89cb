//! Presses of buttons that say what they are for, heard in one place.

use super::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};
use yew::NodeRef;

/// Says each press below an element of a button that says what it is for: that,
/// and the id of the comment's article or of the fold that it is in.
pub fn subscribe(root: &NodeRef, pressed: impl Fn(&str, &str) + 'static) -> Listener {
    let listener = Listener::default();
    let Some(root) = root.get() else {
        return listener;
    };
    listener.on(&root, "click", move |event| {
        if let Some((what, Some(place))) = read(event) {
            pressed(&what, &place.id());
        }
    })
}

/// Says when an open menu is left: true by Escape in it, false by a press
/// somewhere else, in the thread or in the page around it.
pub fn leaving(root: &NodeRef, left: impl Fn(bool) + Clone + 'static) -> Listener {
    let listener = Listener::default();
    let Some(root) = root.get() else {
        return listener;
    };
    let by_key = left.clone();
    listener
        .on_keys(&root, move |event| {
            let key = event.unchecked_ref::<KeyboardEvent>().key();
            let target = event.target().map(Into::into);
            if key == "Escape" && is_in(target, ".more:has(.menu)") {
                event.prevent_default();
                by_key(true);
            }
        })
        .on_window("click", move |event| {
            // At the window, what is in the thread has the thread's element as
            // its target.
            if !is_in(Some(event.composed_path().get(0)), ".more") {
                left(false);
            }
        })
}

fn is_in(target: Option<JsValue>, menu: &str) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest(menu), Ok(Some(_))))
}

/// Returns the pressed button's action, and the article or the fold around it.
pub(super) fn read(event: &Event) -> Option<(String, Option<Element>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let what = target.closest("[data-do]").ok()??;
    let place = target.closest("[part~=comment],.fold").ok()?;
    Some((what.get_attribute("data-do")?, place))
}
