//! Lines to blocks.
//!
//! CommonMark's blocks eat too much that people mean as text (a comparison, a
//! minus, a definition) and let a quotation swallow the answer below it, so the
//! few blocks that comments have are found line by line.

use super::items::{bullet, item_run, number};
use super::{inline, items};
use crate::limits::{COMMENT_BLOCKS, COMMENT_INLINES};
use crate::richtext::{Block, Inline};

/// Quotations and lists beyond this many levels stay as typed: no text makes a
/// tree too deep to walk.
pub(super) const DEPTH: usize = 16;

/// A fence around code of several lines.
const FENCE: &str = "```";

/// A line, without the marks of what it stands in.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its number in the comment, from zero.
    pub number: usize,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Makes blocks, within the bounds of a comment.
#[derive(Default)]
pub(super) struct Builder {
    /// Blocks and items made so far, those included that are not yet whole.
    blocks: usize,
    /// Inline nodes made so far.
    inlines: usize,
    /// The comment's line from which nothing is formatted any more.
    pub cut: Option<usize>,
}

impl Builder {
    /// The blocks of these lines, which stand in `depth` others.
    pub(super) fn blocks(&mut self, lines: &[Line<'_>], depth: usize) -> Vec<Block> {
        let mut done = Vec::new();
        let signs = items::signs(lines);
        let mut at = 0;
        while at < lines.len() && self.cut.is_none() {
            let rest = &lines[at..];
            if rest[0].is_blank() {
                at += 1;
                continue;
            }
            let (block, used) = match start(rest, &signs[at..], depth) {
                Some(start) => self.container(start, rest, depth),
                None => {
                    let more = 1..rest.len();
                    let ends = |n: &usize| {
                        let (rest, signs) = (&rest[*n..], &signs[at + *n..]);
                        rest[0].is_blank() || start(rest, signs, depth).is_some()
                    };
                    let used = more.clone().find(ends).unwrap_or(rest.len());
                    (self.paragraph(&rest[..used]), used)
                }
            };
            done.extend(block);
            at += used;
        }
        done
    }

    /// A block other than a paragraph, and how many lines it takes.
    fn container(
        &mut self,
        start: Start,
        rest: &[Line<'_>],
        depth: usize,
    ) -> (Option<Block>, usize) {
        let used = match &start {
            Start::Code(used) | Start::Quote(used) => *used,
            Start::List { items, .. } => items.iter().map(|item| item.end).max().unwrap_or(1),
        };
        if !self.has_room_for_block(rest[0].number) {
            return (None, used);
        }
        let block = match start {
            Start::Code(used) => {
                let code: Vec<&str> = rest[1..used - 1].iter().map(|line| line.text).collect();
                Block::Pre(code.join("\n"))
            }
            Start::Quote(used) => {
                let quoted = rest[..used].iter().map(|line| Line {
                    text: quoted(line.text).unwrap_or_default(),
                    ..*line
                });
                let inner = self.blocks(&quoted.collect::<Vec<_>>(), depth + 1);
                return (non_empty(inner).map(Block::Quote), used);
            }
            Start::List { first, items } => {
                let mut made = Vec::new();
                for item in items {
                    if self.cut.is_some() || !self.has_room_for_block(rest[item.start].number) {
                        break;
                    }
                    let lines = items::content(&rest[item]);
                    made.extend(non_empty(self.blocks(&lines, depth + 1)));
                }
                let Some(made) = non_empty(made) else {
                    return (None, used);
                };
                match first {
                    Some(first) => Block::Ol(first, made),
                    None => Block::Ul(made),
                }
            }
        };
        (Some(block), used)
    }

    fn paragraph(&mut self, lines: &[Line<'_>]) -> Option<Block> {
        if !self.has_room_for_block(lines[0].number) {
            return None;
        }
        let mut text = Vec::new();
        for line in lines {
            let inlines = inline::line(line.text.trim());
            let count = inline::count(&inlines) + usize::from(!text.is_empty());
            if self.inlines + count > COMMENT_INLINES {
                self.cut = Some(line.number);
                break;
            }
            self.inlines += count;
            if !text.is_empty() {
                text.push(Inline::Br);
            }
            text.extend(inlines);
        }
        non_empty(text).map(Block::P)
    }

    /// Counts one block more. False, and all from this line on is cut, where
    /// that is one too many: the last one is for the rest.
    fn has_room_for_block(&mut self, line: usize) -> bool {
        let fits = self.blocks + 1 < COMMENT_BLOCKS;
        if fits {
            self.blocks += 1;
        } else {
            self.cut = Some(line);
        }
        fits
    }
}

fn non_empty<T>(all: Vec<T>) -> Option<Vec<T>> {
    (!all.is_empty()).then_some(all)
}

/// A block other than a paragraph that begins at a line.
enum Start {
    /// Code, and its lines with both fences.
    Code(usize),
    /// A quotation, and its lines.
    Quote(usize),
    /// A list: its first number if it has one, and the lines of each item.
    List {
        first: Option<u32>,
        items: Vec<std::ops::Range<usize>>,
    },
}

/// The block that begins with these lines, if it is no paragraph. `signs` tells
/// for each line whether a hyphen before it is a minus.
fn start(rest: &[Line<'_>], signs: &[bool], depth: usize) -> Option<Start> {
    if let Some(used) = code(rest) {
        return Some(Start::Code(used));
    }
    if depth >= DEPTH {
        return None;
    }
    if quoted(rest[0].text).is_some_and(|text| !text.trim().is_empty()) {
        return Some(Start::Quote(quotation(rest)));
    }
    if bullet(rest[0].text).is_some() && !signs[0] {
        let items = item_run(rest, |text, _| bullet(text).is_some());
        return Some(Start::List { first: None, items });
    }
    let first = number(rest[0].text)?;
    let items = item_run(rest, |text, n| number(text) == Some(first + n));
    // One line alone may be a date or the end of a sentence.
    (items.len() > 1).then_some(Start::List {
        first: Some(first),
        items,
    })
}

/// Lines of a piece of code with its fences, where it has both and shows
/// something.
fn code(rest: &[Line<'_>]) -> Option<usize> {
    let is_fence = |line: &Line<'_>| line.text.trim() == FENCE;
    if !is_fence(&rest[0]) {
        return None;
    }
    let inside = rest[1..].iter().position(is_fence)?;
    let shows = rest[1..=inside].iter().any(|line| !line.is_blank());
    shows.then_some(inside + 2)
}

/// The text of a quoted line: `>`, then a space and something, or nothing.
fn quoted(text: &str) -> Option<&str> {
    let rest = items::unindented(text)?.strip_prefix('>')?;
    if rest.trim().is_empty() {
        return Some("");
    }
    rest.strip_prefix(' ')
        .filter(|rest| !items::is_quantity(rest))
}

/// Lines of a quotation. An empty one belongs to it only between two others.
fn quotation(rest: &[Line<'_>]) -> usize {
    let lines = rest.iter().map_while(|line| quoted(line.text));
    let shown = lines.enumerate().filter(|(_, text)| !text.is_empty());
    shown.map(|(at, _)| at + 1).last().unwrap_or(1)
}
