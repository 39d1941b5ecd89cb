//! Keys that do something by themselves, heard where nobody writes.

use super::Listener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::NodeRef;

/// A key that was pressed by itself, where nobody writes or chooses.
pub struct Shortcut {
    /// The key's meaning in the keyboard's layout.
    pub key: String,
    /// Its place on the keyboard.
    pub code: String,
    /// The element id of the comment's article that has the focus.
    pub article: Option<String>,
}

/// Hears the keys pressed below an element. A key for which `take` answers true
/// does nothing else.
pub fn subscribe(root: &NodeRef, take: impl Fn(Shortcut) -> bool + 'static) -> Listener {
    let listener = Listener::default();
    let Some(root) = root.get() else {
        return listener;
    };
    listener.on_keys(&root, move |event| {
        if read(event).is_some_and(&take) {
            event.prevent_default();
        }
    })
}

fn read(event: &Event) -> Option<Shortcut> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let around = |selector: &str| target.closest(selector).ok().flatten();
    let pressed: &KeyboardEvent = event.dyn_ref()?;
    let modified =
        pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key() || pressed.shift_key();
    // An input method's keys are parts of what it makes of them.
    let alone = !modified && !pressed.is_composing();
    let writes = around("input,textarea,select").is_some();
    (alone && !writes).then(|| Shortcut {
        key: pressed.key(),
        code: pressed.code(),
        article: around("[part~=comment]").map(|article| article.id()),
    })
}
