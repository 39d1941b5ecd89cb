//! The languages that Bedside has, and the choice among them.

#[cfg(feature = "all")]
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
#[cfg(feature = "all")]
use icu_locid::LanguageIdentifier;

/// The languages that Bedside has.
#[derive(Debug, Clone, Copy)]
pub struct Languages;

impl Languages {
    /// Their tags. The first is the one to use when nothing fits.
    pub const ALL: &'static [&'static str] =
        &["en", "ar", "de", "es", "fr", "he", "it", "nl", "pt", "sv"];

    /// Returns the first language that is requested and spoken. An entry may be
    /// one tag (`sv-FI`, `pt_BR`) or a whole `Accept-Language` list, whose order
    /// counts and whose weights do not.
    #[cfg(feature = "all")]
    pub fn pick(requested: &[&str]) -> &'static str {
        let requested: Vec<LanguageIdentifier> = requested
            .iter()
            .flat_map(|list| ranges(list))
            .filter_map(|range| range.replace('_', "-").parse().ok())
            .collect();
        let spoken: Vec<LanguageIdentifier> = Self::ALL
            .iter()
            .filter_map(|tag| tag.parse().ok())
            .collect();
        let strategy = NegotiationStrategy::Lookup;
        let picked = negotiate_languages(&requested, &spoken, None, strategy);
        let tag = picked.first().map(ToString::to_string);
        tag.and_then(|tag| Self::ALL.iter().find(|known| **known == tag))
            .unwrap_or(&Self::ALL[0])
    }

    /// Returns the file of a language that is spoken.
    #[cfg(feature = "all")]
    pub(crate) fn file(lang: &str) -> &'static str {
        match lang {
            "ar" => include_str!("../lang/ar.json"),
            "de" => include_str!("../lang/de.json"),
            "es" => include_str!("../lang/es.json"),
            "fr" => include_str!("../lang/fr.json"),
            "he" => include_str!("../lang/he.json"),
            "it" => include_str!("../lang/it.json"),
            "nl" => include_str!("../lang/nl.json"),
            "pt" => include_str!("../lang/pt.json"),
            "sv" => include_str!("../lang/sv.json"),
            _ => include_str!("../lang/en.json"),
        }
    }
}

/// Returns the ranges of an `Accept-Language` header in their order, without
/// their weights (RFC 9110, 12.5.4); `*`, which names no language, is left out.
#[cfg(feature = "all")]
fn ranges(header: &str) -> impl Iterator<Item = &str> {
    let ranges = header.split(',');
    ranges
        .map(|range| range.split(';').next().unwrap_or_default().trim())
        .filter(|range| !range.is_empty() && *range != "*")
}
