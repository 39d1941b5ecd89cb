//! The widget is a guest on somebody's page, and a reader is not followed.
//! (Invariants 6, 9 and 10, as far as reading the source can tell; the rest
//! is proved in a browser.)

use crate::sources::{below, refuse, rust_below};
use crate::tokens::{Kind, shipped};

/// Ways to turn a string into markup or code.
const TO_MARKUP: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "set_inner_html",
    "set_outer_html",
    "insert_adjacent_html",
    "document.write",
    "createContextualFragment",
    "from_html_unchecked",
    "VRaw",
    "new Function",
    "eval(",
];

/// The place where Yew is told to leave an island's HTML alone: what the worker renders is
/// the widget's own, and in a browser the string is empty.
const ISLANDS: (&str, [&str; 2]) = (
    "widget/src/components/comment.rs",
    [
        "use yew::virtual_dom::{VNode, VRaw};",
        "Some(Island { html, .. }) => VNode::VRaw(VRaw { html: html.clone() }),",
    ],
);

#[test]
fn only_the_loader_inserts_html_and_only_once() {
    let mut found = Vec::new();
    let mut in_loader = 0;
    for source in below("widget")
        .iter()
        .filter(|s| s.path.ends_with(".rs") || s.path.ends_with(".js"))
    {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//")
                || line.starts_with('*')
                || !TO_MARKUP.iter().any(|w| line.contains(w))
            {
                continue;
            }
            if source.path.starts_with("widget/loader/") && line.contains("innerHTML") {
                in_loader += 1;
            } else if source.path != ISLANDS.0 || !ISLANDS.1.contains(&line) {
                found.push(format!("{}:{}: {line}", source.path, number + 1));
            }
        }
    }
    refuse("a string becomes markup", found);
    assert!(
        in_loader <= 1,
        "the loader inserts HTML in {in_loader} places"
    );
}

#[test]
fn nothing_sets_or_reads_a_cookie() {
    let words = ["set-cookie", "set_cookie", "document.cookie", "cookiestore"];
    let mut found = Vec::new();
    for folder in ["edge-worker/src", "widget/src", "widget/loader"] {
        for source in below(folder) {
            for (number, line) in source.text.lines().enumerate() {
                let lower = line.to_lowercase();
                if words.iter().any(|word| lower.contains(word)) {
                    found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
                }
            }
        }
    }
    refuse("Bedside has no cookies", found);
}

#[test]
fn the_widget_names_no_host() {
    let mut found = Vec::new();
    for source in rust_below("widget/src") {
        let strings = shipped(&source).into_iter().filter(|t| t.kind == Kind::Str);
        let named = strings.filter(|t| names_host(&t.text));
        found.extend(named.map(|t| format!("{}:{}: {}", source.path, t.line, t.text)));
    }
    for source in [below("widget/loader"), below("widget/style")].concat() {
        for (number, line) in source.text.lines().enumerate() {
            let code = line.trim_start();
            let comment = ["//", "*", "/*"]
                .iter()
                .any(|start| code.starts_with(start));
            if !comment && names_host(code) {
                found.push(format!("{}:{}: {code}", source.path, number + 1));
            }
        }
    }
    refuse(
        "the widget speaks to the host it came from and to no other",
        found,
    );
}

/// True for an address with a host. An XML namespace and a vocabulary are names
/// that look like one.
fn names_host(text: &str) -> bool {
    let after = text.split("://").skip(1);
    let named = after.filter(|rest| rest.starts_with(char::is_alphanumeric));
    named
        .filter(|rest| {
            !["www.w3.org/", "schema.org"]
                .iter()
                .any(|name| rest.starts_with(name))
        })
        .count()
        > 0
}
