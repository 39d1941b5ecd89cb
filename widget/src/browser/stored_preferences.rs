//! A reader's preferences in the host page's storage.

use super::local_storage;
use crate::embed::Embed;
use crate::json;
use crate::state::preferences::Preferences;

/// The preferences for a site; none where the reader chose nothing.
pub fn load(embed: &Embed) -> Option<Preferences> {
    local_storage::load(&name(embed)).and_then(|text| json::read(&text))
}

/// Changes the preferences as they are in the storage now: the reader may have
/// chosen something in another tab. Where nothing is left to keep, nothing is.
pub fn change(embed: &Embed, change: impl FnOnce(&mut Preferences)) -> Preferences {
    let before = load(embed).unwrap_or_default();
    let mut preferences = before.clone();
    change(&mut preferences);
    if preferences != before {
        let text = match preferences.is_empty() {
            true => String::new(),
            false => json::write(&preferences),
        };
        local_storage::save(&name(embed), &text);
    }
    preferences
}

fn name(embed: &Embed) -> String {
    local_storage::name(embed, ":preferences")
}
