//! A comment's text as a tree of formatting, never as HTML.
//!
//! The worker turns Markdown into this tree once; the components turn the tree
//! into elements, in the worker and in the browser alike. As no step ever
//! parses HTML, no text can become markup, and the widget works on pages that
//! demand Trusted Types. The tree has no variant for what another version may
//! know, so the wire sends it as it is.

use serde::{Deserialize, Serialize};

/// A comment's text: blocks from top to bottom.
pub type RichText = Vec<Block>;

/// One block of a comment's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    P(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list with bullets: one entry per item.
    Ul(Vec<Vec<Block>>),
    /// A numbered list: the first number and one entry per item, counted by one.
    Ol(u32, Vec<Vec<Block>>),
    /// Preformatted text.
    Pre(String),
}

/// A run of text inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    T(String),
    /// Emphasis.
    Em(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Code within a line.
    Code(String),
    /// A link: an address whose scheme is `http`, `https` or `mailto`, and its text.
    Link(String, Vec<Inline>),
    /// A line break.
    Br,
}
