use super::blocks::DEPTH;
use super::*;
use crate::limits::{COMMENT_BLOCKS, COMMENT_INLINES};
use bedside_wire::richtext::Inline;

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
            t(" ~~c~~ "),
            Inline::Code("d".into()),
            t(" "),
            Inline::Link("https://example.org/".into(), vec![t("e")]),
        ])]
    );
}

#[test]
fn marks_stand_where_people_put_them() {
    let em = |text: &str| Inline::Em(vec![t(text)]);
    let strong = |text: &str| Inline::Strong(vec![t(text)]);
    for (typed, shown) in [
        (
            "(**b**), \"*a*\"",
            vec![t("("), strong("b"), t("), \""), em("a"), t("\"")],
        ),
        ("**5 mg**!", vec![strong("5 mg"), t("!")]),
        ("**Note:** a", vec![strong("Note:"), t(" a")]),
        ("**HLA-B*27:05** a", vec![strong("HLA-B*27:05"), t(" a")]),
        ("*see HLA-B*27:05 there*", vec![em("see HLA-B*27:05 there")]),
        ("2*3 *a* 4*5", vec![t("2*3 "), em("a"), t(" 4*5")]),
        ("这是**重要**的", vec![t("这是"), strong("重要"), t("的")]),
        ("**重要。**次", vec![strong("重要。"), t("次")]),
        ("**「重要」**です", vec![strong("「重要」"), t("です")]),
        ("**중요**한", vec![strong("중요"), t("한")]),
        ("**مهم** هنا", vec![strong("مهم"), t(" هنا")]),
        (
            "¿**Qué**? **¿Qué?**",
            vec![t("¿"), strong("Qué"), t("? "), strong("¿Qué?")],
        ),
        (
            "***a***",
            vec![Inline::Em(vec![Inline::Strong(vec![t("a")])])],
        ),
        ("_a *b_ c*", vec![t("_a "), em("b_ c")]),
        ("``a`b`` c", vec![Inline::Code("a`b".into()), t(" c")]),
        ("`*a*`", vec![Inline::Code("*a*".into())]),
    ] {
        assert_eq!(render(typed), [Block::P(shown)], "{typed}");
    }
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
fn links_with_other_schemes_are_shown_as_typed() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
        "500mg",
    ] {
        let typed = format!("[text]({address})");
        assert_eq!(render(&typed), [p(&typed)], "{address}");
    }
}

