//! Presses of buttons that say what they are for, heard in one place.

use super::Listener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::NodeRef;

/// Says each press below an element of a button that a comment has: what the
/// button is for, and the id of the comment's article.
pub fn subscribe(root: &NodeRef, pressed: impl Fn(&str, &str) + 'static) -> Listener {
    let listener = Listener::default();
    let Some(root) = root.get() else {
        return listener;
    };
    listener.on(&root, "click", move |event| {
        if let Some((what, Some(article))) = read(event) {
            pressed(&what, &article.id());
        }
    })
}

/// What the pressed button is for, and the article that it is in.
pub(super) fn read(event: &Event) -> Option<(String, Option<Element>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let what = target.closest("[data-do]").ok()??;
    let article = target.closest("[part~=comment]").ok()?;
    Some((what.get_attribute("data-do")?, article))
}
