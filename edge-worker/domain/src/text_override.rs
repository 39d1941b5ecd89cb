//! A site's own texts, instead of Bedside's.

use crate::limits::OWN_TEXT_CHARS;
use crate::text;

/// A flaw of a text of the site's own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFlaw {
    /// Bedside has no text of this key in this language.
    #[error("is no text of Bedside in this language")]
    Unknown,
    /// Nothing to read.
    #[error("must not be empty")]
    Blank,
    /// Longer than [`OWN_TEXT_CHARS`].
    #[error("must have at most {OWN_TEXT_CHARS} characters")]
    TooLong,
    /// A placeholder that must be there is not.
    #[error("must contain {{{0}}}")]
    Missing(String),
    /// A placeholder that nothing is filled in for.
    #[error("contains {{{0}}}, for which nothing is filled in")]
    Extra(String),
}

/// Checks a site's own text for `key` against Bedside's texts of the language,
/// which `bedside` finds by their keys.
///
/// # Errors
/// What is wrong with it.
pub fn check<T: AsRef<str>>(
    key: &str,
    own: &str,
    bedside: impl Fn(&str) -> Option<T>,
) -> Result<(), TextFlaw> {
    let text = bedside(key).ok_or(TextFlaw::Unknown)?;
    if text::is_blank(own) {
        return Err(TextFlaw::Blank);
    }
    if own.chars().count() > OWN_TEXT_CHARS {
        return Err(TextFlaw::TooLong);
    }
    let (used, known) = (placeholders(own), placeholders(text.as_ref()));
    // "One comment" needs no number.
    let may_say_it_in_words = [".zero", ".one", ".two"]
        .iter()
        .any(|end| key.ends_with(end));
    if let Some(name) = known.iter().find(|name| !used.contains(name))
        && !may_say_it_in_words
    {
        return Err(TextFlaw::Missing((*name).to_owned()));
    }
    // A plural may fill in what its general form does.
    let general = key.rsplit_once('.');
    let general = general.and_then(|(base, _)| bedside(&[base, ".other"].concat()));
    let general = general
        .as_ref()
        .map(|general| placeholders(general.as_ref()));
    let general = general.unwrap_or_default();
    let fillable = |name: &&str| known.contains(name) || general.contains(name);
    match used.iter().find(|name| !fillable(name)) {
        Some(name) => Err(TextFlaw::Extra((*name).to_owned())),
        None => Ok(()),
    }
}

/// Takes a text that somebody wrote for `key`: as one line, without what
/// nobody sees, and held against Bedside's.
///
/// # Errors
/// As [`check`].
pub fn sanitize<T: AsRef<str>>(
    key: &str,
    written: &str,
    bedside: impl Fn(&str) -> Option<T>,
) -> Result<String, TextFlaw> {
    let own = text::clean_line(written);
    check(key, &own, bedside)?;
    Ok(own)
}

/// The names in `{braces}`, for which something is filled in, each once.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bedside(key: &str) -> Option<&'static str> {
        Some(match key {
            "post" => "Post",
            "reply_to" => "Reply to {name}",
            "one.one" => "A comment",
            "one.other" | "count.other" => "{n} comments",
            "count.one" => "{n} comment",
            _ => return None,
        })
    }

    #[test]
    fn a_text_of_ones_own_fits_where_bedsides_stood() {
        let long = "x".repeat(OWN_TEXT_CHARS + 1);
        let missing = |name: &str| Err(TextFlaw::Missing(name.into()));
        let extra = |name: &str| Err(TextFlaw::Extra(name.into()));
        for (key, own, expected) in [
            ("post", "Send", Ok(())),
            ("send", "Send", Err(TextFlaw::Unknown)),
            ("post", " ", Err(TextFlaw::Blank)),
            ("post", &long, Err(TextFlaw::TooLong)),
            ("post", &long[1..], Ok(())),
            ("post", "Send {n}", extra("n")),
            ("reply_to", "To {name}", Ok(())),
            ("reply_to", "Answer", missing("name")),
            ("reply_to", "To {Name}", missing("name")),
            ("count.one", "A voice", Ok(())),
            ("one.one", "{n} voice", Ok(())),
            ("one.one", "{n} voice, {m}", extra("m")),
            ("count.other", "Voices", missing("n")),
            ("count.other", "{n} voices, {m}", extra("m")),
        ] {
            assert_eq!(check(key, own, bedside), expected, "{key}: {own}");
        }
    }

    #[test]
    fn what_somebody_writes_becomes_one_line_that_shows() {
        let taken = sanitize("reply_to", "\u{202E} Answer\r\n\tto  {name} ", bedside);
        assert_eq!(taken, Ok("Answer to {name}".to_owned()));
        // The length counts after cleaning.
        let padded = format!(" {} ", "x".repeat(OWN_TEXT_CHARS));
        assert!(sanitize("post", &padded, bedside).is_ok());
        assert_eq!(sanitize("post", "\u{200B}", bedside), Err(TextFlaw::Blank));
    }
}