#[test]
fn bare_addresses_become_links() {
    let link = |target: &str, text: &str| Inline::Link(target.into(), vec![t(text)]);
    let org = || link("https://e.org/a", "https://e.org/a");
    for (typed, shown) in [
        ("https://e.org/a", vec![org()]),
        ("See https://e.org/a.", vec![t("See "), org(), t(".")]),
        ("(https://e.org/a)", vec![t("("), org(), t(")")]),
        ("<https://e.org/a>", vec![t("<"), org(), t(">")]),
        ("\"https://e.org/a\"?!", vec![t("\""), org(), t("\"?!")]),
        ("**https://e.org/a**", vec![Inline::Strong(vec![org()])]),
        ("见https://e.org/a。好", vec![t("见"), org(), t("。好")]),
        ("https://e.org/a，好", vec![org(), t("，好")]),
        ("https://e.org/a؟", vec![org(), t("؟")]),
        ("https://e.org/a…", vec![org(), t("…")]),
        (
            "https://e.org/a, https://e.org/a",
            vec![org(), t(", "), org()],
        ),
        (
            "https://e.org/a_(b)_*c*",
            vec![
                link("https://e.org/a_(b)_*c", "https://e.org/a_(b)_*c"),
                t("*"),
            ],
        ),
        (
            "[https://e.org/b](500mg)",
            vec![
                t("["),
                link("https://e.org/b", "https://e.org/b"),
                t("](500mg)"),
            ],
        ),
        (
            "![x](https://e.org/5.png)",
            vec![
                t("![x]("),
                link("https://e.org/5.png", "https://e.org/5.png"),
                t(")"),
            ],
        ),
        ("HTTP://E.org", vec![link("http://e.org/", "HTTP://E.org")]),
        (
            "www.e.org/x.",
            vec![link("https://www.e.org/x", "www.e.org/x"), t(".")],
        ),
    ] {
        assert_eq!(render(typed), [Block::P(shown)], "{typed}");
    }
    for none in [
        "https://",
        "http://.",
        "xhttps://e.org",
        "www.",
        "a@www.e.org",
        "ftp://e.org",
        "`https://e.org`",
    ] {
        let shown = format!("{:?}", render(none));
        assert!(!shown.contains("Link"), "{none}: {shown}");
    }
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
fn numbers_of_lists_are_the_authors() {
    let item = |text: &str| vec![p(text)];
    assert_eq!(
        render("3. a\n4. b"),
        [Block::Ol(3, vec![item("a"), item("b")])]
    );
    assert_eq!(
        render("1. a\n2. b\n2. c"),
        [Block::Ol(1, vec![item("a"), item("b")]), p("2. c")]
    );
    assert_eq!(
        render("1. a\n\n2. b\nc"),
        [Block::Ol(1, vec![item("a"), item("b")]), p("c")]
    );
}

#[test]
fn quotes_and_code_blocks() {
    assert_eq!(
        render("> she said\n> > so\n>\n> yes\n\n```\nlet x;\n\n  y\n```"),
        [
            Block::Quote(vec![p("she said"), Block::Quote(vec![p("so")]), p("yes")]),
            Block::Pre("let x;\n\n  y".into()),
        ]
    );
}

#[test]
fn an_answer_below_a_quotation_stands_outside() {
    assert_eq!(
        render("> Take ten\nNo, never do that!"),
        [Block::Quote(vec![p("Take ten")]), p("No, never do that!")]
    );
    assert_eq!(
        render("> She said\n> 5 mg is too much\n> and so on"),
        [
            Block::Quote(vec![p("She said")]),
            p("> 5 mg is too much"),
            Block::Quote(vec![p("and so on")])
        ]
    );
}

#[test]
fn formatting_nested_too_deep_is_shown_as_typed() {
    let text = render(&format!("{}deep", "> ".repeat(1_000)));
    let mut depth = 0;
    let mut blocks = &text;
    while let Some(Block::Quote(inner)) = blocks.first() {
        depth += 1;
        blocks = inner;
    }
    assert_eq!(depth, DEPTH);
    let rest = format!("{}deep", "> ".repeat(1_000 - DEPTH));
    assert_eq!(blocks.first(), Some(&p(&rest)));
}

#[test]
fn no_character_comes_by_its_number() {
    assert_eq!(render("a&#1;b&#x202E;&lt;"), [p("a&#1;b&#x202E;&lt;")]);
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

#[test]
fn a_link_hides_no_host_behind_another() {
    for (typed, links) in [
        ("https://www.nhs.uk@evil.example/", 0),
        ("[https://www.nhs.uk](https://evil.example/x)", 2),
        ("[www.nhs.uk](https://evil.example/x)", 2),
        ("[nhs.uk](https://evil.example/x)", 1),
        ("[https://www.**nhs**.uk](https://evil.example/)", 1),
        ("[evil.example](https://evil.example/x)", 1),
        ("[here](https://evil.example/x)", 1),
    ] {
        let shown = format!("{:?}", render(typed));
        assert_eq!(shown.matches("Link(").count(), links, "{typed}: {shown}");
        assert!(
            !shown.contains("Link(\"https://www.nhs.uk/\", [T(\"evil"),
            "{shown}"
        );
    }
    // Both addresses are seen.
    let typed = "[nhs.uk](https://evil.example/x)";
    assert_eq!(crate::plain_text::plain_text(&render(typed)), typed);
}
