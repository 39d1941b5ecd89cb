//! The places where a person is at work: under the pointer, or in the focus.

use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// True while the pointer is over the element.
pub fn is_pointed_at(node: &NodeRef) -> bool {
    let element = node.cast::<Element>();
    element.is_some_and(|it| it.matches(":hover").unwrap_or(false))
}

/// The child of a list under the pointer, or under the finger that pressed last.
/// An element that can keep its place on the screen while others leave the list.
pub struct Anchor {
    element: HtmlElement,
    scroller: Element,
    /// Pixels from the scroller's upper edge.
    place: i32,
    /// Pixels that can leave before it and after it, until the scroller is at its
    /// beginning or its end.
    room: [Cell<i32>; 2],
}

impl Anchor {
    /// The child under the pointer; none while the pointer is elsewhere.
    pub fn in_list(list: &NodeRef) -> Option<Self> {
        let element = find(list, ":scope > :hover")?;
        let scroller = element.closest("dialog").ok()??;
        let before = scroller.scroll_top();
        let after = scroller.scroll_height() - scroller.client_height() - before;
        Some(Self {
            place: element.offset_top() - before,
            room: [before, after].map(Cell::new),
            element,
            scroller,
        })
    }

    /// True where it can keep its place although the child with this id goes,
    /// which then has to go.
    pub fn outlives(&self, list: &NodeRef, id: &str) -> bool {
        let Some(other) = find(list, &selector(id)).filter(|it| *it != self.element) else {
            return false;
        };
        let next = other.next_element_sibling();
        let next = next.map(|next| next.unchecked_into::<HtmlElement>().offset_top());
        let height = next.map_or_else(|| other.offset_height(), |top| top - other.offset_top());
        let [before, after] = &self.room;
        let room = match other.offset_top() < self.element.offset_top() {
            true => before,
            false => after,
        };
        let left = room.get() - height;
        if left >= 0 {
            room.set(left);
        }
        left >= 0
    }

    /// Scrolls to where it has its place again, once the others went.
    pub fn hold(self) {
        let scrolled = self.element.offset_top() - self.place;
        self.scroller.set_scroll_top(scrolled);
    }
}

/// True while the focus, where it shows, is in the element with this id.
pub fn is_in_use(within: &NodeRef, id: &str) -> bool {
    let this = selector(id);
    let shown = [&*this, ":has(:focus-visible), ", &this, ":focus-visible"].concat();
    find(within, &shown).is_some()
}

/// Keeps the element with this id as high as it is, whatever is in it from now
/// on: what follows it stays where it is.
pub fn keep_height(within: &NodeRef, id: &str) {
    if let Some(element) = find(within, &selector(id)) {
        let height = [&element.offset_height().to_string(), "px"].concat();
        // By the object model: a policy may forbid the attribute.
        let _refused = element.style().set_property("min-height", &height);
    }
}

fn selector(id: &str) -> String {
    ["[id=\"", id, "\"]"].concat()
}

fn find(within: &NodeRef, selector: &str) -> Option<HtmlElement> {
    let found = within.cast::<Element>()?.query_selector(selector);
    found.ok()??.dyn_into().ok()
}
