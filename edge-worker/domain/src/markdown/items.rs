//! Items of lists, and the signs that only look like their marks.

use super::blocks::Line;
use std::ops::Range;

/// Digits of an item's number, at most: one with more is a year or a dose.
const NUMBER_DIGITS: usize = 2;

/// The text without the up to three spaces before it; with more it is set
/// apart on purpose.
pub(super) fn unindented(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(' ');
    (text.len() - rest.len() <= 3).then_some(rest)
}

/// Tells whether the first letter or digit is a digit: what stands before it may
/// be its sign.
pub(super) fn is_quantity(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_numeric)
}

/// The text after a hyphen that marks an item.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let rest = unindented(text)?.strip_prefix("- ")?;
    let says = rest.chars().any(|c| c.is_alphanumeric() || !c.is_ascii());
    (says && !is_quantity(rest)).then_some(rest)
}

/// The number of a numbered item, as HTML would count it.
pub(super) fn number(text: &str) -> Option<u32> {
    let (digits, rest) = unindented(text)?.split_once(". ")?;
    let counts = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if !counts || digits.len() > NUMBER_DIGITS || rest.trim().is_empty() {
        return None;
    }
    digits.parse().ok()
}

/// Tells for each line whether a hyphen there is a minus: a plus stands before
/// another line of the same group.
pub(super) fn signs(lines: &[Line<'_>]) -> Vec<bool> {
    let has_plus = |line: &Line<'_>| line.text.trim_start().starts_with('+');
    lines
        .chunk_by(|a, b| !a.is_blank() && !b.is_blank())
        .flat_map(|group| std::iter::repeat_n(group.iter().any(has_plus), group.len()))
        .collect()
}

/// The lines of each item of a list that begins here. `is_next` tells whether a
/// text begins the item with this index.
pub(super) fn item_run(
    rest: &[Line<'_>],
    is_next: impl Fn(&str, u32) -> bool,
) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut at = 0;
    loop {
        let from = at;
        at += 1;
        while let Some(next) = after_blank(rest, at)
            && is_continued(rest[next].text)
        {
            at = next + 1;
        }
        items.push(from..at);
        match after_blank(rest, at) {
            Some(next) if is_next(rest[next].text, items.len() as u32) => at = next,
            _ => return items,
        }
    }
}

/// The next line that shows something.
fn after_blank(rest: &[Line<'_>], at: usize) -> Option<usize> {
    (at..rest.len()).find(|&n| !rest[n].is_blank())
}

/// Tells whether a line belongs to the item above: it is set in.
fn is_continued(text: &str) -> bool {
    text.starts_with("  ") || text.starts_with('\t')
}

/// An item's lines without its mark and its margin.
pub(super) fn content<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let first = lines[0].text.trim_start();
    let mark = first.find(' ').map_or(0, |space| space + 1);
    let margin = lines[0].text.len() - first.len() + mark;
    let inner = |line: &Line<'a>| {
        let spaces = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
        &line.text[spaces.min(margin)..]
    };
    let mut content: Vec<Line<'a>> = lines
        .iter()
        .map(|line| Line {
            text: inner(line),
            ..*line
        })
        .collect();
    content[0].text = &first[mark..];
    content
}
