//! Words that a person reads stand in the language files and nowhere else.
//! (Invariant 2, as far as reading the source can tell.)

use crate::sources::{refuse, rust_below};
use crate::tokens::{Kind, Token, shipped};

/// Attributes whose value a person reads or hears.
const SPOKEN: &[&str] = &["title", "alt", "placeholder", "label", "summary"];

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
        let mut i = 0;
        while i + 2 < tokens.len() {
            if tokens[i].is("html") && tokens[i + 1].is("!") && tokens[i + 2].is("{") {
                let end = closing(&tokens, i + 2);
                for at in i + 3..end {
                    if is_shown(&tokens, at) && has_word(&tokens[at].text) {
                        found.push(format!(
                            "{}:{}: {:?}",
                            source.path, tokens[at].line, tokens[at].text
                        ));
                    }
                }
                i = end;
            }
            i += 1;
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

/// The index of the bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len()
}

/// True for a string that stands as a child (`{ "x" }` or `"x"` after a tag)
/// or is the value of an attribute that is read out.
fn is_shown(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != Kind::Str {
        return false;
    }
    let before = &tokens[at - 1];
    let braced = before.is("{");
    let after_braced = tokens.get(at + 1).is_some_and(|t| t.is("}"));
    let equals = if braced {
        at.checked_sub(2)
    } else {
        at.checked_sub(1)
    };
    match equals.and_then(|i| tokens.get(i)) {
        Some(t) if t.is("=") => attribute(tokens, equals.unwrap_or(0)),
        _ => before.is(">") || braced && after_braced,
    }
}

/// True where the attribute that ends before `equals` is one that is read out.
fn attribute(tokens: &[Token], equals: usize) -> bool {
    let name = &tokens[equals - 1].text;
    let aria = equals > 3 && tokens[equals - 2].is("-") && tokens[equals - 3].is("aria");
    let spoken_aria =
        ["label", "description", "roledescription", "valuetext"].contains(&name.as_str());
    aria && spoken_aria || !aria && SPOKEN.contains(&name.as_str())
}
