//! Markdown to [`RichText`]: the only way a comment's text gets formatting.
//!
//! A comment may hold a dose, so every character that was typed is shown, and
//! each line break stays one. The only characters that go are these marks, where
//! they stand as they should:
//!
//! | mark | meaning | where it is none |
//! |---|---|---|
//! | `*text*` | emphasis | inside words, beside digits |
//! | `**text**` | strong emphasis | inside words |
//! | `` `text` `` | code | inside words |
//! | `[text](https://…)` | a link | its address is not `http`, `https` or `mailto`, has a title, or the text names another host |
//! | `- item` | a list | a number follows: it may be a minus; `+` lines stand beside it |
//! | `> words` | a quotation | a number follows: it may be a comparison |
//! | ```` ``` ```` lines | code of several lines | a language or nothing stands there |
//!
//! Numbered lines (`1. `) become a list where they count up by one; its numbers
//! are the author's. Marks within a line end on that line. Headings, tables, HTML,
//! entities, escapes, footnotes, images and definitions have no meaning: they are
//! shown as typed. Bare web addresses become links, all of their text is shown.
//!
//! Characters that are never seen are taken out before, see [`crate::visible`].

mod address;
mod blocks;
mod inline;
mod items;
mod marks;

use crate::richtext::{Block, RichText};
use crate::visible::visible;
use blocks::{Builder, Line};

/// Formats a comment's Markdown by the rule of this module.
///
/// At most [`COMMENT_INLINES`](crate::limits::COMMENT_INLINES) inline nodes and
/// [`COMMENT_BLOCKS`](crate::limits::COMMENT_BLOCKS) blocks and items of lists are
/// made. From the line where there would be more, the rest stands as it was
/// written, in one last block.
pub fn render(markdown: &str) -> RichText {
    let text = visible(markdown);
    let lines: Vec<Line<'_>> = text
        .split('\n')
        .enumerate()
        .map(|(number, text)| Line { text, number })
        .collect();
    let mut builder = Builder::default();
    let mut blocks = builder.blocks(&lines, 0);
    if let Some(cut) = builder.cut {
        let rest: Vec<&str> = lines[cut..].iter().map(|line| line.text).collect();
        blocks.push(Block::Pre(rest.join("\n").trim_end().to_owned()));
    }
    blocks
}

#[cfg(test)]
mod bounds_tests;

#[cfg(test)]
mod links_tests;

#[cfg(test)]
#[path = "markdown/markdown_tests.rs"]
mod tests;

#[cfg(test)]
mod oracle;

#[cfg(test)]
mod oracle_tests;
