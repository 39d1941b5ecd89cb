//! Markdown to [`RichText`]: the only way a comment's text gets formatting.
//!
//! Raw HTML is shown as the text it is, images become their description,
//! headings become strong paragraphs, a link keeps its address only when the
//! scheme is `http`, `https` or `mailto`, and a text with too much formatting
//! ends as the Markdown it is.

mod open;

use crate::limits::{COMMENT_BLOCKS, COMMENT_INLINES};
use crate::link;
use crate::plain_text::inline_text;
use crate::text::is_kept;
use bedside_wire::richtext::{Block, Inline, RichText};
use open::Open;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Nested quotes, lists and emphasis beyond this many levels are flattened, so
/// that no text can make a tree too deep to walk.
const DEPTH: usize = 16;

/// The formatting of a comment's Markdown (CommonMark with strikethrough and
/// bare line breaks kept, as people expect of a comment box).
///
/// At most [`COMMENT_INLINES`] inline nodes and [`COMMENT_BLOCKS`] blocks and
/// items of lists are made. From where there would be more, the rest of the
/// source stands as it was written, in one last block.
pub fn render(markdown: &str) -> RichText {
    let mut builder = Builder::default();
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    for (event, range) in parser.into_offset_iter() {
        if !builder.has_capacity(&event) {
            builder.cut(&markdown[range.start..]);
            break;
        }
        builder.event(event);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    done: RichText,
    open: Vec<Open>,
    /// Blocks and items made so far, those included that are still open.
    blocks: usize,
    /// Inline nodes made so far, likewise.
    inlines: usize,
}

impl Builder {
    /// Counts the nodes that an event makes. False, and nothing counted, when
    /// they are more than a comment may have.
    fn has_capacity(&mut self, event: &Event<'_>) -> bool {
        let (blocks, inlines) = self.cost(event);
        // One block is for the rest.
        let fits =
            self.blocks + blocks < COMMENT_BLOCKS && self.inlines + inlines <= COMMENT_INLINES;
        if fits {
            self.blocks += blocks;
            self.inlines += inlines;
        }
        fits
    }

    /// Blocks and inline nodes that an event makes, at most.
    fn cost(&self, event: &Event<'_>) -> (usize, usize) {
        let holder = self.holder();
        // See [`Builder::inline`].
        let loose = usize::from(holder.is_none_or(|open| open.inlines().is_none()));
        match event {
            Event::Start(Tag::Heading { .. }) => (1, 1),
            Event::Start(Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_)) | Event::Rule => {
                (1, 0)
            }
            Event::Start(_) if self.open.len() >= DEPTH => (0, 0),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => (1, 0),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => (loose, 1),
            // With the host that may have to be shown beside it.
            Event::Start(Tag::Link { .. }) => (loose, 2),
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => (loose, 1),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                if matches!(holder, Some(Open::Pre(_))) {
                    return (0, 0);
                }
                let inlines = holder.and_then(Open::inlines);
                let joins = matches!(inlines.and_then(|i| i.last()), Some(Inline::T(_)));
                (loose, 2 * text.matches('\n').count() + usize::from(!joins))
            }
            _ => (0, 0),
        }
    }

    /// The nearest thing that is open and not dropped.
    fn holder(&self) -> Option<&Open> {
        let mut open = self.open.iter().rev();
        open.find(|open| !matches!(open, Open::Through))
    }

    /// Ends everything that is open, and shows the rest of the source as it is.
    fn cut(&mut self, rest: &str) {
        while let Some(open) = self.open.pop() {
            self.close(open);
        }
        let rest = rest.trim();
        if !rest.is_empty() {
            self.done.push(Block::Pre(rest.to_owned()));
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.inline(Inline::Code(code.into_string())),
            Event::SoftBreak | Event::HardBreak => self.inline(Inline::Br),
            Event::Rule => self.block(Block::Hr),
            // Extensions that are not enabled.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => Open::Paragraph(Vec::new()),
            Tag::HtmlBlock => Open::Paragraph(Vec::new()),
            Tag::Heading { .. } => Open::Heading(Vec::new()),
            Tag::CodeBlock(_) => Open::Pre(String::new()),
            _ if self.open.len() >= DEPTH => Open::Through,
            Tag::BlockQuote(_) => Open::Quote(Vec::new()),
            Tag::List(first) => Open::List(first.map(|n| n.min(999_999) as u32), Vec::new()),
            Tag::Item => Open::Item(Vec::new()),
            Tag::Emphasis => Open::Em(Vec::new()),
            Tag::Strong => Open::Strong(Vec::new()),
            Tag::Strikethrough => Open::Del(Vec::new()),
            Tag::Link { dest_url, .. } => Open::Link(link::target(&dest_url), Vec::new()),
            _ => Open::Through,
        };
        if matches!(open, Open::Quote(_) | Open::List(..) | Open::Pre(_)) {
            self.close_loose_paragraph();
        }
        self.open.push(open);
    }

    fn end(&mut self, end: TagEnd) {
        if !matches!(
            end,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ) && !matches!(
            end,
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::CodeBlock
        ) {
            self.close_loose_paragraph();
        }
        if let Some(open) = self.open.pop() {
            self.close(open);
        }
    }

    /// Puts what ended where it belongs.
    fn close(&mut self, open: Open) {
        match open {
            Open::Paragraph(inlines) => self.paragraph(inlines),
            Open::Heading(inlines) if inlines.is_empty() => {}
            Open::Heading(inlines) => self.paragraph(vec![Inline::Strong(inlines)]),
            Open::Quote(blocks) if !blocks.is_empty() => self.block(Block::Quote(blocks)),
            Open::Item(blocks) => match self.open.last_mut() {
                Some(Open::List(_, items)) => items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.block(block)),
            },
            Open::List(Some(first), items) => self.block(Block::Ol(first, items)),
            Open::List(None, items) => self.block(Block::Ul(items)),
            Open::Pre(text) => self.block(Block::Pre(text.trim_end_matches('\n').to_owned())),
            Open::Em(inlines) => self.inline(Inline::Em(inlines)),
            Open::Strong(inlines) => self.inline(Inline::Strong(inlines)),
            Open::Del(inlines) => self.inline(Inline::Del(inlines)),
            Open::Link(Some(target), mut inlines) => {
                if let Some(host) = link::hidden_host(&inline_text(&inlines), &target) {
                    push_text(&mut inlines, Inline::T(format!(" ({host})")));
                }
                self.inline(Inline::Link(target.into(), inlines));
            }
            Open::Link(None, inlines) => inlines.into_iter().for_each(|inline| self.inline(inline)),
            Open::Quote(_) | Open::Through => {}
        }
    }

    fn text(&mut self, text: &str) {
        // `&#1;` was harmless when the source was cleaned.
        let text: String = text.chars().filter(|&c| is_kept(c)).collect();
        if let Some(Open::Pre(code)) = self.open.last_mut() {
            code.push_str(&text);
            return;
        }
        let lines = text.trim_end_matches('\n').split('\n');
        for (number, line) in lines.enumerate() {
            if number > 0 {
                self.inline(Inline::Br);
            }
            if !line.is_empty() {
                self.inline(Inline::T(line.to_owned()));
            }
        }
    }

    /// Adds to the nearest thing that holds text. A tight list's items hold
    /// text without a paragraph of their own: they get one.
    fn inline(&mut self, inline: Inline) {
        let holder = self
            .open
            .iter_mut()
            .rev()
            .find(|open| !matches!(open, Open::Through));
        match holder {
            Some(
                Open::Paragraph(into)
                | Open::Heading(into)
                | Open::Em(into)
                | Open::Strong(into)
                | Open::Del(into)
                | Open::Link(_, into),
            ) => push_text(into, inline),
            _ => self.open.push(Open::Paragraph(vec![inline])),
        }
    }

    /// Ends the paragraph that [`Builder::inline`] opened by itself.
    fn close_loose_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Open::Paragraph(_)))
            && let Some(Open::Paragraph(inlines)) = self.open.pop()
        {
            self.paragraph(inlines);
        }
    }

    fn paragraph(&mut self, mut inlines: Vec<Inline>) {
        while inlines.last() == Some(&Inline::Br) {
            inlines.pop();
        }
        if !inlines.is_empty() {
            self.block(Block::P(inlines));
        }
    }

    fn block(&mut self, block: Block) {
        let holder = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Quote(blocks) | Open::Item(blocks) => Some(blocks),
            _ => None,
        });
        holder.unwrap_or(&mut self.done).push(block);
    }

    fn finish(mut self) -> RichText {
        self.close_loose_paragraph();
        self.done
    }
}

/// Joins neighbouring plain text, which the parser delivers in pieces.
fn push_text(into: &mut Vec<Inline>, inline: Inline) {
    match (into.last_mut(), inline) {
        (Some(Inline::T(last)), Inline::T(more)) => last.push_str(&more),
        (_, inline) => into.push(inline),
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
