//! Presses of buttons that say what they are for, heard in one place.

use super::Listener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
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

/// What the pressed button is for, and the article or the fold that it is in.
pub(super) fn read(event: &Event) -> Option<(String, Option<Element>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let what = target.closest("[data-do]").ok()??;
    let place = target.closest("[part~=comment],.fold").ok()?;
    Some((what.get_attribute("data-do")?, place))
}
