use super::*;

fn t(text: &str) -> Inline {
    Inline::T(text.into())
}

fn p(text: &str) -> Block {
    Block::P(vec![t(text)])
}

#[test]
fn paragraphs_and_line_breaks_are_kept_as_typed() {
    assert_eq!(
        render("one\ntwo\n\nthree"),
        [Block::P(vec![t("one"), Inline::Br, t("two")]), p("three")]
    );
}

#[test]
fn emphasis_code_and_links_become_inlines() {
    assert_eq!(
        render("*a* **b** ~~c~~ `d` [e](https://example.org/)"),
        [Block::P(vec![
            Inline::Em(vec![t("a")]),
            t(" "),
            Inline::Strong(vec![t("b")]),
            t(" "),
            Inline::Del(vec![t("c")]),
            t(" "),
            Inline::Code("d".into()),
            t(" "),
            Inline::Link("https://example.org/".into(), vec![t("e")]),
        ])]
    );
}

#[test]
fn html_is_shown_as_the_text_it_is() {
    assert_eq!(
        render("<script>alert(1)</script>\n\nhi <b onclick=x>there</b>"),
        [
            p("<script>alert(1)</script>"),
            p("hi <b onclick=x>there</b>")
        ]
    );
}

#[test]
fn links_with_other_schemes_lose_their_address_and_keep_their_text() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
    ] {
        assert_eq!(
            render(&format!("[text]({address})")),
            [p("text")],
            "{address}"
        );
    }
}

#[test]
fn images_become_their_description_and_headings_strong_paragraphs() {
    assert_eq!(
        render("![a cat](https://example.org/cat.png)"),
        [p("a cat")]
    );
    assert_eq!(
        render("# Big"),
        [Block::P(vec![Inline::Strong(vec![t("Big")])])]
    );
}

#[test]
fn lists_tight_loose_and_nested() {
    assert_eq!(
        render("1. a\n2. b\n   - c\n\nafter"),
        [
            Block::Ol(
                1,
                vec![vec![p("a")], vec![p("b"), Block::Ul(vec![vec![p("c")]])]]
            ),
            p("after")
        ]
    );
    assert_eq!(
        render("- a\n\n- b"),
        [Block::Ul(vec![vec![p("a")], vec![p("b")]])]
    );
}

#[test]
fn quotes_code_blocks_and_rules() {
    assert_eq!(
        render("> she said\n\n```\nlet x;\n\ny\n```\n\n---"),
        [
            Block::Quote(vec![p("she said")]),
            Block::Pre("let x;\n\ny".into()),
            Block::Hr
        ]
    );
}

#[test]
fn formatting_nested_too_deep_is_flattened_and_its_text_kept() {
    let text = render(&format!("{} deep", ">".repeat(5_000)));
    let mut depth = 0;
    let mut blocks = &text;
    while let Some(Block::Quote(inner)) = blocks.first() {
        depth += 1;
        blocks = inner;
    }
    assert!(depth <= DEPTH);
    assert_eq!(blocks.first(), Some(&p("deep")));
}

#[test]
fn no_text_makes_it_stop_or_lose_words() {
    // A cheap fuzz: every pair of tricky pieces, in both orders.
    // (A fence is left out: what follows it on its line names a language and
    // is not shown.)
    let pieces = [
        "*", "**", "~~", "[", "](", ")", "`", "> ", "- ", "1. ", "<a>", "&lt;", "\n", "\n\n", "w",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let markdown = format!("{a}word{b}{c}word");
                let shown = format!("{:?}", render(&markdown));
                assert!(
                    shown.contains("word") || markdown.contains("](word"),
                    "{markdown:?} gave {shown}"
                );
            }
        }
    }
}

#[test]
fn no_character_that_is_refused_comes_back_by_its_number() {
    assert_eq!(
        render("a&#1;b&#x202E;c&#xFFFF;d [e&#x1F;](https://example.org)"),
        vec![Block::P(vec![
            t("abcd "),
            Inline::Link("https://example.org/".into(), vec![t("e")])
        ])]
    );
}

/// Inline nodes, and blocks with the items of lists.
fn nodes(blocks: &[Block]) -> (usize, usize) {
    fn inlines(texts: &[Inline]) -> usize {
        let inner = |text: &Inline| match text {
            Inline::Em(inner)
            | Inline::Strong(inner)
            | Inline::Del(inner)
            | Inline::Link(_, inner) => 1 + inlines(inner),
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
            Block::Pre(_) | Block::Hr => (0, 0),
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
        "<https://e.org/w> ",
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
    let markdown = format!("{}*end* [here](https://example.org/)", "*a* ".repeat(100));
    let text = render(&markdown);
    let [Block::P(_), Block::Pre(rest)] = &text[..] else {
        panic!("{text:?}");
    };
    assert_eq!(rest, "*end* [here](https://example.org/)");
    // Within the bounds nothing changes.
    let [Block::P(all)] = &render(&"*a* ".repeat(100))[..] else {
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

#[test]
fn a_link_hides_no_host_behind_another() {
    let link =
        |target: &str, text: &str| [Block::P(vec![Inline::Link(target.into(), vec![t(text)])])];
    assert_eq!(
        render("<https://www.nhs.uk@evil.example/>"),
        link(
            "https://evil.example/",
            "https://www.nhs.uk@evil.example/ (evil.example)"
        )
    );
    assert_eq!(
        render("[https://www.nhs.uk](https://evil.example/x)"),
        link(
            "https://evil.example/x",
            "https://www.nhs.uk (evil.example)"
        )
    );
    assert_eq!(
        render("[https://www.**nhs**.uk](https://evil.example/)"),
        [Block::P(vec![Inline::Link(
            "https://evil.example/".into(),
            vec![
                t("https://www."),
                Inline::Strong(vec![t("nhs")]),
                t(".uk (evil.example)")
            ]
        )])]
    );
    assert_eq!(
        render("<https://www.nhs.uk/a>"),
        link("https://www.nhs.uk/a", "https://www.nhs.uk/a")
    );
}
