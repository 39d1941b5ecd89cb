//! Pieces of the thread in the page, for the module that adds to them what the
//! thread's components do not know.

mod heard;
mod watch;

pub use heard::Happened;
pub use watch::{Changes, Watch};

use super::focus::visit;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, NodeList};

/// What is a comment's article.
const COMMENT: &str = "[part~=comment]";

/// An element of the thread.
#[derive(Clone)]
pub struct Piece(Element);

impl Piece {
    /// `None` where the value is no element.
    pub fn from_js(element: JsValue) -> Option<Self> {
        element.dyn_into().ok().map(Self)
    }

    /// The first element in it that fits.
    pub fn one(&self, selector: &str) -> Option<Self> {
        self.0.query_selector(selector).ok()?.map(Self)
    }

    /// All elements in it that fit.
    pub fn all(&self, selector: &str) -> Vec<Self> {
        let found = self.0.query_selector_all(selector).ok();
        found.into_iter().flat_map(elements).collect()
    }

    /// Its id.
    pub fn id(&self) -> String {
        self.0.id()
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.0.text_content().unwrap_or_default()
    }

    /// Replaces its text.
    pub fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Sees to it that this is its text. One that is set again, though it is the
    /// same, may be read out again.
    pub fn keep_text(&self, text: &str) {
        if self.text() != text {
            self.set_text(text);
        }
    }

    /// True where nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.first_child().is_none()
    }

    /// True where it has the attribute.
    pub fn has(&self, attribute: &str) -> bool {
        self.0.has_attribute(attribute)
    }

    /// The number in an attribute; 0 where there is none.
    pub fn number(&self, attribute: &str) -> u32 {
        let value = self.0.get_attribute(attribute);
        value.and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// True where it fits.
    pub fn is(&self, selector: &str) -> bool {
        self.0.matches(selector).unwrap_or(false)
    }

    /// All comments in it.
    pub fn comments(&self) -> Vec<Self> {
        self.all(COMMENT)
    }

    /// The comment that stands after it in the thread, or before it. What is
    /// between them is looked at, and nothing else, however long the thread is.
    pub fn neighbour(&self, after: bool) -> Option<Self> {
        let mut at = self.clone();
        loop {
            at = loop {
                let beside = match after {
                    true => at.0.next_element_sibling(),
                    false => at.0.previous_element_sibling(),
                };
                match beside {
                    Some(beside) => break Self(beside),
                    None => at = at.parent()?,
                }
            };
            loop {
                if at.is(COMMENT) {
                    return Some(at);
                }
                let inner = match after {
                    true => at.0.first_element_child(),
                    false => at.0.last_element_child(),
                };
                match inner {
                    Some(inner) => at = Self(inner),
                    None => break,
                }
            }
        }
    }

    /// The element that it is in.
    pub fn parent(&self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    /// The element after it, where it fits.
    pub fn next(&self, selector: &str) -> Option<Self> {
        let next = self.0.next_element_sibling().map(Self);
        next.filter(|next| next.is(selector))
    }

    /// Sets an attribute.
    pub fn set(&self, attribute: &str, value: &str) {
        let _refused = self.0.set_attribute(attribute, value);
    }

    /// Sets an attribute without a value, or takes it away.
    pub fn flag(&self, attribute: &str, is_on: bool) {
        let _refused = self.0.toggle_attribute_with_force(attribute, is_on);
    }

    /// Replaces what is in a field.
    pub fn set_value(&self, text: &str) {
        if let Some(field) = self.0.dyn_ref::<HtmlInputElement>() {
            field.set_default_value(text);
            // Set again, though it is the same, it would move the caret.
            if field.value() != text {
                field.set_value(text);
            }
        }
    }

    /// Adds an element at the end.
    pub fn add(&self, tag: &str, class: &str, text: &str) -> Self {
        let made = self.make(tag, class);
        if !text.is_empty() {
            made.set_text(text);
        }
        let _refused = self.0.append_child(&made.0);
        made
    }

    /// Adds a button at the end whose press is [`Happened::Pressed`].
    pub fn act(&self, what: &str, words: &str) -> Self {
        let button = self.add("button", "", words);
        button.set("type", "button");
        button.set("part", "button");
        button.set("data-do", what);
        button
    }

    /// Adds an element after another one in this.
    pub fn insert_after(&self, selector: &str, tag: &str, class: &str) -> Option<Self> {
        let made = self.make(tag, class);
        self.one(selector)?
            .0
            .insert_adjacent_element("afterend", &made.0)
            .ok()?;
        Some(made)
    }

    fn make(&self, tag: &str, class: &str) -> Self {
        let made = self
            .0
            .owner_document()
            .and_then(|document| document.create_element(tag).ok());
        // Tags are ours: making one is refused only where the page is gone.
        let made = Self(made.unwrap_or_else(|| self.0.clone()));
        if !class.is_empty() {
            made.set("class", class);
        }
        made
    }

    /// Sees to it that what fits is there, or is not.
    pub fn keep(&self, selector: &str, wanted: bool, make: impl FnOnce() -> Option<()>) {
        match (self.one(selector), wanted) {
            (None, true) => {
                make();
            }
            (Some(found), false) => found.0.remove(),
            _ => {}
        }
    }

    /// Scrolls to it and gives it the focus.
    pub fn visit(&self) {
        visit(&self.0);
    }

    /// Makes the page's address name something.
    pub fn go_to_address(fragment: &str) {
        if let Some(window) = web_sys::window() {
            let _refused = window.location().set_hash(fragment);
        }
    }
}

/// The elements of a list.
fn elements(list: NodeList) -> impl Iterator<Item = Piece> {
    let nodes = (0..list.length()).filter_map(move |nth| list.item(nth));
    nodes.filter_map(|node| node.dyn_into().ok()).map(Piece)
}
