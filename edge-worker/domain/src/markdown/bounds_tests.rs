//! The bounds of a comment's formatting.

use super::*;
use crate::limits::{COMMENT_BLOCKS, COMMENT_INLINES};
use crate::richtext::Inline;

fn p(text: &str) -> Block {
    Block::P(vec![Inline::T(text.into())])
}

/// Inline nodes, and blocks with the items of lists.
fn nodes(blocks: &[Block]) -> (usize, usize) {
    fn inlines(texts: &[Inline]) -> usize {
        let inner = |text: &Inline| match text {
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                1 + inlines(inner)
            }
            _ => 1,
        };
        texts.iter().map(inner).sum()
    }
    let mut sum = (0, 0);
    for block in blocks {
        let (inline, block) = match block {
            Block::P(text) => (inlines(text), 0),
            Block::Quote(inner) => nodes(inner),
            Block::Ul(items) | Block::Ol(_, items) => {
                let inner = items.iter().map(|item| nodes(item));
                inner.fold((0, items.len()), |all, item| {
                    (all.0 + item.0, all.1 + item.1)
                })
            }
            Block::Pre(_) => (0, 0),
        };
        sum = (sum.0 + inline, sum.1 + block + 1);
    }
    sum
}

#[test]
fn no_text_makes_more_nodes_than_a_page_can_bear_and_none_loses_words() {
    let pieces = [
        "*w* ",
        "**w** ",
        "~~w~~ ",
        "`w` ",
        "[w](https://e.org) ",
        "w\n",
        "w  \n",
        "w\n\n",
        "# w\n",
        "- w\n",
        "- w\n\n",
        "1. w\n",
        "> w\n\n",
        "- > w\n",
        "> - w\n\n",
        "---\n\nw\n\n",
        "```\nw\n```\n",
        "    w\n\n- x\n\n",
        "<b>w</b> ",
        "<p>w\n\n",
        "<b\nw> ",
        "&amp;w ",
        "w\\* ",
        "***w*** ",
        "*w **w** w* ",
        "![w](https://e.org) ",
        "https://e.org/w ",
        "- w\n- w\n> w\n",
        "> > > w\n",
        "1. w\n2. w\n\n",
        "- a\n  - w\n",
        "[https://a.example](https://w.example) ",
        "*",
        "w*",
        "**w",
        "`",
        "w ~~",
    ];
    for piece in pieces {
        let markdown = piece.repeat(10_000 / piece.len());
        let text = render(&markdown);
        let (inlines, blocks) = nodes(&text);
        assert!(
            inlines <= COMMENT_INLINES,
            "{piece:?}: {inlines} inline nodes"
        );
        assert!(blocks <= COMMENT_BLOCKS, "{piece:?}: {blocks} blocks");
        let words = format!("{text:?}").matches('w').count();
        assert!(
            words >= markdown.matches('w').count(),
            "{piece:?} lost words"
        );
    }
}

#[test]
fn what_is_too_much_stands_as_it_was_written() {
    let line = "*a* ".repeat(100);
    let last = format!("{line}*end* [here](https://example.org/)");
    let text = render(&format!("first\n{last}\n> last"));
    assert_eq!(
        text,
        [p("first"), Block::Pre(format!("{last}\n> last"))],
        "from the line on that is too much"
    );
    // Within the bounds nothing changes.
    let [Block::P(all)] = &render(&line)[..] else {
        panic!("one paragraph");
    };
    assert_eq!(all.len(), 199);
}

#[test]
fn a_long_text_without_formatting_is_within_bounds() {
    let paragraphs = "A long line of words, and more of it & \"so\" on.\n\n".repeat(190);
    assert!(!format!("{:?}", render(&paragraphs)).contains("Pre("));
    let lines = "5.4 mmol/l\n".repeat(150);
    assert!(!format!("{:?}", render(&lines)).contains("Pre("));
}
