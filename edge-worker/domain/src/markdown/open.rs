//! The elements that enclose a point of a Markdown text.

use bedside_wire::richtext::{Block, Inline};
use url::Url;

/// An element that is open at a point of the text.
pub(super) enum Open {
    Paragraph(Vec<Inline>),
    Heading(Vec<Inline>),
    Quote(Vec<Block>),
    List(Option<u32>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Pre(String),
    Em(Vec<Inline>),
    Strong(Vec<Inline>),
    Del(Vec<Inline>),
    Link(Option<Url>, Vec<Inline>),
    /// Something whose wrapping is dropped and whose content is kept.
    Through,
}

impl Open {
    /// The inline nodes of what holds such.
    pub(super) fn inlines(&self) -> Option<&Vec<Inline>> {
        match self {
            Open::Paragraph(inlines)
            | Open::Heading(inlines)
            | Open::Em(inlines)
            | Open::Strong(inlines)
            | Open::Del(inlines)
            | Open::Link(_, inlines) => Some(inlines),
            _ => None,
        }
    }
}
