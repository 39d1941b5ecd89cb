//! Text boxes and the widget's own elements, through references, so that
//! components need no browser types.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, MouseEvent, ShadowRoot};
use yew::NodeRef;

/// JavaScript reads and writes every kind of field in the same way.
pub(super) fn field(node: wasm_bindgen::JsValue) -> HtmlInputElement {
    node.unchecked_into()
}

/// The text in a text box.
pub fn value(node: &NodeRef) -> String {
    node.get()
        .map_or_else(String::new, |node| field(node.into()).value())
}

/// Returns the value of the event's field: a text box or a list of
/// choices.
pub fn value_of(event: &yew::events::Event) -> String {
    event
        .target()
        .map_or_else(String::new, |target| field(target.into()).value())
}

/// Empties the field with an id in the thread that the event came from.
pub fn empty_field(event: &MouseEvent, id: &str) {
    let pressed: Option<Element> = event.target().map(JsCast::unchecked_into);
    let root = pressed.map(|pressed| pressed.get_root_node().unchecked_into::<ShadowRoot>());
    if let Some(found) = root.and_then(|root| root.get_element_by_id(id)) {
        field(found.into()).set_value("");
    }
}

/// Replaces the text in a text box.
pub fn set_value(node: &NodeRef, text: &str) {
    if let Some(node) = node.get() {
        field(node.into()).set_value(text);
    }
}
