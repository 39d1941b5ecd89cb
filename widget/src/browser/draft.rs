//! Unsent text, kept in the host page's storage so that it survives a reload,
//! a crash and the sign-in redirect.
//!
//! Call [`save`] only after the person typed: before that the widget stores
//! nothing.

use super::kept;
use crate::embed::Embed;
use crate::json;
use serde::{Deserialize, Serialize};

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
    json::read(&kept::load(&name(embed, slot))?)
}

/// Keeps the draft, where the browser keeps anything.
pub fn save(embed: &Embed, slot: &str, draft: &Draft) {
    // Full or blocked: the text is still in the box.
    kept::save(&name(embed, slot), &json::write(draft));
}

/// Forgets the draft.
pub fn clear(embed: &Embed, slot: &str) {
    kept::save(&name(embed, slot), "");
}

fn name(embed: &Embed, slot: &str) -> String {
    kept::name(embed, &[":", &embed.page, ":", slot].concat())
}
