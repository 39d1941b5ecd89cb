//! A comment's text without its formatting, for places that take no HTML.

use bedside_wire::richtext::{Block, Inline};

/// A comment's text without its formatting; blocks are lines.
pub fn plain_text(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(line).collect();
    lines.join("\n")
}

fn line(block: &Block) -> String {
    match block {
        Block::P(text) => inline_text(text),
        Block::Quote(blocks) => plain_text(blocks),
        Block::Ul(items) | Block::Ol(_, items) => {
            let items: Vec<String> = items.iter().map(|item| plain_text(item)).collect();
            items.join("\n")
        }
        Block::Pre(text) => text.clone(),
        Block::Hr => String::new(),
    }
}

/// The text of inline nodes; a line break is one.
pub fn inline_text(texts: &[Inline]) -> String {
    texts
        .iter()
        .map(|text| match text {
            Inline::T(text) | Inline::Code(text) => text.clone(),
            Inline::Em(inner)
            | Inline::Strong(inner)
            | Inline::Del(inner)
            | Inline::Link(_, inner) => inline_text(inner),
            Inline::Br => "\n".to_owned(),
        })
        .collect()
}

/// The beginning of a text on one line, cut after a word where it has more
/// than `limit` characters.
pub fn excerpt(blocks: &[Block], limit: usize) -> String {
    let text = plain_text(blocks);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= limit {
        return line;
    }
    let cut: String = line.chars().take(limit).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    #[test]
    fn blocks_are_lines_and_formatting_goes() {
        let text = markdown::render("A **bold** [link](https://example.org).\n\n- one\n- `two`");
        assert_eq!(plain_text(&text), "A bold link.\none\ntwo");
    }

    #[test]
    fn an_excerpt_is_one_line_and_ends_with_a_word() {
        let text = markdown::render("The path\n\nby the river.");
        assert_eq!(excerpt(&text, 40), "The path by the river.");
        assert_eq!(excerpt(&text, 14), "The path by…");
        assert_eq!(excerpt(&markdown::render("Wordwithoutend"), 4), "Word…");
    }
}
