//! Unsent text, kept in the host page's storage so that it survives a reload,
//! a crash and the sign-in redirect.
//!
//! Call [`save`] only after the person typed: before that the widget stores
//! nothing.

use super::kept;
use crate::embed::Embed;

/// Text that was not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Markdown as typed.
    pub body: String,
    /// The idempotency key it will be sent with: a draft that was sent, but
    /// whose answer was lost, is not posted twice after a reload.
    pub key: String,
}

/// The draft in `slot` of this thread: one slot for the page's composer, one
/// for each reply.
pub fn load(embed: &Embed, slot: &str) -> Option<Draft> {
    let kept = kept::load(&name(embed, slot))?;
    let (key, body) = kept.split_once('\n')?;
    Some(Draft {
        body: body.to_owned(),
        key: key.to_owned(),
    })
}

/// Keeps the draft: the key on a line, then the text.
pub fn save(embed: &Embed, slot: &str, draft: &Draft) {
    kept::save(
        &name(embed, slot),
        &[&draft.key, "\n", &draft.body].concat(),
    );
}

/// Forgets the draft.
pub fn clear(embed: &Embed, slot: &str) {
    kept::save(&name(embed, slot), "");
}

fn name(embed: &Embed, slot: &str) -> String {
    kept::name(embed, &[":", &embed.page, ":", slot].concat())
}
