//! A line's text to inline nodes.
//!
//! The parser tells where marks stand, and nothing else: all that is between
//! them is taken from the line itself, so nothing can be eaten or rewritten.

use super::address::{self, Address};
use super::marks;
use crate::link;
use crate::richtext::Inline;
use crate::visible::is_mark;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// Stands before each line that is parsed, so that no line begins a heading, a
/// list or anything else that is more than a paragraph. Its space is for marks
/// what the beginning of a line is.
const MARGIN: &str = "x ";

/// The inline nodes of a line.
pub(super) fn line(text: &str) -> Vec<Inline> {
    let mut line = LineBuilder {
        text,
        at: 0,
        addresses: address::find(text),
        open: Vec::new(),
        done: Vec::new(),
    };
    if text.contains(['*', '`', '[']) {
        let parsed = [MARGIN, &masked(text)].concat();
        let events = Parser::new_ext(&parsed, Options::empty()).into_offset_iter();
        for (event, range) in events {
            line.event(&event, range);
        }
    }
    line.text_until(text.len());
    line.done
}

/// The inline nodes, those within others included.
pub(super) fn count(inlines: &[Inline]) -> usize {
    let inner = |inline: &Inline| match inline {
        Inline::Em(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => 1 + count(inner),
        Inline::T(_) | Inline::Code(_) | Inline::Br => 1,
    };
    inlines.iter().map(inner).sum()
}

/// The line as the parser gets it, as long as it is. Stars inside words are no
/// marks, underscores never, and beside punctuation of Chinese and Japanese marks
/// are as good as beside a letter.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        if c == '*' {
            let mut stars = 1;
            while chars.next_if_eq(&'*').is_some() {
                stars += 1;
            }
            let in_word =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !marks::is_unspaced(c));
            let star = if in_word(before) && in_word(chars.peek().copied()) {
                "x"
            } else {
                "*"
            };
            masked.push_str(&star.repeat(stars));
        } else if c == '_' {
            masked.push('.');
        } else if marks::is_unspaced(c) && !c.is_whitespace() && c.len_utf8() == 3 {
            masked.push('一');
        } else {
            masked.push(c);
        }
        before = Some(c);
    }
    masked
}

/// A pair of marks that is open.
struct Open {
    mark: Mark,
    /// The place behind the text between both marks.
    inner_end: usize,
    inner: Vec<Inline>,
}

enum Mark {
    Em,
    Strong,
    Link(String),
}

struct LineBuilder<'a> {
    text: &'a str,
    /// All before is done.
    at: usize,
    addresses: Vec<Address>,
    /// The marks that the parser opened; none for what is no mark by our rule.
    open: Vec<Option<Open>>,
    done: Vec<Inline>,
}

