//! Words that a person reads stand in the language files and nowhere else.
//! (Invariant 2, as far as reading the source can tell.)

use crate::sources::{Source, refuse, rust_below};
use crate::tokens::{Kind, Token, shipped};

/// Attributes whose value a person reads or hears.
const SPOKEN: &[&str] = &["title", "alt", "placeholder", "label", "summary"];
/// The same after `aria-`.
const SPOKEN_ARIA: &[&str] = &["label", "description", "roledescription", "valuetext"];

fn has_word(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
}

/// The words of `text` outside tags and `{placeholders}`.
fn between_tags(text: &str) -> String {
    let mut depth = 0_i32;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' | '{' => depth += 1,
            '>' | '}' => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn markup_of_components_contains_no_words() {
    let mut found = Vec::new();
    for source in rust_below("widget/src") {
        let tokens = shipped(&source);
        for (at, token) in tokens.iter().enumerate() {
            if is_shown(&tokens, at) && has_word(&token.text) {
                found.push(format!("{}:{}: {:?}", source.path, token.line, token.text));
            }
        }
    }
    refuse("words inside html!", found);
}

#[test]
fn html_written_by_the_worker_contains_no_words() {
    let mut found = Vec::new();
    for source in rust_below("edge-worker/src") {
        for token in shipped(&source).iter().filter(|t| t.kind == Kind::Str) {
            let markup = token.text.contains("</") || token.text.contains("/>");
            if markup && has_word(&between_tags(&token.text)) {
                found.push(format!("{}:{}: {:?}", source.path, token.line, token.text));
            }
        }
    }
    refuse("words inside HTML", found);
}

/// True for a string that `html!` shows: a child, or the value of an attribute
/// that is read out. An argument inside parentheses is a key or a class.
fn is_shown(tokens: &[Token], at: usize) -> bool {
    if tokens[at].kind != Kind::Str {
        return false;
    }
    let mut depth = 0;
    let mut equals = at.checked_sub(1).filter(|&i| tokens[i].is("="));
    for i in (0..at).rev() {
        match tokens[i].kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            // From here on, open brackets enclose the string.
            Kind::Open if tokens[i].is("{") => {
                if i > 1 && tokens[i - 1].is("!") && tokens[i - 2].is("html") {
                    return equals.is_none_or(|equals| is_spoken(tokens, equals));
                }
                equals = equals.or(i.checked_sub(1).filter(|&before| tokens[before].is("=")));
            }
            Kind::Open => return false,
            _ => {}
        }
    }
    false
}

/// True where the attribute that ends before `equals` is one that is read out.
fn is_spoken(tokens: &[Token], equals: usize) -> bool {
    let name = tokens[equals - 1].text.as_str();
    let aria = equals > 3 && tokens[equals - 2].is("-") && tokens[equals - 3].is("aria");
    let spoken = if aria { SPOKEN_ARIA } else { SPOKEN };
    spoken.contains(&name)
}

#[test]
fn words_are_told_from_keys_and_classes() {
    let text = r#"fn f() { html! {
        <p class="soft" title="Words here">{ texts.get(if x { "a_key" } else { "b_key" }) }
        if y { <i aria-hidden={ if z { "true" } else { "false" } }>{ "Shown words" }</i> } </p>
    } }"#;
    let source = Source {
        path: "x.rs".into(),
        text: text.into(),
    };
    let tokens = shipped(&source);
    let shown = (0..tokens.len()).filter(|&i| is_shown(&tokens, i));
    let shown: Vec<_> = shown.map(|i| tokens[i].text.as_str()).collect();
    assert_eq!(shown, ["Words here", "Shown words"]);
}
