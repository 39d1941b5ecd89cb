//! Focus and scrolling inside the widget's own shadow root.

use super::field::field;
use crate::state::app::comment_id;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::NodeRef;

/// Focuses the element and lets the browser bring it into view.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _refused = element.focus();
    }
}

/// Focuses the choice in an element that is chosen.
#[cfg(feature = "staff")]
pub fn focus_checked(within: &NodeRef) {
    let chosen = within
        .cast::<Element>()
        .and_then(|element| element.query_selector("input:checked").ok()?);
    if let Some(chosen) = chosen {
        visit(&chosen);
    }
}

/// Scrolls to the element with `id` in the same shadow root as `near` and
/// focuses it, so that a screen reader announces it: or the button in it that
/// says that it is for `what`, where there is one. False when there is no such
/// element. The element needs a `tabindex`. Who is writing is not called away to
/// a comment.
pub fn focus_id(near: &NodeRef, id: &str, what: Option<&str>) -> bool {
    let Some(element) = find(near, &["[id=\"", id, "\"]"].concat()) else {
        return false;
    };
    let writes = || {
        let box_of_text = find(near, "textarea:focus:read-write");
        box_of_text.is_some_and(|text| !field(text.into()).value().is_empty())
    };
    if comment_id(id).is_some() && writes() {
        return true;
    }
    let button = what.and_then(|what| {
        let selector = ["[data-do=", what, "]"].concat();
        element.query_selector(&selector).ok()?
    });
    visit(&button.unwrap_or(element));
    true
}

/// Scrolls to an element and focuses it.
pub(super) fn visit(element: &Element) {
    scroll(element);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let element = element.unchecked_ref::<HtmlElement>();
    let _refused = element.focus_with_options(&options);
}

/// At once rather than smoothly: it is kind to people whom motion disturbs,
/// and what follows can rely on it. What is in view already stays where it is;
/// `scroll-margin` in the style keeps clear of a host page's fixed header.
fn scroll(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn find(near: &NodeRef, selector: &str) -> Option<Element> {
    // Each kind of root is asked in the same way.
    let root = near.get()?.get_root_node();
    root.unchecked_ref::<Element>()
        .query_selector(selector)
        .ok()?
}
