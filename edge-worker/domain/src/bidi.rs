//! Text of one direction within a sentence of the other (Unicode Standard Annex 9).

use crate::text::is_kept;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Makes a person's text safe to put into a sentence: isolated where it has letters
/// of the other direction, which would rearrange the numbers and signs around them.
/// Isolates and overrides of its own go.
pub fn isolated(text: &str, in_rtl: bool) -> String {
    let text: String = text.chars().filter(|&c| is_kept(c)).collect();
    let turns = |c: char| {
        if in_rtl {
            c.is_alphabetic() && !is_rtl(c) || c == '\u{200E}'
        } else {
            is_rtl(c)
        }
    };
    if text.chars().any(turns) {
        [FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE]
            .map(String::from)
            .join(&text)
    } else {
        text
    }
}

/// Tells whether a character is written from right to left, by the blocks that
/// Unicode keeps for such scripts.
fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_other_direction_is_isolated() {
        for (text, in_rtl, expected) in [
            ("Ana 5", false, "Ana 5"),
            ("محمد", true, "محمد"),
            ("5", true, "5"),
            ("محمد", false, "\u{2068}محمد\u{2069}"),
            ("Ana", true, "\u{2068}Ana\u{2069}"),
            ("a\u{200F}", false, "\u{2068}a\u{200F}\u{2069}"),
        ] {
            assert_eq!(isolated(text, in_rtl), expected, "{text}");
        }
    }

    #[test]
    fn nothing_opens_or_ends_an_isolate_by_itself() {
        assert_eq!(isolated("a\u{202E}b\u{2069}", false), "ab");
        assert_eq!(
            isolated("\u{5D0}\u{2069}", false),
            "\u{2068}\u{5D0}\u{2069}"
        );
    }
}
