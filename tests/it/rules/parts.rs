//! The parts that a page's style may name: the README's table has those that
//! the widget shows, all and no other.

use crate::sources::{read, rust_below};
use std::collections::BTreeSet;

/// The names in the README's table of parts.
fn documented() -> BTreeSet<String> {
    let text = read("widget/README.md");
    let (_, table) = text
        .split_once("| part | what |")
        .expect("a table of parts");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let names = rows.filter_map(|row| row.split('|').nth(1));
    let names = names.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

/// The names in `part` attributes: whole literals, or one chosen before.
fn shown() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in rust_below("widget/src") {
        for line in source.text.lines() {
            let chosen = line.split_once("let part = if ");
            let rest = match (chosen, line.split_once(" part=\"")) {
                (Some((_, rest)), _) => rest.split('"').skip(1).step_by(2).collect(),
                (None, Some((_, rest))) => rest.split('"').take(1).collect(),
                (None, None) => Vec::new(),
            };
            let each = rest.iter().flat_map(|list| list.split(' '));
            names.extend(each.map(str::to_owned));
        }
    }
    names
}

#[test]
fn the_readme_has_every_part_and_no_other() {
    assert_eq!(documented(), shown());
}
