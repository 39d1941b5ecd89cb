//! Documents are short to read, and what they refer to exists.

use crate::layout::link_targets;
use crate::sources::{Source, below, read, refuse, top};
use std::collections::BTreeSet;

/// Characters of the longest paragraph or list item.
const PARAGRAPH: usize = 400;
/// Characters of the longest cell of a table.
const CELL: usize = 200;

/// A paragraph, a list item, a heading or a table's cell.
struct Block {
    line: usize,
    limit: usize,
    text: String,
}

/// Every document but the list of changes, which only grows.
fn documents() -> Vec<Source> {
    let mut documents = below("");
    documents.retain(|s| s.path.ends_with(".md") && s.path != "CHANGELOG.md");
    assert!(documents.len() > 5, "the documents have moved");
    documents
}

/// Lines outside code, each with its number; a line of code reads as an empty one.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    text.lines().enumerate().map(move |(index, line)| {
        let line = line.trim();
        let is_fence = line.starts_with("```");
        in_code ^= is_fence;
        (index + 1, if in_code || is_fence { "" } else { line })
    })
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, line) in prose(text) {
        let block = |limit, text: &str| Block {
            line: number,
            limit,
            text: text.to_owned(),
        };
        if line.starts_with('|') {
            // An escaped bar is a character of its cell.
            let row = line.replace("\\|", "/");
            blocks.extend(row.split('|').map(|cell| block(CELL, cell.trim())));
            is_open = false;
        } else if line.is_empty() {
            is_open = false;
        } else {
            match blocks.last_mut() {
                Some(last) if is_open && !begins_item(line) => {
                    last.text.push(' ');
                    last.text.push_str(line);
                }
                _ => blocks.push(block(PARAGRAPH, line)),
            }
            is_open = !line.starts_with('#');
        }
    }
    blocks
}

fn begins_item(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after_digits.len() < line.len() && after_digits.starts_with(". ");
    is_numbered || line.starts_with("- ") || line.starts_with("* ")
}

#[test]
fn paragraphs_and_cells_are_short() {
    let mut found = Vec::new();
    for source in documents() {
        for block in blocks(&source.text) {
            let length = block.text.chars().count();
            if length > block.limit {
                let (path, line, limit) = (&source.path, block.line, block.limit);
                found.push(format!("{path}:{line}: {length} of {limit} characters"));
            }
        }
    }
    refuse("make two of it, or a list", found);
}

#[test]
fn lengths_are_counted_by_block() {
    let text = "# Title\nOne\nline.\n- item\n  goes on\n1. first\n2. second\n\n```\nlong code\n```\n\n| a | b\\|c |\n";
    let blocks = blocks(text);
    let texts: Vec<_> = blocks
        .iter()
        .map(|block| block.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let expected = [
        "# Title",
        "One line.",
        "- item goes on",
        "1. first",
        "2. second",
        "a",
        "b/c",
    ];
    assert_eq!(texts, expected);
}

/// A path of a file, and not of a route, a folder or several files.
fn is_file(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or_default();
    word.contains('/')
        && !word.starts_with('/')
        && name.contains('.')
        && !word.contains([' ', '{', '*', '?', '<'])
}

#[test]
fn the_architecture_names_files_that_exist() {
    let text = read("ARCHITECTURE.md");
    let words = text
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    let files: BTreeSet<_> = words.filter(|word| is_file(word)).collect();
    assert!(files.len() > 20, "the recipes name their files: {files:?}");
    let missing = files.into_iter().filter(|file| !top().join(file).is_file());
    refuse(
        "ARCHITECTURE.md names a file that there is not",
        missing.map(str::to_owned).collect(),
    );
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|(_, line)| line.starts_with('#'));
    let anchor = |heading: &str| {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let anchor: String = heading.chars().filter(kept).collect();
        anchor.replace(' ', "-")
    };
    headings.map(|(_, line)| anchor(line)).collect()
}

#[test]
fn links_to_a_heading_lead_to_one() {
    let mut found = Vec::new();
    for source in documents() {
        let folder = top().join(&source.path);
        let folder = folder.parent().expect("a file's folder");
        for target in link_targets(&source.text) {
            let Some((path, anchor)) = target.split_once('#') else {
                continue;
            };
            let text = if path.is_empty() {
                Ok(source.text.clone())
            } else {
                std::fs::read_to_string(folder.join(path))
            };
            if !text.is_ok_and(|text| anchors(&text).contains(anchor)) {
                found.push(format!("{}: {target}", source.path));
            }
        }
    }
    refuse("a link to a heading that there is not", found);
}
