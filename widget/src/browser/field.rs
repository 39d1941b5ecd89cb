//! Text boxes and the widget's own elements, through references, so that
//! components need no browser types.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

/// The text in a text box.
pub fn value(field: &NodeRef) -> String {
    if let Some(area) = field.cast::<HtmlTextAreaElement>() {
        return area.value();
    }
    field
        .cast::<HtmlInputElement>()
        .map_or_else(String::new, |input| input.value())
}

/// The text in the text box that the event came from.
pub fn value_of(event: &yew::events::InputEvent) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    match target.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.value(),
        Err(other) => other
            .dyn_into::<HtmlInputElement>()
            .map_or_else(|_| String::new(), |input| input.value()),
    }
}

/// What is in the field that the event came from: a text box or a list of
/// choices. JavaScript reads either in the same way.
pub fn chosen(event: &yew::events::Event) -> String {
    let target: Option<HtmlInputElement> = event.target().map(JsCast::unchecked_into);
    target.map_or_else(String::new, |field| field.value())
}

/// Replaces the text in a text box.
pub fn set_value(field: &NodeRef, text: &str) {
    if let Some(area) = field.cast::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = field.cast::<HtmlInputElement>() {
        input.set_value(text);
    }
}
