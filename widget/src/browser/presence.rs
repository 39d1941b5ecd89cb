//! The places where a person is at work: under the pointer, or in the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// True while the pointer is over the element.
pub fn is_pointed_at(node: &NodeRef) -> bool {
    node.cast::<Element>().is_some_and(|it| fits(&it, ":hover"))
}

/// True while the focus, where it shows, is in the element with this id.
pub fn is_in_use(within: &NodeRef, id: &str) -> bool {
    let shown = [
        "[id=\"",
        id,
        "\"]:has(:focus-visible), [id=\"",
        id,
        "\"]:focus-visible",
    ]
    .concat();
    let element = within.cast::<Element>();
    element.is_some_and(|it| matches!(it.query_selector(&shown), Ok(Some(_))))
}

/// Keeps the element with this id as high as it is, whatever is in it from now
/// on: what follows it stays where it is.
pub fn keep_height(within: &NodeRef, id: &str) {
    let found = within.cast::<Element>().and_then(|within| {
        let found = within.query_selector(&["[id=\"", id, "\"]"].concat());
        found.ok()?
    });
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let height = [&element.offset_height().to_string(), "px"].concat();
        // By the object model: a policy may forbid the attribute.
        let _refused = element.style().set_property("min-height", &height);
    }
}

fn fits(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}
