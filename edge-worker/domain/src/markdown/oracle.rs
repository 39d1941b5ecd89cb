//! A check of the rule that knows nothing of how it is kept: it holds a formatted
//! text against the typed one, character by character. What it shows must stand
//! there in this order; what it does not show must be the marks of its nodes.

use crate::link;
use crate::richtext::{Block, Inline};
use crate::visible::visible;
use url::Url;

/// The mark before a line of a block.
#[derive(Clone)]
enum Prefix {
    Quote,
    Bullet,
    Number(u32),
    /// A further line of an item.
    Inside,
}

/// A line of the formatted text.
struct Shown<'a> {
    prefixes: Vec<Prefix>,
    text: Text<'a>,
}

enum Text<'a> {
    Inlines(Vec<&'a Inline>),
    /// A line of code, or of what was too much.
    Literal(&'a str),
    Fence,
}

/// Holds blocks against the Markdown that they were made of.
///
/// # Errors
/// A sentence about the first line that differs.
pub(super) fn check(typed: &str, blocks: &[Block]) -> Result<(), String> {
    let typed = visible(typed);
    let typed: Vec<&str> = typed
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let with_fences = lines(blocks, true);
    // What is too much has no fences.
    let (rest, mut others) = match blocks.split_last() {
        Some((Block::Pre(rest), before)) => (rest.as_str(), lines(before, true)),
        _ => ("", Vec::new()),
    };
    others.extend(literal(rest));
    aligned(&typed, &with_fences).or_else(|error| aligned(&typed, &others).map_err(|_| error))
}

fn aligned(typed: &[&str], shown: &[Shown<'_>]) -> Result<(), String> {
    let mut typed = typed.iter().peekable();
    for (at, line) in shown.iter().enumerate() {
        let quoted = |line: Option<&Shown<'_>>| {
            let is_quote = |prefix: &Prefix| matches!(prefix, Prefix::Quote | Prefix::Inside);
            line.is_some_and(|line| line.prefixes.iter().any(is_quote))
        };
        // Between two lines of a quotation an empty one may stand.
        let between = at > 0 && quoted(shown.get(at - 1)) && quoted(Some(line));
        let blank = |typed: &&&str| {
            let empty = typed.chars().all(|c| c == '>' || c.is_whitespace());
            between && empty && !matches(typed, line)
        };
        while typed.next_if(blank).is_some() {}
        let source = typed.next().ok_or("more is shown than was typed")?;
        if !matches(source, line) {
            return Err(format!("{source:?} is shown as another line"));
        }
    }
    match typed.next() {
        Some(rest) => Err(format!("{rest:?} is not shown")),
        None => Ok(()),
    }
}

fn lines(blocks: &[Block], fences: bool) -> Vec<Shown<'_>> {
    blocks
        .iter()
        .flat_map(|block| block_lines(block, fences))
        .collect()
}

fn block_lines(block: &Block, fences: bool) -> Vec<Shown<'_>> {
    match block {
        Block::P(inlines) => {
            let lines = inlines.split(|inline| *inline == Inline::Br);
            lines
                .map(|line| Shown {
                    prefixes: Vec::new(),
                    text: Text::Inlines(line.iter().collect()),
                })
                .collect()
        }
        Block::Pre(code) => {
            let fence = || Shown {
                prefixes: Vec::new(),
                text: Text::Fence,
            };
            let inside = literal(code);
            std::iter::once(fence())
                .chain(inside)
                .chain([fence()])
                .collect()
        }
        Block::Quote(inner) => prefixed(lines(inner, fences), &Prefix::Quote, &Prefix::Quote),
        Block::Ul(items) => {
            let items = items.iter();
            items
                .flat_map(|item| prefixed(lines(item, fences), &Prefix::Bullet, &Prefix::Inside))
                .collect()
        }
        Block::Ol(first, items) => (*first..)
            .zip(items)
            .flat_map(|(number, item)| {
                prefixed(
                    lines(item, fences),
                    &Prefix::Number(number),
                    &Prefix::Inside,
                )
            })
            .collect(),
    }
}

