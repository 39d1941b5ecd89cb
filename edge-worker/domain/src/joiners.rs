//! Joiners where scripts need them: the rules CONTEXTJ of IDNA (RFC 5892,
//! appendix A.1 and A.2). Anywhere else they are seen by nobody and would make
//! two names that look the same differ.

use icu_properties::props::{CanonicalCombiningClass, EnumeratedProperty, JoiningType};

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// Tells whether a character is the zero width joiner or non-joiner.
pub fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

/// The text without the joiners that the rules do not allow where they stand.
pub fn keep_contextual(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let allowed = |at: &usize| !is_joiner(chars[*at]) || is_needed(&chars, *at);
    let kept = (0..chars.len()).filter(allowed);
    kept.map(|at| chars[at]).collect()
}

/// Tells whether a character is a joiner that the rules allow where it stands.
pub fn is_needed(chars: &[char], at: usize) -> bool {
    match chars[at] {
        ZWJ => follows_virama(&chars[..at]),
        ZWNJ => follows_virama(&chars[..at]) || joins(&chars[..at]) && is_joined(&chars[at + 1..]),
        _ => false,
    }
}

fn follows_virama(before: &[char]) -> bool {
    before
        .last()
        .is_some_and(|&c| CanonicalCombiningClass::for_char(c) == CanonicalCombiningClass::Virama)
}

/// Tells whether the letter before joins with one that follows it.
fn joins(before: &[char]) -> bool {
    let mut types = before.iter().rev().map(|&c| JoiningType::for_char(c));
    let letter = types.find(|kind| *kind != JoiningType::Transparent);
    matches!(
        letter,
        Some(JoiningType::LeftJoining | JoiningType::DualJoining)
    )
}

/// Tells whether the letter after joins with one that stands before it.
fn is_joined(after: &[char]) -> bool {
    let mut types = after.iter().map(|&c| JoiningType::for_char(c));
    let letter = types.find(|kind| *kind != JoiningType::Transparent);
    matches!(
        letter,
        Some(JoiningType::RightJoining | JoiningType::DualJoining)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        for name in [
            // Persian: two words of one name that do not join.
            "می\u{200C}نا",
            // Hindi and Malayalam: after a virama.
            "क्\u{200D}ष",
            "क्\u{200C}ष",
            "ന്\u{200D}",
        ] {
            assert_eq!(keep_contextual(name), name);
        }
    }

    #[test]
    fn joiners_go_where_nobody_sees_them() {
        for (name, kept) in [
            ("M\u{200D}ia", "Mia"),
            ("M\u{200C}ia", "Mia"),
            ("\u{200C}مینا", "مینا"),
            ("مینا\u{200C}", "مینا"),
            // After an alef nothing joins anyway.
            ("دا\u{200C}ود", "داود"),
            ("\u{200D}", ""),
        ] {
            assert_eq!(keep_contextual(name), kept, "{name:?}");
        }
    }
}
