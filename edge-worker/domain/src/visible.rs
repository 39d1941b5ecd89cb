//! The visible part of a text: nothing hidden in it, and nothing that reaches beyond.
//!
//! The rule for comments and titles, which keep the spelling that their authors
//! chose; names are stricter, see [`crate::display_name`].

use crate::display_name::has_glyph;
use crate::limits::TEXT_MARKS;
use crate::{joiners, text};
use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, Emoji, EmojiModifier, EnumeratedProperty,
    ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, Script,
};

/// A character that goes may have been what another one was needed for. More of
/// them in a row are no writing.
const PASSES: usize = 8;

const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const BLACK_FLAG: char = '\u{1F3F4}';

/// A text as it is shown: control characters, what is never seen, and marks that
/// would pile up over other lines are gone.
pub fn visible(source: &str) -> String {
    let clean = text::clean(source);
    if clean.is_ascii() {
        return clean;
    }
    let mut chars: Vec<char> = clean.chars().collect();
    for _ in 0..PASSES {
        let kept: Vec<char> = (0..chars.len())
            .filter(|&at| !is_ignorable(chars[at]) || is_needed(&chars, at))
            .map(|at| chars[at])
            .collect();
        let is_settled = kept.len() == chars.len();
        chars = kept;
        if is_settled {
            break;
        }
    }
    let seen: String = chars.into_iter().collect();
    bound_marks(seen.trim(), |_| TEXT_MARKS)
}

/// A text on one line that may stand in a sentence: nothing in it combines with
/// what stands before it.
pub fn visible_line(source: &str) -> String {
    let seen = visible(source).replace(is_direction, "");
    let line = text::clean_line(&seen);
    line.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace())
        .to_owned()
}

/// Tells whether a text shows anything at all.
pub fn shows(source: &str) -> bool {
    visible(source).chars().any(has_glyph)
}

/// Tells whether a character has no glyph of its own.
pub(crate) fn is_ignorable(c: char) -> bool {
    !c.is_ascii() && DefaultIgnorableCodePoint::for_char(c)
}

/// Tells whether a character combines with the one before it.
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii() && GeneralCategoryGroup::Mark.contains(GeneralCategory::for_char(c))
}

/// The directional marks (Unicode Standard Annex 9, 2.6). In a text of its own
/// they place numbers and punctuation as its author wants.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// Tells whether a character without a glyph changes those around it, as it is
/// meant to.
fn is_needed(chars: &[char], at: usize) -> bool {
    let c = chars[at];
    let before = at.checked_sub(1).map(|at| chars[at]);
    let after = chars.get(at + 1).copied();
    match c {
        _ if is_direction(c) => true,
        _ if joiners::is_needed(chars, at) => true,
        '\u{200D}' => before.is_some_and(ends_emoji) && after.is_some_and(is_emoji),
        EMOJI_STYLE | '\u{FE0E}' => {
            before.is_some_and(|c| Emoji::for_char(c) && (!c.is_ascii() || after == Some(KEYCAP)))
        }
        // Variants of Chinese characters, and of Mongolian letters.
        '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}' => is_of(before, Script::Han),
        '\u{180B}'..='\u{180F}' => is_of(before, Script::Mongolian),
        // The letters of a flag: England's, Scotland's.
        '\u{E0020}'..='\u{E007F}' => {
            let mut letters = chars[..at].iter().rev();
            let first = letters.find(|c| !matches!(c, '\u{E0020}'..='\u{E007F}'));
            first == Some(&BLACK_FLAG)
        }
        _ => false,
    }
}

fn is_of(c: Option<char>, script: Script) -> bool {
    c.is_some_and(|c| Script::for_char(c) == script)
}

fn is_emoji(c: char) -> bool {
    ExtendedPictographic::for_char(c)
}

fn ends_emoji(c: char) -> bool {
    c == EMOJI_STYLE || is_emoji(c) || EmojiModifier::for_char(c)
}

/// Drops the nonspacing and enclosing marks beyond `limit` in a row; it is asked
/// for the character that they stand on.
pub(crate) fn bound_marks(text: &str, limit: impl Fn(Option<char>) -> usize) -> String {
    let (mut run, mut most) = (0, limit(None));
    text.chars()
        .filter(|&c| match GeneralCategory::for_char(c) {
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => {
                run += 1;
                run <= most
            }
            // It neither ends the run nor stands above the line.
            GeneralCategory::SpacingMark | GeneralCategory::Format => true,
            _ => {
                run = 0;
                most = limit(Some(c));
                true
            }
        })
        .collect()
}

#[cfg(test)]
#[path = "visible_tests.rs"]
mod tests;
