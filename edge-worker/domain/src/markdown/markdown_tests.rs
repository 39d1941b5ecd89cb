use super::blocks::DEPTH;
use super::*;
use crate::richtext::Inline;

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
