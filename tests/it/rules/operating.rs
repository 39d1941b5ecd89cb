//! Quotations in the operator's page are said by the programs.

use crate::sources::{below, read, refuse};
use bedside_wire::ProblemCode;

/// Said by workerd or by HTTP, not by us.
const OF_OTHERS: &[&str] = &["Address already in use", "is not allowed"];

/// The words in the first column of the page's last table.
fn quoted() -> Vec<String> {
    let page = read("edge-worker/OPERATING.md");
    let (_, table) = page
        .split_once("| what is said | what to do |")
        .expect("the table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let quoted = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    quoted.map(str::to_owned).collect()
}

#[test]
fn every_error_that_the_page_explains_is_one_that_is_said() {
    let mut said = read("edge-worker/release/bedside");
    for folder in [
        "edge-worker/src",
        "edge-worker/domain/src",
        "edge-worker/http/src",
        "edge-worker/wire/src",
    ] {
        said.extend(below(folder).into_iter().map(|source| source.text));
    }
    said.extend(ProblemCode::ALL.iter().map(|code| code.as_str()));
    let is_said = |words: &str| {
        // What differs each time stands in capitals, or is left out by dots.
        let mut parts = words
            .split(" N ")
            .flat_map(|part| part.split(" NAME "))
            .flat_map(|part| part.split(" … "));
        parts.all(|part| said.contains(part))
    };
    let quoted = quoted();
    assert!(
        quoted.len() > 15,
        "the table has another form now: {quoted:?}"
    );
    let invented = quoted.into_iter().filter(|words| {
        let event = words.strip_prefix("\"event\":");
        let words = event.unwrap_or(words);
        !OF_OTHERS.contains(&words) && !is_said(words)
    });
    refuse("nobody says this", invented.collect());
}

#[test]
fn every_variable_of_the_script_is_on_the_page() {
    let (script, page) = (
        read("edge-worker/release/bedside"),
        read("edge-worker/OPERATING.md"),
    );
    let names = script
        .split("${")
        .skip(1)
        .filter_map(|rest| rest.split([':', '}']).next());
    let names = names.filter(|name| name.starts_with("BEDSIDE_") || *name == "WORKERD");
    let missing = names.filter(|name| !page.contains(&format!("`{name}`")));
    refuse(
        "not on the operator's page",
        missing.map(str::to_owned).collect(),
    );
}
