//! Focus and scrolling inside the widget's own shadow root.

use super::field::field;
use crate::state::app::comment_id;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::NodeRef;

/// Focuses the element and lets the browser bring it into view.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _refused = element.focus();
    }
}

/// Focuses the choice in an element that is chosen.
#[cfg(feature = "moderation")]
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

/// Focuses the element with this id where it stands: nothing moves.
#[cfg(feature = "moderation")]
pub fn focus_still(near: &NodeRef, id: &str) {
    if let Some(element) = find(near, &["[id=\"", id, "\"]"].concat()) {
        without_scrolling(&element);
    }
}

/// Brings the first element that a selector finds into view, where it is not.
pub fn reveal(within: &NodeRef, selector: &str) {
    let found = within.cast::<Element>().and_then(|within| {
        let found = within.query_selector(selector);
        found.ok()?
    });
    if let Some(element) = found {
        scroll(&element);
    }
}

/// Gives the focus from a button that goes away to the comment it is in, where
/// nothing scrolls: `what` the button is for, and the id of the comment's article.
pub fn step_back(what: &str, article: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let mut active = document.and_then(|document| document.active_element());
    while let Some(root) = active.as_ref().and_then(Element::shadow_root) {
        active = root.active_element();
    }
    let button = active.filter(|it| it.get_attribute("data-do").as_deref() == Some(what));
    let comment = button.and_then(|it| it.closest("[part~=comment]").ok()?);
    if let Some(comment) = comment.filter(|comment| comment.id() == article) {
        without_scrolling(&comment);
    }
}

/// Scrolls to an element and focuses it.
pub(super) fn visit(element: &Element) {
    scroll(element);
    without_scrolling(element);
}

fn without_scrolling(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let element = element.unchecked_ref::<HtmlElement>();
    let _refused = element.focus_with_options(&options);
}

/// At once rather than smoothly, whatever the host page's style says: it is kind
/// to people whom motion disturbs, and what follows can rely on it. What is in view already stays where it is;
/// `scroll-margin` in the style keeps clear of a host page's fixed header.
fn scroll(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn find(near: &NodeRef, selector: &str) -> Option<Element> {
    // Each kind of root is asked in the same way.
    let root = near.get()?.get_root_node();
    root.unchecked_ref::<Element>()
        .query_selector(selector)
        .ok()?
}