fn literal(text: &str) -> impl Iterator<Item = Shown<'_>> {
    let shown = text.lines().filter(|line| !line.trim().is_empty());
    shown.map(|line| Shown {
        prefixes: Vec::new(),
        text: Text::Literal(line),
    })
}

fn prefixed<'a>(mut lines: Vec<Shown<'a>>, first: &Prefix, more: &Prefix) -> Vec<Shown<'a>> {
    for (at, line) in lines.iter_mut().enumerate() {
        let prefix = if at == 0 { first } else { more };
        line.prefixes.insert(0, prefix.clone());
    }
    lines
}

/// Tells whether a typed line is this one with its marks.
fn matches(typed: &str, line: &Shown<'_>) -> bool {
    let mut rest = typed;
    for prefix in &line.prefixes {
        let mark = match prefix {
            Prefix::Inside => continue,
            Prefix::Quote => ">".to_owned(),
            Prefix::Bullet => "- ".to_owned(),
            Prefix::Number(number) => format!("{number}. "),
        };
        let Some(after) = rest.trim_start().strip_prefix(&mark) else {
            return false;
        };
        let sign = after.chars().find(|c| c.is_alphanumeric());
        if !matches!(prefix, Prefix::Number(_)) && sign.is_some_and(char::is_numeric) {
            return false;
        }
        rest = after;
    }
    match &line.text {
        Text::Fence => rest.trim() == "```",
        Text::Literal(text) => rest.trim() == text.trim(),
        Text::Inlines(inlines) => {
            let inlines: Vec<Inline> = inlines.iter().map(|inline| (*inline).clone()).collect();
            inside(rest.trim(), &inlines) == Some("")
        }
    }
}

/// The rest of a typed text behind these nodes.
fn inside<'a>(typed: &'a str, inlines: &[Inline]) -> Option<&'a str> {
    inlines.iter().try_fold(typed, |rest, inline| match inline {
        Inline::T(text) if text.is_empty() => None,
        Inline::T(text) => rest.strip_prefix(text.as_str()),
        Inline::Em(inner) => inside(rest.strip_prefix('*')?, inner)?.strip_prefix('*'),
        Inline::Strong(inner) => inside(rest.strip_prefix("**")?, inner)?.strip_prefix("**"),
        Inline::Code(code) => {
            let after = rest.trim_start_matches('`');
            let ticks = &rest[..rest.len() - after.len()];
            let after = after.trim_start().strip_prefix(code.as_str())?.trim_start();
            (!ticks.is_empty()).then_some(())?;
            after.strip_prefix(ticks)
        }
        Inline::Link(target, inner) => match rest.strip_prefix('[') {
            Some(text) => address(inside(text, inner)?.strip_prefix("](")?, target),
            None => bare(rest, inner, target),
        },
        Inline::Br => None,
    })
}

/// The rest behind a link's address and its bracket.
fn address<'a>(typed: &'a str, target: &str) -> Option<&'a str> {
    let ends = typed.match_indices(')').map(|(at, _)| at);
    let mut found = ends.filter(|at| leads_to(&typed[..*at], target));
    found.next().map(|at| &typed[at + 1..])
}

fn bare<'a>(typed: &'a str, inner: &[Inline], target: &str) -> Option<&'a str> {
    let [Inline::T(text)] = inner else {
        return None;
    };
    let www = text
        .get(..4)
        .is_some_and(|www| www.eq_ignore_ascii_case("www."));
    let scheme = if www { "https://" } else { "" };
    let whole = [scheme, text].concat();
    typed
        .strip_prefix(text.as_str())
        .filter(|_| leads_to(&whole, target))
}

fn leads_to(address: &str, target: &str) -> bool {
    let same = Url::parse(address).is_ok_and(|url| url.as_str() == target);
    same && link::target(address).is_some()
}
