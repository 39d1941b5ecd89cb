//! The places where a person is at work: under the pointer, or in the focus.

use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// The child of a list under the pointer, or under the finger that pressed last.
/// It can keep its place on the screen while others leave the list.
pub struct Anchor {
    element: HtmlElement,
    scroller: Element,
    /// Pixels from the scroller's upper edge.
    place: i32,
    /// Pixels that can leave above it before the scroller is at its beginning.
    room: Cell<i32>,
}

impl Anchor {
    /// The child under the pointer; none while the pointer is elsewhere.
    pub fn in_list(list: &NodeRef) -> Option<Self> {
        let element = find(list, ":scope > :hover")?;
        let scroller = element.closest("dialog").ok()??;
        Some(Self {
            place: element.offset_top() - scroller.scroll_top(),
            room: Cell::new(scroller.scroll_top()),
            element,
            scroller,
        })
    }

    /// True where it can keep its place although the child with this id goes,
    /// which then has to go.
    pub fn outlives(&self, list: &NodeRef, id: &str) -> bool {
        let Some(other) = find(list, &selector(id)) else {
            return false;
        };
        let (top, other_top) = (self.element.offset_top(), other.offset_top());
        if other_top >= top {
            return other_top > top;
        }
        let next = other.next_element_sibling();
        let next_top = next.map(|next| next.unchecked_into::<HtmlElement>().offset_top());
        let height = next_top.unwrap_or(top) - other_top;
        let room = self.room.get() - height;
        if room >= 0 {
            self.room.set(room);
        }
        room >= 0
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
