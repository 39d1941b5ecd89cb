//! What someone is writing, and what is wrong with it before it is sent.

use bedside_domain::{Refusal, comment, limits, text};

/// Checks what the worker would refuse, by the worker's own rules. An empty
/// name is no flaw: it means "as before", or the suggested one.
pub fn flaws(body: &str, name: &str) -> Vec<Refusal> {
    let name = (!text::is_blank(name)).then_some(name);
    [
        comment::body(body).err(),
        name.and_then(|name| comment::name(name).err()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the counter below the text says. It keeps quiet until the end is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Plenty.
    Enough,
    /// This many characters more.
    Left(u64),
    /// This many characters too many.
    Over(u64),
}

/// How much room the text has left.
pub fn room(body: &str) -> Room {
    let limit = limits::BODY_CHARS;
    // A character is one to four bytes: short texts need no counting.
    if body.len() < limit * 9 / 10 {
        return Room::Enough;
    }
    let used = body.trim().chars().count();
    if used > limit {
        Room::Over((used - limit) as u64)
    } else if used >= limit * 9 / 10 {
        Room::Left((limit - used) as u64)
    } else {
        Room::Enough
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
