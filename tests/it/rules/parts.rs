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
    let rows = table.lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let names = rows.filter_map(|row| row.split('|').nth(1));
    let names = names.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

/// The lists of names in the `part` attributes; with `chosen` also the strings
/// that could be one, where an attribute is chosen before it is set.
fn shown(chosen: bool) -> Vec<Vec<String>> {
    let begin = if chosen { "\"" } else { " part=\"" };
    let sources = rust_below("widget/src");
    let text = sources.iter().flat_map(|source| source.text.lines());
    let lists = text.flat_map(|line| line.split(begin).skip(1));
    let lists = lists.filter_map(|rest| rest.split('"').next());
    let names = lists.map(|list| list.split(' ').map(str::to_owned).collect());
    names.collect()
}

#[test]
fn every_part_is_documented() {
    let documented = documented();
    for name in shown(false).iter().flatten() {
        assert!(documented.contains(name), "{name} is not in the table");
    }
}

#[test]
fn every_documented_part_is_shown() {
    let documented = documented();
    let lists = shown(true);
    let parts = lists
        .iter()
        .filter(|list| list.iter().all(|n| documented.contains(n)));
    let parts: BTreeSet<_> = parts.flatten().cloned().collect();
    assert_eq!(parts, documented);
    assert!(documented.len() > 10, "{documented:?}");
}
