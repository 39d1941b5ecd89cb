//! Web addresses that stand in a text without any marks.

use super::marks::is_unspaced;
use crate::link;
use crate::visible::is_ignorable;
use icu_properties::props::{EnumeratedProperty, GeneralCategory, GeneralCategoryGroup};
use std::ops::Range;
use url::Url;

/// An address in a text.
pub(super) struct Address {
    /// Its place.
    pub range: Range<usize>,
    /// Its target.
    pub target: String,
}

/// The addresses of a line, in their order.
pub(super) fn find(line: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(range) = next(line, at) {
        at = range.end;
        let text = &line[range.clone()];
        let whole = match text.get(..4) {
            Some(www) if www.eq_ignore_ascii_case("www.") => ["https://", text].concat(),
            _ => text.to_owned(),
        };
        // What looks like one host and leads to another is no link.
        let honest = |url: &Url| {
            let is_host = url.host_str().is_some_and(|host| !host.contains('*'));
            is_host && link::hidden_host(text, url).is_none()
        };
        let target = link::target(&whole).filter(honest);
        let target = target.filter(|_| !names_a_person(&whole));
        found.extend(target.map(|url| Address {
            range,
            target: url.into(),
        }));
    }
    found
}

/// Tells whether an address names who comes, before its host: a link leaves that
/// out, and would lead elsewhere than it says.
fn names_a_person(address: &str) -> bool {
    let (_, rest) = address.split_once("//").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next();
    authority.is_some_and(|authority| authority.contains('@'))
}

/// The next text that begins like an address, without what ends a sentence.
fn next(line: &str, from: usize) -> Option<Range<usize>> {
    let begins = |text: &str| {
        ["https://", "http://", "www."].iter().any(|scheme| {
            let start = text.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && text[scheme.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let may_begin = |at: usize| {
        let before = line[..at].chars().next_back();
        let joined =
            |c: char| c.is_alphanumeric() || matches!(c, '/' | ':' | '@' | '.' | '-' | '_');
        at == from || before.is_none_or(|c| is_unspaced(c) || !joined(c))
    };
    let mut starts = line[from..].char_indices().map(|(at, _)| from + at);
    let start = starts.find(|&at| {
        matches!(line.as_bytes()[at], b'h' | b'H' | b'w' | b'W')
            && may_begin(at)
            && begins(&line[at..])
    })?;
    let text = &line[start..];
    let text = &text[..length(text)];
    Some(start..start + text.trim_end_matches(ends_sentence).len())
}

/// The length of an address: a bracket that was not opened in it is not its own.
fn length(text: &str) -> usize {
    let (mut round, mut square) = (0_u32, 0_u32);
    for (at, c) in text.char_indices() {
        let open = match c {
            '(' => Some(&mut round),
            '[' => Some(&mut square),
            _ => None,
        };
        if let Some(depth) = open {
            *depth += 1;
            continue;
        }
        let close = match c {
            ')' => Some(&mut round),
            ']' => Some(&mut square),
            _ => None,
        };
        match close {
            Some(0) => return at,
            Some(depth) => *depth -= 1,
            None if ends(c) => return at,
            None => {}
        }
    }
    text.len()
}

/// Tells whether a character is never part of an address.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || is_unspaced(c)
        || is_ignorable(c)
        || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
}

/// Tells whether a character at the end of an address belongs to the sentence.
fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '(' | '['
    ) || !c.is_ascii() && GeneralCategoryGroup::Punctuation.contains(GeneralCategory::for_char(c))
}
