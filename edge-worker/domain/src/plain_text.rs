//! A comment's text without its formatting, for places that take no HTML.

use crate::richtext::{Block, Inline};
use crate::visible::{is_ignorable, is_mark};

/// A comment's text without its formatting. Blocks are lines; quotations and
/// lists keep their marks, as nothing else there tells them from the rest.
pub fn plain_text(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(lines).collect();
    lines.join("\n")
}

fn lines(block: &Block) -> String {
    match block {
        Block::P(text) => inline_text(text),
        Block::Quote(blocks) => marked(blocks, "> ", "> "),
        Block::Ul(items) => {
            let items: Vec<String> = items.iter().map(|item| marked(item, "- ", "  ")).collect();
            items.join("\n")
        }
        Block::Ol(first, items) => {
            let numbered = (*first..).zip(items);
            let items: Vec<String> = numbered
                .map(|(number, item)| marked(item, &format!("{number}. "), "   "))
                .collect();
            items.join("\n")
        }
        Block::Pre(text) => text.clone(),
    }
}

/// The text of blocks behind the mark of what they stand in.
fn marked(blocks: &[Block], first: &str, more: &str) -> String {
    let margin = ["\n", more].concat();
    [first, &plain_text(blocks).replace('\n', &margin)].concat()
}

/// The text of inline nodes; a line break is one.
pub fn inline_text(texts: &[Inline]) -> String {
    texts
        .iter()
        .map(|text| match text {
            Inline::T(text) | Inline::Code(text) => text.clone(),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                inline_text(inner)
            }
            Inline::Br => "\n".to_owned(),
        })
        .collect()
}

/// The beginning of a text, cut after a word where it has more than `limit`
/// characters. Its lines stay lines: joined, two numbers could look like one.
pub fn excerpt(blocks: &[Block], limit: usize) -> String {
    let lines: Vec<String> = plain_text(blocks)
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    let text = lines.join("\n");
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text;
    };
    // Only what is longer than any word is cut within one.
    let ends = text[..end]
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at > 0);
    let mut ends = ends.chain([end]).rev();
    let end = ends.find(|at| is_between_words(&text, *at)).unwrap_or(end);
    format!("{}…", text[..end].trim_end())
}

/// Tells whether no word, number or composed character is around this place.
fn is_between_words(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    before.is_whitespace()
        || after.is_whitespace()
        || is_ideograph(before)
            && is_ideograph(after)
            && ![before, after]
                .iter()
                .any(|c| is_mark(*c) || is_ignorable(*c))
}

/// Chinese characters and kana, which stand without spaces. A numeral among them
/// may be a part of a number.
fn is_ideograph(c: char) -> bool {
    let numeral = "〇一二三四五六七八九十百千万億亿兆两半".contains(c);
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
        && !numeral
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    #[test]
    fn blocks_are_lines_and_only_formatting_within_them_goes() {
        let text = markdown::render(
            "A **bold** [link](https://example.org).\n\n- one\n- `two`\n\n3. x\n4. y\n   z\n\n> q\n> r",
        );
        assert_eq!(
            plain_text(&text),
            "A bold link.\n- one\n- two\n3. x\n4. y\n   z\n> q\n> r"
        );
    }

    #[test]
    fn an_excerpt_keeps_lines_and_ends_with_a_word() {
        let text = markdown::render("The  path\n\nby the river.");
        assert_eq!(excerpt(&text, 40), "The path\nby the river.");
        assert_eq!(excerpt(&text, 14), "The path\nby…");
        assert_eq!(
            excerpt(&markdown::render("Take 5\n10 pills left"), 40),
            "Take 5\n10 pills left"
        );
        assert_eq!(excerpt(&markdown::render("Wordwithoutend"), 4), "Word…");
    }

    #[test]
    fn an_excerpt_parts_no_number_from_its_unit_or_its_digits() {
        let text = markdown::render("服药前请咨询医生 每次服用250毫克");
        for limit in 1..20 {
            let cut = excerpt(&text, limit);
            let kept = cut.trim_end_matches('…');
            assert!(
                !kept.ends_with(|c: char| c.is_ascii_digit()),
                "{limit}: {cut}"
            );
        }
        let text = markdown::render("请咨询医生。再看结果");
        assert_eq!(excerpt(&text, 8), "请咨询医生。再看…");
    }
}
