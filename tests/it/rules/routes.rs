//! The one route table and the API's document say the same. (Invariant 3.)

use crate::sources::{read, refuse};
use std::collections::BTreeSet;

/// `METHOD /path`, every parameter written `{}`.
fn in_the_table() -> BTreeSet<String> {
    let table = read("edge-worker/src/routes.rs");
    let rows = table
        .lines()
        .filter(|line| line.contains("=>") && line.matches('"').count() >= 6);
    rows.map(|row| {
        let texts: Vec<_> = row.split('"').skip(1).step_by(2).collect();
        format!("{} {}", texts[0], without_names(texts[1]))
    })
    .collect()
}

fn in_the_document() -> BTreeSet<String> {
    let document = read("edge-worker/API.md");
    let rows = document.lines().filter(|line| line.starts_with('|'));
    let words = rows.flat_map(|row| row.split('`').skip(1).step_by(2).collect::<Vec<_>>());
    words
        .filter_map(|word| {
            let (method, path) = word.split_once(' ')?;
            let known = ["GET", "POST", "PATCH", "PUT", "DELETE"].contains(&method);
            let path = path.split('?').next()?;
            let path = match path.strip_prefix('S') {
                Some(rest) => format!("/v1/sites/{{}}{rest}"),
                None => path.to_owned(),
            };
            known.then(|| format!("{method} {}", without_names(&path)))
        })
        .collect()
}

fn without_names(path: &str) -> String {
    let parts = path.split('/');
    let parts: Vec<_> = parts
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect();
    parts.join("/")
}

#[test]
fn the_document_and_the_route_table_agree() {
    let (table, document) = (in_the_table(), in_the_document());
    assert!(
        table.len() > 20,
        "the table has another form now: {table:?}"
    );
    let missing = table
        .difference(&document)
        .map(|route| format!("not in API.md: {route}"));
    let invented = document
        .difference(&table)
        .map(|route| format!("not in the table: {route}"));
    refuse("two tables of routes", missing.chain(invented).collect());
}
