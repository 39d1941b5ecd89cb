//! Unsent text, kept in the host page's storage so that it survives a reload,
//! a crash and the sign-in redirect.
//!
//! Call [`save`] only after the person typed: before that the widget stores
//! nothing.

use crate::embed::Embed;
use crate::json;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// Text that was not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Markdown as typed.
    pub body: String,
    /// The comment it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The idempotency key it will be sent with: a draft that was sent, but
    /// whose answer was lost, is not posted twice after a reload.
    pub key: String,
}

/// The draft in `slot` of this thread: one slot for the page's composer, one
/// for each reply.
pub fn load(embed: &Embed, slot: &str) -> Option<Draft> {
    let text = storage()?.get_item(&name(embed, slot)).ok()??;
    json::read(&text)
}

/// Keeps the draft, where the browser keeps anything.
pub fn save(embed: &Embed, slot: &str, draft: &Draft) {
    if let Some(storage) = storage() {
        // Full or blocked: the text is still in the box.
        let _full = storage.set_item(&name(embed, slot), &json::write(draft));
    }
}

/// Forgets the draft.
pub fn clear(embed: &Embed, slot: &str) {
    if let Some(storage) = storage() {
        let _blocked = storage.remove_item(&name(embed, slot));
    }
}

fn name(embed: &Embed, slot: &str) -> String {
    let Embed {
        host, site, page, ..
    } = embed;
    ["bedside:", host, "/", site, ":", page, ":", slot].concat()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
