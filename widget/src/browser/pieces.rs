//! Pieces of the thread in the page, for the module that adds to them what the
//! thread's components do not know.

use super::Listener;
use super::focus::visit;
use super::presses;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, HtmlInputElement, KeyboardEvent, MutationObserver, MutationObserverInit,
    NodeList,
};

/// An element of the thread.
#[derive(Clone)]
pub struct Piece(Element);

/// What a person did in the thread.
pub enum Happened {
    /// Pressed N or P, without another key, where nobody writes or chooses.
    Key {
        /// `n` or `p`.
        key: String,
        /// In this comment.
        article: Option<Piece>,
    },
    /// Pressed a button that says what it is for, as [`Piece::act`] makes it.
    Pressed {
        /// The button's act.
        what: String,
        /// In this comment.
        article: Option<Piece>,
    },
    /// Changed a field.
    Changed {
        /// The field's id.
        id: String,
        /// What is in it.
        text: String,
        /// It is ticked.
        ticked: bool,
    },
}

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
        let found: Option<NodeList> = self.0.query_selector_all(selector).ok();
        let found = found
            .into_iter()
            .flat_map(|list| (0..list.length()).filter_map(move |n| list.item(n)));
        found
            .filter_map(|node| node.dyn_into().ok())
            .map(Self)
            .collect()
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

    /// The element that it is in.
    pub fn parent(&self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    /// The element after it, where it fits.
    pub fn next(&self, selector: &str) -> Option<Self> {
        let next = self.0.next_element_sibling()?;
        next.matches(selector)
            .unwrap_or(false)
            .then_some(Self(next))
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
            field.set_value(text);
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

    /// Hears what a person does in it.
    pub fn listen(&self, hear: impl Fn(Happened) + 'static) -> Listener {
        let hear = std::rc::Rc::new(hear);
        ["click", "change", "keydown"]
            .into_iter()
            .fold(Listener::default(), |all, name| {
                let hear = std::rc::Rc::clone(&hear);
                all.on(&self.0, name, move |event| {
                    if let Some(happened) = happened(name, event) {
                        hear(happened);
                    }
                })
            })
    }
}

fn happened(name: &str, event: &Event) -> Option<Happened> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let around = |selector: &str| target.closest(selector).ok().flatten();
    match name {
        "click" => {
            let (what, article) = presses::read(event)?;
            let article = article.map(Piece);
            Some(Happened::Pressed { what, article })
        }
        "change" => {
            let field = target.dyn_ref::<HtmlInputElement>()?;
            Some(Happened::Changed {
                id: field.id(),
                text: field.value(),
                ticked: field.checked(),
            })
        }
        _ => {
            let pressed: &KeyboardEvent = event.dyn_ref()?;
            let key = pressed.key();
            let alone = !(pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key());
            let writes = around("input,textarea,select").is_some();
            let article = around("[part~=comment]").map(Piece);
            (alone && !writes && (key == "n" || key == "p"))
                .then_some(Happened::Key { key, article })
        }
    }
}

/// Watches the thread change. Dropping this ends it.
pub struct Watch {
    observer: MutationObserver,
    _run: Closure<dyn FnMut()>,
}

impl Watch {
    /// Runs something after elements came or went.
    pub fn new(root: &Piece, run: impl FnMut() + 'static) -> Option<Self> {
        let run = Closure::<dyn FnMut()>::new(run);
        let observer = MutationObserver::new(run.as_ref().unchecked_ref()).ok()?;
        let watch = Self {
            observer,
            _run: run,
        };
        watch.resume(root);
        Some(watch)
    }

    /// Looks away: what we change ourselves is no news.
    pub fn pause(&self) {
        self.observer.disconnect();
    }

    /// Looks again.
    pub fn resume(&self, root: &Piece) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let _refused = self.observer.observe_with_options(&root.0, &what);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
