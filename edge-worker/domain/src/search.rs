//! Search queries of readers.

use crate::DomainError;
use crate::limits::{SEARCH_CHARS, SEARCH_PREFIX_LETTERS, SEARCH_PREFIX_SYLLABLES, SEARCH_WORDS};

/// A query in the syntax of SQLite's FTS5: all words, in any order. The last one,
/// unless it is very short, is the beginning of a word as well, because its writer
/// may not have ended it. Every other character separates words, so nothing that a
/// reader types has a meaning of its own in FTS5.
///
/// # Errors
/// `field_too_long` beyond [`SEARCH_CHARS`], `field_empty` without any word.
pub fn words(text: &str) -> Result<String, DomainError> {
    if text.chars().count() > SEARCH_CHARS {
        return Err(DomainError::too_long("q", SEARCH_CHARS));
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(SEARCH_WORDS)
        .collect();
    let Some(last) = words.last() else {
        return Err(DomainError::empty("q"));
    };
    let prefix = if may_go_on(last) { "*" } else { "" };
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    Ok(quoted.join(" AND ") + prefix)
}

/// True for a word long enough to be searched as the beginning of others.
///
/// FTS5 parts words at marks that Rust counts as alphabetic, such as the vowel
/// signs of Hindi, and then looks for what follows the last of them. So only
/// characters at the end count of which none is such a mark.
fn may_go_on(word: &str) -> bool {
    let ending = |is: fn(char) -> bool| word.chars().rev().take_while(|c| is(*c)).count();
    ending(is_syllable) >= SEARCH_PREFIX_SYLLABLES
        || ending(|c| is_letter(c) || is_syllable(c)) >= SEARCH_PREFIX_LETTERS
}

/// Letters and digits of scripts that FTS5 takes for parts of a word like Rust.
/// Words of other scripts are searched whole.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c,
            // Latin, Greek, Cyrillic, Armenian
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{386}'..='\u{481}'
            | '\u{48A}'..='\u{527}' | '\u{531}'..='\u{556}' | '\u{561}'..='\u{587}'
            // Hebrew, Arabic with Persian and Urdu
            | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}'
            // Devanagari, Thai, Georgian
            | '\u{904}'..='\u{939}' | '\u{E01}'..='\u{E30}' | '\u{E32}'..='\u{E33}'
            | '\u{E40}'..='\u{E46}' | '\u{10D0}'..='\u{10F0}')
}

/// Kana, Chinese characters, Hangul.
fn is_syllable(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{3400}'..='\u{4DB5}'
        | '\u{4E00}'..='\u{9FCB}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;

    #[test]
    fn every_word_counts_and_the_last_may_go_on() {
        assert_eq!(words("  sore  throat ").unwrap(), r#""sore" AND "throat"*"#);
        assert_eq!(words("Händ").unwrap(), r#""Händ"*"#);
        assert_eq!(words("ألم").unwrap(), r#""ألم"*"#);
    }

    #[test]
    fn a_very_short_last_word_is_searched_whole() {
        for whole in ["s", "so", "Hä", "لم", "7", "42", "痛", "ยา"] {
            assert_eq!(words(whole).unwrap(), format!("\"{whole}\""));
        }
        assert_eq!(words("throat s").unwrap(), r#""throat" AND "s""#);
        for begun in ["sor", "Hän", "2nd", "疲劳", "カー", "병원", "ยาก", "सरल"]
        {
            assert_eq!(words(begun).unwrap(), format!("\"{begun}\"*"));
        }
    }

    #[test]
    fn no_mark_makes_a_short_ending_longer() {
        // FTS5 would look for every word that begins with the last letter.
        for parted in ["xx\u{93F}a", "soreी", "كَتَبَ", "throat\u{E31}th"] {
            let found = words(parted).unwrap();
            assert!(!found.ends_with('*'), "{found}");
        }
    }

    #[test]
    fn nothing_typed_is_a_command() {
        assert_eq!(
            words(r#"a" OR thread:* NEAR(b, 3) -c ^d"#).unwrap(),
            r#""a" AND "OR" AND "thread" AND "NEAR" AND "b" AND "3" AND "c" AND "d""#
        );
    }

    #[test]
    fn too_much_and_nothing_are_refused() {
        let code = |text: &str| words(text).map_err(|error| error.code);
        assert_eq!(
            code(&"x".repeat(SEARCH_CHARS + 1)),
            Err(ErrorCode::FieldTooLong)
        );
        for nothing in ["", " ", "\"*()"] {
            assert_eq!(code(nothing), Err(ErrorCode::FieldEmpty), "{nothing:?}");
        }
        let many = "w ".repeat(SEARCH_WORDS + 5);
        assert_eq!(words(&many).unwrap().matches("\"w\"").count(), SEARCH_WORDS);
    }
}
