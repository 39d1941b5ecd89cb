//! Texts kept in the host page's storage, where the browser keeps anything.

use crate::embed::Embed;
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

/// What is kept under a name.
pub(crate) fn load(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text; an empty one leaves nothing behind. A storage that is full or
/// blocked keeps nothing.
pub(crate) fn save(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _refused = match text.is_empty() {
            true => storage.remove_item(name),
            false => storage.set_item(name, text),
        };
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
