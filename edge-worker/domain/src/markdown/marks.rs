//! Marks within a line: where one stands as it should.
//!
//! CommonMark takes `*` for a mark in the middle of words, and any backtick for
//! code. In `HLA-B*27:05`, `2*3*4`, `p.*213Gly` or `don`t` they are characters
//! like others.

use crate::visible::is_mark;
use icu_properties::props::{EnumeratedProperty, GeneralCategory};

/// Tells whether a character is of a script that writes words without spaces, or
/// punctuation of one, so that a mark may stand right beside it.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        // Thai, Lao, Tibetan, Burmese, Khmer
        '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        // Chinese, Japanese, Korean
        | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
        && !c.is_numeric()
}

/// Tells whether a mark may open after this character.
fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || is_unspaced(c)
            || matches!(c, '"' | '\'' | '\u{A1}' | '\u{BF}')
            || matches!(
                GeneralCategory::for_char(c),
                GeneralCategory::OpenPunctuation
                    | GeneralCategory::InitialPunctuation
                    | GeneralCategory::DashPunctuation
            )
    })
}

/// Tells whether a mark may close before this character.
fn closes_before(after: Option<char>) -> bool {
    after.is_none_or(|c| {
        c.is_whitespace()
            || is_unspaced(c)
            || matches!(c, '"' | '\'' | '.' | ',' | ';' | ':' | '!' | '?')
            || matches!(
                GeneralCategory::for_char(c),
                GeneralCategory::ClosePunctuation
                    | GeneralCategory::FinalPunctuation
                    | GeneralCategory::DashPunctuation
            )
            || !c.is_ascii() && GeneralCategory::for_char(c) == GeneralCategory::OtherPunctuation
    })
}

/// Tells whether a character ends something, and so begins no text.
fn ends_text(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?')
        || !is_unspaced(c) && GeneralCategory::for_char(c) == GeneralCategory::ClosePunctuation
}

/// Tells whether the text between two marks is formatted by them.
///
/// `before` and `after` are what stands around both, `stars` how many stars each
/// of them has; none for code.
pub(super) fn is_used(before: &str, inner: &str, after: &str, stars: usize) -> bool {
    let first = inner.chars().next();
    let last = inner.chars().next_back();
    // A mark that another character combines with is no longer itself.
    if [first, after.chars().next()]
        .into_iter()
        .flatten()
        .any(is_mark)
    {
        return false;
    }
    let before = before.trim_end_matches('*').chars().next_back();
    let after = after.trim_start_matches('*').chars().next();
    if !opens_after(before) || !closes_before(after) {
        return false;
    }
    if stars == 0 {
        return !inner.trim().is_empty();
    }
    let numbers = [first, last].into_iter().flatten().any(char::is_numeric);
    let says = |c: char| c.is_alphanumeric() || !c.is_ascii();
    // `(*) … (*)`: the marks are not at the text, it is between them.
    let is_apart = first.is_some_and(ends_text)
        || before.is_some() && before == first && !before.is_some_and(is_unspaced);
    inner.chars().any(says) && !is_apart && !(stars == 1 && numbers)
}
