//! Texts in the host page's local storage, where the browser allows it.

use crate::embed::Embed;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The name of something that belongs to a site.
pub(super) fn name(embed: &Embed, what: &str) -> String {
    ["bedside:", &embed.host, "/", &embed.site, what].concat()
}

/// The name of what a reader chose about reading on a site.
#[cfg(any(feature = "reader", feature = "comfort"))]
pub(crate) fn choices(embed: &Embed) -> String {
    name(embed, ":reading")
}

/// True where the reader chose something.
#[cfg(feature = "reader")]
pub(crate) fn has_choices(embed: &Embed) -> bool {
    load(&choices(embed)).is_some()
}

thread_local! {
    /// Texts that a full or blocked storage did not take, until the page is
    /// left.
    static HELD: Object = Object::new();
}

/// Loads the text of a name.
pub(crate) fn load(name: &str) -> Option<String> {
    let held = HELD.with(|held| Reflect::get(held, &name.into()));
    let held = held.ok().and_then(|text| text.as_string());
    held.or_else(|| storage()?.get_item(name).ok()?)
}

/// Keeps a text; an empty one leaves nothing behind.
pub(crate) fn save(name: &str, text: &str) {
    let stored = storage().is_some_and(|storage| {
        let stored = match text.is_empty() {
            true => storage.remove_item(name),
            false => storage.set_item(name, text),
        };
        stored.is_ok()
    });
    let rest = match stored || text.is_empty() {
        true => JsValue::UNDEFINED,
        false => text.into(),
    };
    // Setting a field of our own object cannot fail.
    let _ = HELD.with(|held| Reflect::set(held, &name.into(), &rest));
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
