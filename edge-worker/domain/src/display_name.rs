//! The name that a person shows: its cleaning and its bounds.
//!
//! A name stands beside every comment, in feeds and in the structured data of
//! the plain page, and other people are told apart by it. So it is brought to one
//! spelling (NFKC), holds no character that is not seen, and cannot be piled up
//! with marks over the lines above.

use crate::limits::{NAME_CHARS, NAME_MARKS, NAME_MARKS_POINTED};
use crate::visible::{bound_marks, is_mark};
use crate::{DomainError, joiners, text};
use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, EnumeratedProperty, GeneralCategory,
    GeneralCategoryGroup, Script,
};
use unicode_normalization::UnicodeNormalization;

/// Characters of what is sent, at most, for each that a name may have: NFKC and
/// all that follows read no more.
const SENT_FOR_EACH: usize = 8;

/// Cleans a name, or refuses it.
///
/// # Errors
/// `field_empty` for a name that shows nothing, or `field_too_long`, for `name`.
pub fn sanitize(name: &str) -> Result<String, DomainError> {
    if name.chars().count() > SENT_FOR_EACH * NAME_CHARS {
        return Err(DomainError::too_long("name", NAME_CHARS));
    }
    let name = clean(name);
    if !shows(&name) {
        return Err(DomainError::empty("name"));
    }
    text::within(name, "name", NAME_CHARS)
}

/// Cleans the name of a comment that was written elsewhere. Its reader cannot
/// choose another: what is too long now is cut, and a question mark stands for
/// what shows nothing.
///
/// # Errors
/// `field_empty` for no name at all, or `field_too_long`, for `name`.
pub fn imported(name: &str) -> Result<String, DomainError> {
    let line = text::within(text::clean_line(name), "name", NAME_CHARS)?;
    let kept: String = clean(&line).chars().take(NAME_CHARS).collect();
    Ok(if shows(&kept) { kept } else { "?".into() })
}

/// A name as it is shown: NFKC on one line, without default-ignorable and private
/// characters, with at most two nonspacing marks in a row (three in Hebrew and
/// Arabic, whose letters carry points and accents).
fn clean(name: &str) -> String {
    let normal: String = text::clean(name).nfkc().collect();
    let seen = joiners::keep_contextual(&normal)
        .chars()
        .filter(|&c| joiners::is_joiner(c) || !is_unseen(c))
        .nfkc()
        .collect::<String>();
    // Normalization may bring what cleaning took out of the text before.
    let line = text::clean_line(&bound_marks(&seen, marks_on));
    // A mark at the beginning would stand on what is before the name.
    line.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace())
        .to_owned()
}

/// Tells whether a character shows nothing, or nothing that anybody agreed on.
pub(crate) fn is_unseen(c: char) -> bool {
    DefaultIgnorableCodePoint::for_char(c)
        || matches!(
            GeneralCategory::for_char(c),
            GeneralCategory::PrivateUse | GeneralCategory::Unassigned
        )
}

/// Tells whether anything of a name is seen: a letter, a digit, a sign.
fn shows(name: &str) -> bool {
    name.chars().any(has_glyph)
}

/// Tells whether a character is one that can be seen by itself.
pub(crate) fn has_glyph(c: char) -> bool {
    // Characters whose glyph is empty though their category says otherwise.
    if matches!(c, '\u{2800}' | '\u{1D159}' | '\u{13441}' | '\u{13442}') || is_unseen(c) {
        return false;
    }
    let groups = [
        GeneralCategoryGroup::Letter,
        GeneralCategoryGroup::Number,
        GeneralCategoryGroup::Punctuation,
        GeneralCategoryGroup::Symbol,
    ];
    let category = GeneralCategory::for_char(c);
    groups.iter().any(|group| group.contains(category))
}

/// Marks in a row that a character bears.
fn marks_on(base: Option<char>) -> usize {
    match base.map(Script::for_char) {
        Some(Script::Arabic | Script::Hebrew) => NAME_MARKS_POINTED,
        _ => NAME_MARKS,
    }
}

#[cfg(test)]
#[path = "display_name_tests.rs"]
mod tests;
