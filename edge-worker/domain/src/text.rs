//! Cleaning of text that people send.

use crate::DomainError;

/// Other characters that end a line (Unicode Standard, 5.8). Word separates lines
/// by the second; dropped, it would join the numbers on both sides.
const ENDS_LINE: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Trims the text, unifies line ends and drops control characters and the
/// invisible direction overrides that can disguise a text (Unicode TR 36, the
/// bidi override and isolate controls, which also must not leak out of a
/// comment into the page).
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace(ENDS_LINE, "\n");
    let kept: String = unified.chars().filter(|&c| is_kept(c)).collect();
    kept.trim().to_owned()
}

/// True for a character that may be part of anybody's text. One that XML 1.0 (2.2)
/// cannot hold may not: it would break a feed for everybody.
pub fn is_kept(c: char) -> bool {
    let bidi_control = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let control = c.is_control() && c != '\n' && c != '\t';
    let no_character = matches!(c, '\u{FFFE}' | '\u{FFFF}');
    !bidi_control && !control && !no_character
}

/// A text of one line: cleaned, with runs of white space made one space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for text that would show as nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{00AD}' | '\u{200B}'
                    ..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{3164}' | '\u{2800}'
            )
    })
}

/// The text when it has something in it and no more than `limit` characters.
///
/// # Errors
/// `field_empty` or `field_too_long`, naming the field.
pub fn within(text: String, field: &'static str, limit: usize) -> Result<String, DomainError> {
    if is_blank(&text) {
        return Err(DomainError::empty(field));
    }
    if text.chars().count() > limit {
        return Err(DomainError::too_long(field, limit));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_overrides_go_and_line_ends_unify() {
        assert_eq!(clean("  a\r\nb\u{202E}c\u{0007}\rd  "), "a\nbc\nd");
        assert_eq!(
            clean("Take 5\u{B}10 left\u{2028}b\u{85}c"),
            "Take 5\n10 left\nb\nc"
        );
        assert_eq!(clean_line(" Anna \n\t Maria "), "Anna Maria");
    }

    #[test]
    fn invisible_text_is_blank() {
        assert!(is_blank("\u{200B} \n\u{FEFF}"));
        assert!(!is_blank(" x "));
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        assert!(within("å".repeat(10), "body", 10).is_ok());
        assert_eq!(
            within("å".repeat(11), "body", 10),
            Err(DomainError::too_long("body", 10))
        );
        assert_eq!(
            within("\n".into(), "body", 10),
            Err(DomainError::empty("body"))
        );
    }
}
