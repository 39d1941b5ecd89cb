//! Checks a text before it is sent.

use bedside_domain::{DomainError, limits, text};

/// Checks what the worker would refuse, with its limits and its sense of
/// blank. The worker also cleans the text first, which only makes it shorter;
/// that code is not worth a reader's time. No name is no flaw: one is suggested.
pub fn flaws(body: &str, name: Option<&str>) -> Vec<DomainError> {
    let too_long = |text: &str, limit| text.trim().chars().count() > limit;
    let mut flaws = Vec::new();
    if text::is_blank(body) {
        flaws.push(DomainError::empty("body"));
    } else if too_long(body, limits::BODY_CHARS) {
        flaws.push(DomainError::too_long("body", limits::BODY_CHARS));
    }
    match name {
        Some(name) if text::is_blank(name) => flaws.push(DomainError::empty("name")),
        Some(name) if too_long(name, limits::NAME_CHARS) => {
            flaws.push(DomainError::too_long("name", limits::NAME_CHARS));
        }
        _ => {}
    }
    flaws
}

/// The counter below the text. It keeps quiet until the end is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharactersLeft {
    /// Plenty.
    Enough,
    /// This many characters more.
    Left(u64),
    /// This many characters too many.
    Over(u64),
}

/// Counts the characters left for the text.
pub fn characters_left(body: &str) -> CharactersLeft {
    let limit = limits::BODY_CHARS;
    // A character is one to four bytes: short texts need no counting.
    if body.len() < limit * 9 / 10 {
        return CharactersLeft::Enough;
    }
    let used = body.trim().chars().count();
    if used > limit {
        CharactersLeft::Over((used - limit) as u64)
    } else if used >= limit * 9 / 10 {
        CharactersLeft::Left((limit - used) as u64)
    } else {
        CharactersLeft::Enough
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
