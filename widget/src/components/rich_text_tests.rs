//! Every comment's HTML, held against an independent sanitiser: it must find
//! nothing to remove.

use crate::ssr::text_html;
use ammonia::{Builder, UrlRelative};
use bedside_domain::markdown;
use futures::executor::block_on;
use proptest::prelude::*;
use scraper::{Html, Node};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Texts of people, and of people who mean harm.
const PIECES: &[&str] = &[
    "word ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "# ",
    "---\n",
    "***",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "~~~",
    "\\",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "![",
    "](",
    ":",
    "/",
    "|",
    "\0",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "é",
    "🌿",
    "&lt;",
    "&#60;",
    "&#x3c;",
    "&colon;",
    "&Tab;",
    "<script>alert(1)</script>",
    "</p>",
    "</div>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php ",
    "<b>",
    "<svg onload=x>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=//e.org>",
    "<style>*{}</style>",
    "<math><mtext>",
    "<a href=",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\u{1}javascript:1)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//e.org)",
    "[x](/etc)",
    "[x](https://e.org)",
    "[x](https://e.org/\"onmouseover=alert(1))",
    "[x](https://e.org \"title\")",
    "[x](mailto:a@e.org)",
    "[x](https://e.org/<script>)",
    "[x][r]",
    "\n\n[r]: javascript:alert(1)\n\n",
    "\n\n[r]: https://e.org\n\n",
    "<https://e.org/?a=1&b=2>",
    "<javascript:alert(1)>",
    "<a@e.org>",
    "https://e.org",
    "[^1]",
    "|a|b|\n|-|-|\n",
];

fn markdown_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn sanitiser() -> Builder<'static> {
    let names = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let mut sanitiser = Builder::empty();
    sanitiser
        .tags(names(&[
            "p",
            "blockquote",
            "ul",
            "ol",
            "li",
            "pre",
            "code",
            "em",
            "strong",
            "a",
            "br",
        ]))
        .tag_attributes(HashMap::from([
            ("a", names(&["href", "target"])),
            ("ol", names(&["start"])),
            ("pre", names(&["tabindex"])),
        ]))
        .url_schemes(names(&["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noreferrer"));
    sanitiser
}

/// The nodes of a piece of HTML in a form in which the order of attributes and
/// the way of writing a character do not count.
fn shape(html: &str) -> Vec<String> {
    let parsed = Html::parse_fragment(html);
    let nodes = parsed
        .tree
        .root()
        .descendants()
        .filter_map(|node| match node.value() {
            Node::Element(element) => {
                let attributes: BTreeMap<_, _> = element.attrs().collect();
                let depth = node.ancestors().count();
                Some(format!("{depth} {} {attributes:?}", element.name()))
            }
            Node::Text(text) => Some(format!("{:?}", &**text)),
            Node::Comment(comment) => Some(format!("{comment:?}")),
            _ => None,
        });
    nodes.collect()
}

#[test]
fn the_sanitiser_bites() {
    let html = r#"<p onclick="x">a<script>b</script><a href="javascript:x">c</a></p>"#;
    assert_ne!(shape(&sanitiser().clean(html).to_string()), shape(html));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_sanitiser_finds_nothing_to_remove(text in markdown_text()) {
        let html = block_on(text_html(&markdown::render(&text)));
        let clean = sanitiser().clean(&html).to_string();
        prop_assert_eq!(shape(&clean), shape(&html), "{}", html);
    }
}
