//! Rust source as a flat list of tokens, macros' insides included, without
//! doc comments and without what only tests compile.
//!
//! Rules look at tokens and not at `syn`'s tree because most of a component
//! lives inside `html!`, which no tree descends into.

use crate::sources::Source;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name or keyword.
    Ident,
    /// A punctuation mark; `::` comes as one token.
    Punct,
    /// A string literal; the token's text is its value.
    Str,
    /// Any other literal.
    Other,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
}

/// One token and where it stands.
#[derive(Debug, Clone)]
pub struct Token {
    /// The token, or a string literal's value.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
    /// Line, counted from 1.
    pub line: usize,
}

impl Token {
    /// True for this name or mark (never for a string of that value).
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Str && self.text == text
    }
}

/// The tokens of `source` that ship: nothing below `#[cfg(test)]`, no file of
/// tests.
pub fn shipped(source: &Source) -> Vec<Token> {
    if is_test_file(&source.path) {
        return Vec::new();
    }
    all(source)
}

/// The tokens of `source`, without what `#[cfg(test)]` covers.
pub fn all(source: &Source) -> Vec<Token> {
    let stream: TokenStream = source
        .text
        .parse()
        .unwrap_or_else(|e| panic!("{} is not Rust: {e}", source.path));
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    tokens
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/")
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        if let TokenTree::Punct(mark) = &tree
            && mark.as_char() == '#'
        {
            // `#[..]` or `#![..]`; in `html!` a lone `#` cannot occur.
            if matches!(trees.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '!') {
                trees.next();
            }
            if let Some(TokenTree::Group(group)) = trees.peek()
                && group.delimiter() == Delimiter::Bracket
            {
                let attribute = group.stream().to_string().replace(' ', "");
                if attribute.starts_with("doc=") {
                    trees.next();
                    continue;
                }
                if attribute == "cfg(test)" || attribute.starts_with("cfg(all(test,") {
                    trees.next();
                    skip_item(&mut trees);
                    continue;
                }
            }
            continue;
        }
        push(tree, tokens);
    }
}

/// Skips up to an item's body or its semicolon.
fn skip_item(trees: &mut impl Iterator<Item = TokenTree>) {
    for tree in trees {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(mark) if mark.as_char() == ';' => return,
            _ => {}
        }
    }
}

fn push(tree: TokenTree, tokens: &mut Vec<Token>) {
    let line = tree.span().start().line;
    match tree {
        TokenTree::Group(group) => push_group(group, tokens),
        TokenTree::Ident(ident) => tokens.push(Token {
            text: ident.to_string(),
            kind: Kind::Ident,
            line,
        }),
        TokenTree::Punct(mark) => {
            let after_colon = tokens
                .last()
                .is_some_and(|t| t.kind == Kind::Punct && t.text == ":");
            if mark.as_char() == ':' && after_colon {
                if let Some(last) = tokens.last_mut() {
                    last.text.push(':');
                }
            } else {
                tokens.push(Token {
                    text: mark.as_char().to_string(),
                    kind: Kind::Punct,
                    line,
                });
            }
        }
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            match syn::parse_str::<syn::LitStr>(&text) {
                Ok(string) => tokens.push(Token {
                    text: string.value(),
                    kind: Kind::Str,
                    line,
                }),
                Err(_) => tokens.push(Token {
                    text,
                    kind: Kind::Other,
                    line,
                }),
            }
        }
    }
}

fn push_group(group: Group, tokens: &mut Vec<Token>) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    let (start, end) = (
        group.span_open().start().line,
        group.span_close().start().line,
    );
    tokens.push(Token {
        text: open.into(),
        kind: Kind::Open,
        line: start,
    });
    flatten(group.stream(), tokens);
    tokens.push(Token {
        text: close.into(),
        kind: Kind::Close,
        line: end,
    });
}

#[test]
fn tokens_leave_out_docs_and_tests_and_see_into_macros() {
    let source = Source {
        path: "x.rs".into(),
        text: "/// not this\nfn a() { html! { <p>{ \"word\" }</p> } }\n\
               #[cfg(test)]\nmod tests { fn hidden() {} }\nfn b() { x::y(); }"
            .into(),
    };
    let tokens = shipped(&source);
    assert!(
        tokens
            .iter()
            .any(|t| t.kind == Kind::Str && t.text == "word" && t.line == 2)
    );
    assert!(tokens.iter().any(|t| t.is("::")));
    assert!(
        !tokens
            .iter()
            .any(|t| t.is("hidden") || t.text.contains("not this"))
    );
}
