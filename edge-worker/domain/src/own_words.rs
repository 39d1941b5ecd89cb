//! A site's own words in place of Bedside's.

use crate::limits::OWN_TEXT_CHARS;
use crate::text;
use std::collections::BTreeSet;
use std::fmt;

/// What is wrong with a text of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFlaw {
    /// Bedside has no text of this key in this language.
    Unknown,
    /// Nothing to read.
    Blank,
    /// Longer than [`OWN_TEXT_CHARS`].
    TooLong,
    /// A placeholder that must be there is not.
    Missing(String),
    /// A placeholder that nothing is filled in for.
    Extra(String),
}

impl fmt::Display for TextFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("is no text of Bedside in this language"),
            Self::Blank => f.write_str("must not be empty"),
            Self::TooLong => write!(f, "must have at most {OWN_TEXT_CHARS} characters"),
            Self::Missing(name) => write!(f, "must contain {{{name}}}"),
            Self::Extra(name) => {
                write!(f, "contains {{{name}}}, for which nothing is filled in")
            }
        }
    }
}

/// Holds a site's own text for `key` against Bedside's. `general` is Bedside's
/// text of a plural's general form, or the text itself where the key is none.
///
/// # Errors
/// What is wrong with it.
pub fn check(key: &str, own: &str, bedside: &str, general: &str) -> Result<(), TextFlaw> {
    if text::is_blank(own) {
        return Err(TextFlaw::Blank);
    }
    if own.chars().count() > OWN_TEXT_CHARS {
        return Err(TextFlaw::TooLong);
    }
    let (used, known) = (placeholders(own), placeholders(bedside));
    // "One comment" needs no number.
    let may_say_it_in_words = [".zero", ".one", ".two"]
        .iter()
        .any(|end| key.ends_with(end));
    if let Some(name) = known.difference(&used).next()
        && !may_say_it_in_words
    {
        return Err(TextFlaw::Missing((*name).to_owned()));
    }
    let fillable: BTreeSet<_> = known.union(&placeholders(general)).copied().collect();
    match used.difference(&fillable).next() {
        Some(name) => Err(TextFlaw::Extra((*name).to_owned())),
        None => Ok(()),
    }
}

/// The names in `{braces}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_ones_own_fits_where_bedsides_stood() {
        let long = "x".repeat(OWN_TEXT_CHARS + 1);
        let missing = |name: &str| Err(TextFlaw::Missing(name.into()));
        let extra = |name: &str| Err(TextFlaw::Extra(name.into()));
        let (one, other) = ("{n} comment", "{n} comments");
        for (key, own, bedside, expected) in [
            ("post", "Send", "Post", Ok(())),
            ("post", " ", "Post", Err(TextFlaw::Blank)),
            ("post", &long, "Post", Err(TextFlaw::TooLong)),
            ("post", &long[1..], "Post", Ok(())),
            ("post", "Send {n}", "Post", extra("n")),
            ("reply_to", "To {name}", "Reply to {name}", Ok(())),
            ("reply_to", "Answer", "Reply to {name}", missing("name")),
            ("reply_to", "To {Name}", "Reply to {name}", missing("name")),
            ("count.one", "A voice", one, Ok(())),
            ("count.one", "{n} voice", "A comment", Ok(())),
            ("count.other", "Voices", other, missing("n")),
            ("count.other", "{n} voices, {m}", other, extra("m")),
        ] {
            let general = if key.starts_with("count") {
                other
            } else {
                bedside
            };
            assert_eq!(check(key, own, bedside, general), expected, "{key}: {own}");
        }
    }
}
