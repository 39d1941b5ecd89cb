//! Links, and texts that only look like some.

use super::render;
use crate::richtext::{Block, Inline};

fn t(text: &str) -> Inline {
    Inline::T(text.into())
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
        assert_eq!(render(&typed), [Block::P(vec![t(&typed)])], "{address}");
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
fn a_link_hides_no_host_behind_another() {
    for (typed, links) in [
        ("https://www.nhs.uk@evil.example/", 0),
        ("http://mia@example.org", 0),
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
