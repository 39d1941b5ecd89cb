//! The reason why a text cannot replace Bedside's, for people.

use crate::intl;
use crate::texts::{Text, Texts};
use bedside_domain::limits::OWN_TEXT_CHARS;
use bedside_domain::text_override::TextFlaw;

/// Says what is wrong with a text, and what to do.
pub fn override_error(texts: &Texts, flaw: &TextFlaw) -> Text {
    let named = |key: &str, name: &str| {
        let name = ["{", name, "}"].concat();
        texts.with(key, &[("name", &name)])
    };
    match flaw {
        TextFlaw::Unknown => texts.get("text_overrides.unknown"),
        TextFlaw::Blank => texts.get("text_overrides.blank"),
        TextFlaw::TooLong => {
            let limit = intl::number(texts.lang(), OWN_TEXT_CHARS as u64);
            texts.with("text_overrides.too_long", &[("limit", &limit)])
        }
        TextFlaw::Missing(name) => named("text_overrides.missing", name),
        TextFlaw::Extra(name) => named("text_overrides.extra", name),
    }
}
