//! What a reader searches for.

use crate::Refusal;
use crate::limits::{SEARCH_CHARS, SEARCH_WORDS};

/// A search in the words of SQLite's FTS5: all words, in any order, the last
/// one as the beginning of a word, because its writer may not have ended it.
/// What is no letter or digit parts words, so nothing that a reader types has
/// a meaning of its own there.
///
/// # Errors
/// `field_too_long` beyond [`SEARCH_CHARS`], `field_empty` without any word.
pub fn words(text: &str) -> Result<String, Refusal> {
    if text.chars().count() > SEARCH_CHARS {
        return Err(Refusal::too_long("q", SEARCH_CHARS));
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(SEARCH_WORDS)
        .map(|word| format!("\"{word}\""))
        .collect();
    if words.is_empty() {
        return Err(Refusal::empty("q"));
    }
    Ok(words.join(" AND ") + "*")
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedside_wire::ProblemCode;

    #[test]
    fn every_word_counts_and_the_last_may_go_on() {
        assert_eq!(words("  sore  throat ").unwrap(), r#""sore" AND "throat"*"#);
        assert_eq!(words("Händ").unwrap(), r#""Händ"*"#);
        assert_eq!(words("ألم").unwrap(), r#""ألم"*"#);
    }

    #[test]
    fn nothing_typed_is_a_command() {
        assert_eq!(
            words(r#"a" OR thread:* NEAR(b, 3) -c ^d"#).unwrap(),
            r#""a" AND "OR" AND "thread" AND "NEAR" AND "b" AND "3" AND "c" AND "d"*"#
        );
    }

    #[test]
    fn too_much_and_nothing_are_refused() {
        let code = |text: &str| words(text).map_err(|refusal| refusal.code);
        assert_eq!(
            code(&"x".repeat(SEARCH_CHARS + 1)),
            Err(ProblemCode::FieldTooLong)
        );
        for nothing in ["", " ", "\"*()"] {
            assert_eq!(code(nothing), Err(ProblemCode::FieldEmpty), "{nothing:?}");
        }
        let many = "w ".repeat(SEARCH_WORDS + 5);
        assert_eq!(words(&many).unwrap().matches("\"w\"").count(), SEARCH_WORDS);
    }
}
