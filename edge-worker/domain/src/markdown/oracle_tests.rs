//! Texts are read as they were typed.

use super::oracle::check;
use super::render;
use crate::plain_text::{excerpt, plain_text};
use crate::richtext::{Block, Inline};
use crate::text;
use crate::visible::visible;
use proptest::prelude::*;

/// Lines that people mean as text; `⏎` is a line break.
const LINES: &str = include_str!("medical_lines.txt");

fn lines() -> Vec<String> {
    LINES.lines().map(|line| line.replace('⏎', "\n")).collect()
}

/// Pieces that may be read for more than they are.
const PIECES: &[&str] = &[
    "word ",
    "Take ",
    "5",
    "10 mg",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2. ",
    "3. ",
    "7) ",
    "# ",
    "---\n",
    "===\n",
    "***",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "```\n",
    "```",
    "~~~\n",
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
    "]: ",
    ":",
    "/",
    "|",
    ".",
    ",",
    "。",
    "「",
    "」",
    "重要",
    "ก",
    "é",
    "ألم",
    "שלום",
    "🌿",
    "👩\u{200D}⚕\u{FE0F}",
    "\u{301}",
    "\u{338}",
    "\u{200B}",
    "\u{200D}",
    "\u{200F}",
    "\u{202E}",
    "\u{2028}",
    "\u{B}",
    "\u{AD}",
    "\u{FE0F}",
    "&lt;",
    "&#60;",
    "<b>",
    "<a href=\"",
    "<!--",
    "-->",
    "https://e.org",
    "https://e.org/a_(b)",
    "http://",
    "www.e.org",
    "www.",
    "[x](https://e.org)",
    "[x](https://e.org \"t\")",
    "[x](<https://e.org>)",
    "[x](500mg)",
    "[x](mailto:a@e.org)",
    "[e.com](https://e.org)",
    "<https://e.org/>",
    "[x][y]",
    "[x]: y\n",
    "[^1]",
    "a*b",
    "*5*",
    "**5 mg**",
    "`5`",
    "*w*",
    "**w**",
    "*w **w** w*",
    "- a\n",
    "- a\n  b\n",
    "1. a\n2. b\n",
    "> a\n",
    "> a\n>\n> b\n",
    "> > a\n",
    "|a|b|\n|-|-|\n",
];

fn typed() -> impl Strategy<Value = String> {
    let line = prop::sample::select(lines());
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => line.prop_map(|line| line + "\n"),
        1 => ".{0,6}",
        1 => "[*`>\\-\\[\\]() a5\n]{0,30}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn no_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn what_is_meant_as_text_is_shown_as_typed() {
    assert!(lines().len() >= 300, "{} lines", lines().len());
    for line in lines() {
        let shown = render(&line);
        check(&line, &shown).unwrap_or_else(|error| panic!("{error}: {shown:?}"));
        let text_only = shown.iter().all(|block| match block {
            Block::P(inlines) => inlines
                .iter()
                .all(|i| matches!(i, Inline::T(_) | Inline::Br)),
            _ => false,
        });
        assert!(text_only, "{line:?} is shown as {shown:?}");
        assert_eq!(no_space(&plain_text(&shown)), no_space(&line), "{line:?}");
        let breaks = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(breaks(&plain_text(&shown)), breaks(&line), "{line:?}");
    }
}

#[test]
fn a_summary_is_a_part_of_what_was_typed() {
    for line in lines() {
        let spaces = |text: &str| {
            let lines = text
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            lines
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("\n")
        };
        for limit in [3, 8, 140] {
            let cut = excerpt(&render(&line), limit);
            let part = match cut.strip_suffix('…') {
                Some(part) if !spaces(&line).ends_with(&cut) => part,
                _ => &cut,
            };
            assert!(spaces(&line).starts_with(part), "{line:?}: {cut:?}");
        }
    }
}

#[test]
fn the_oracle_bites() {
    let t = |text: &str| Inline::T(text.into());
    let p = |inlines| vec![Block::P(inlines)];
    for (typed, shown) in [
        ("a*b*c", p(vec![t("abc")])),
        ("5\n10", p(vec![t("510")])),
        ("5\n10", p(vec![t("5"), t("10")])),
        ("> 5 mg", vec![Block::Quote(p(vec![t("5 mg")]))]),
        ("- 5 mg", vec![Block::Ul(vec![p(vec![t("5 mg")])])]),
        (
            "1. a\n1. b",
            vec![Block::Ol(1, vec![p(vec![t("a")]), p(vec![t("b")])])],
        ),
        (
            "> a\nb",
            vec![Block::Quote(p(vec![t("a"), Inline::Br, t("b")]))],
        ),
        ("[a](5)", p(vec![t("a")])),
        ("*a*", p(vec![Inline::Strong(vec![t("a")])])),
        ("a b", p(vec![t("a b c")])),
        ("a b", p(vec![t("a")])),
        ("[x]: y", vec![]),
    ] {
        assert!(check(typed, &shown).is_err(), "{typed:?} as {shown:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_shown_or_a_mark(text in typed()) {
        let shown = render(&text);
        if let Err(error) = check(&text, &shown) {
            prop_assert!(false, "{error} of {text:?}: {shown:?}");
        }
    }

    #[test]
    fn every_character_is_shown_or_a_mark_in_any_text(text in "\\PC{0,60}(\n\\PC{0,20}){0,4}") {
        let shown = render(&text);
        if let Err(error) = check(&text, &shown) {
            prop_assert!(false, "{error} of {text:?}: {shown:?}");
        }
    }

    #[test]
    fn what_is_accepted_shows_something(text in typed()) {
        let shown = plain_text(&render(&text));
        let accepted = crate::comment::body(&text).is_ok();
        prop_assert_eq!(accepted, crate::visible::shows(&shown), "{:?}", shown);
    }

    #[test]
    fn rendering_what_is_stored_changes_nothing(text in typed()) {
        let stored = text::clean(&text);
        prop_assert_eq!(render(&stored), render(&text));
        let seen = visible(&text);
        prop_assert_eq!(visible(&seen), seen);
    }
}
