//! Unsent text, stored in the host page's storage so that it survives a reload,
//! a crash and the sign-in redirect.
//!
//! Call [`save`] only after the person typed: before that the widget stores
//! nothing.

use super::{Listener, local_storage};
use crate::embed::Embed;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

/// Text that was not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedDraft {
    /// Markdown as typed.
    pub body: String,
    /// The idempotency key it will be sent with: a draft that was sent, but
    /// whose response was lost, is not posted twice after a reload.
    pub key: String,
}

/// The draft in `slot` of this thread: one slot for the page's composer, one
/// for each reply. `account` is empty for nobody's.
pub fn load(embed: &Embed, slot: &str, account: &str) -> Option<SavedDraft> {
    read(&local_storage::load(&name(embed, slot, account))?)
}

fn read(local_storage: &str) -> Option<SavedDraft> {
    let (key, body) = local_storage.split_once('\n')?;
    Some(SavedDraft {
        body: body.to_owned(),
        key: key.to_owned(),
    })
}

/// Keeps the draft: the key on a line, then the text.
pub fn save(embed: &Embed, slot: &str, account: &str, draft: &SavedDraft) {
    local_storage::save(
        &name(embed, slot, account),
        &[&draft.key, "\n", &draft.body].concat(),
    );
}

/// Forgets the draft.
pub fn clear(embed: &Embed, slot: &str, account: &str) {
    local_storage::save(&name(embed, slot, account), "");
}

/// The name under which a draft is stored.
pub fn name(embed: &Embed, slot: &str, account: &str) -> String {
    let whose = if account.is_empty() { "" } else { ":" };
    local_storage::name(
        embed,
        &[":", &embed.page, ":", slot, whose, account].concat(),
    )
}

/// Says what other tabs make of a draft, by its name: as it was and as it is.
pub fn subscribe(
    changed: impl Fn(&str, Option<SavedDraft>, Option<SavedDraft>) + 'static,
) -> Listener {
    Listener::default().on_window("storage", move |event| {
        let event = event.unchecked_ref::<StorageEvent>();
        if let Some(name) = event.key() {
            let draft = |text: Option<String>| text.and_then(|text| read(&text));
            changed(&name, draft(event.old_value()), draft(event.new_value()));
        }
    })
}
