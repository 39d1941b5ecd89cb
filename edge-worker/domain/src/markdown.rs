//! Markdown to [`RichText`]: the only way a comment's text gets formatting.
//!
//! Raw HTML is shown as the text it is, images become their description,
//! headings become strong paragraphs, and a link keeps its address only when
//! the scheme is `http`, `https` or `mailto`.

use crate::text::is_kept;
use bedside_wire::richtext::{Block, Inline, RichText};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use url::Url;

/// Nested quotes, lists and emphasis beyond this many levels are flattened, so
/// that no text can make a tree too deep to walk.
const DEPTH: usize = 16;

/// The formatting of a comment's Markdown (CommonMark with strikethrough and
/// bare line breaks kept, as people expect of a comment box).
pub fn render(markdown: &str) -> RichText {
    let mut builder = Builder::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        builder.event(event);
    }
    builder.finish()
}

/// What is open at a point of the text.
enum Open {
    Paragraph(Vec<Inline>),
    Heading(Vec<Inline>),
    Quote(Vec<Block>),
    List(Option<u32>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Pre(String),
    Em(Vec<Inline>),
    Strong(Vec<Inline>),
    Del(Vec<Inline>),
    Link(Option<String>, Vec<Inline>),
    /// Something whose wrapping is dropped and whose content is kept.
    Through,
}

#[derive(Default)]
struct Builder {
    done: RichText,
    open: Vec<Open>,
}

impl Builder {
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
            Tag::Link { dest_url, .. } => Open::Link(safe_address(&dest_url), Vec::new()),
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
        let Some(open) = self.open.pop() else { return };
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
            Open::Link(Some(address), inlines) => self.inline(Inline::Link(address, inlines)),
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

/// The address, if it is one that a reader may be sent to.
fn safe_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.to_string())
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