impl LineBuilder<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        let unmasked = |at: usize| at.saturating_sub(MARGIN.len());
        let range = unmasked(range.start)..unmasked(range.end);
        match event {
            Event::Start(tag) => {
                let found = self.mark(tag, &range);
                let open = found.map(|(mark, inner)| {
                    self.text_until(range.start);
                    self.at = inner.start;
                    Open {
                        mark,
                        inner_end: inner.end,
                        inner: Vec::new(),
                    }
                });
                self.open.push(open);
            }
            Event::End(_) => self.close(range.end),
            Event::Code(_) => self.code(&range),
            // Text is taken from the line.
            _ => {}
        }
    }

    fn close(&mut self, end: usize) {
        let inner_end = self
            .open
            .last()
            .and_then(Option::as_ref)
            .map(|open| open.inner_end);
        if let Some(inner_end) = inner_end {
            self.text_until(inner_end);
        }
        if let Some(open) = self.open.pop().flatten() {
            self.at = end;
            self.push(match open.mark {
                Mark::Em => Inline::Em(open.inner),
                Mark::Strong => Inline::Strong(open.inner),
                Mark::Link(target) => Inline::Link(target, open.inner),
            });
        }
    }

    /// The mark that opens here and the place of what it formats, where it stands
    /// as it should.
    fn mark(&self, tag: &Tag<'_>, range: &Range<usize>) -> Option<(Mark, Range<usize>)> {
        match tag {
            Tag::Emphasis => Some((Mark::Em, self.stars(range, 1)?)),
            Tag::Strong => Some((Mark::Strong, self.stars(range, 2)?)),
            Tag::Link {
                link_type: LinkType::Inline,
                title,
                ..
            } if title.is_empty() => self.link(range),
            _ => None,
        }
    }

    fn stars(&self, range: &Range<usize>, stars: usize) -> Option<Range<usize>> {
        let inner = range.start + stars..range.end.checked_sub(stars)?;
        let (before, between, after) = self.around(range, &inner)?;
        let is_stars = |text: &str| text.bytes().all(|b| b == b'*');
        let both = is_stars(&self.text[range.start..inner.start])
            && is_stars(&self.text[inner.end..range.end]);
        (both && marks::is_used(before, between, after, stars)).then_some(inner)
    }

    /// `[text](address)`, nothing more and nothing escaped in the address.
    fn link(&self, range: &Range<usize>) -> Option<(Mark, Range<usize>)> {
        let whole = self.text.get(range.clone())?;
        let (text, address) = whole
            .strip_prefix('[')?
            .strip_suffix(')')?
            .rsplit_once("](")?;
        let inner = range.start + 1..range.start + 1 + text.len();
        let (_, _, after) = self.around(range, &inner)?;
        if after.starts_with(is_mark) || text.starts_with(is_mark) {
            return None;
        }
        let plain = |c: char| !c.is_whitespace() && !matches!(c, '\\' | '<' | '>' | '"');
        let target = link::target(address).filter(|_| address.chars().all(plain))?;
        // Marks that are not shown must not part a name.
        let shown: String = text.chars().filter(|c| !matches!(c, '*' | '`')).collect();
        let honest = !shown.trim().is_empty() && link::hidden_host(&shown, &target).is_none();
        honest.then(|| (Mark::Link(target.into()), inner))
    }

    fn code(&mut self, range: &Range<usize>) {
        let Some(whole) = self.text.get(range.clone()) else {
            return;
        };
        let ticks = whole.len() - whole.trim_start_matches('`').len();
        let inner = range.start + ticks..range.end.saturating_sub(ticks);
        let Some((before, code, after)) = self.around(range, &inner) else {
            return;
        };
        if marks::is_used(before, code, after, 0) {
            let code = Inline::Code(code.trim().to_owned());
            self.text_until(range.start);
            self.push(code);
            self.at = range.end;
        }
    }

    /// The text before, within and behind a pair of marks. None for one that
    /// begins in an address or in what is done.
    fn around(&self, range: &Range<usize>, inner: &Range<usize>) -> Option<(&str, &str, &str)> {
        let addresses = self.addresses.iter().map(|address| &address.range);
        let in_address = addresses
            .clone()
            .any(|address| address.start < range.start && range.start < address.end);
        if range.start < self.at || in_address {
            return None;
        }
        let between = self.text.get(inner.clone())?;
        Some((&self.text[..range.start], between, &self.text[range.end..]))
    }

    /// Shows all that was typed until there.
    fn text_until(&mut self, end: usize) {
        let is_link = |open: &Open| matches!(open.mark, Mark::Link(_));
        let in_link = self.open.iter().flatten().any(is_link);
        for address in std::mem::take(&mut self.addresses) {
            let Range { start, end: stop } = address.range;
            if start < self.at || stop > end {
                self.addresses.push(address);
                continue;
            }
            if in_link {
                continue;
            }
            self.push_text(start);
            let text = Inline::T(self.text[start..stop].to_owned());
            self.push(Inline::Link(address.target, vec![text]));
            self.at = stop;
        }
        self.push_text(end);
    }

    fn push_text(&mut self, end: usize) {
        if self.at < end {
            self.push(Inline::T(self.text[self.at..end].to_owned()));
            self.at = end;
        }
    }

    fn push(&mut self, inline: Inline) {
        let open = self.open.iter_mut().rev().flatten().next();
        open.map_or(&mut self.done, |open| &mut open.inner)
            .push(inline);
    }
}
