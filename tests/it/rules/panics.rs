//! Checks that no code which ships asserts: a panic in the worker ends the instance
//! for every reader. (Invariant 7.) Clippy refuses every other panic; asserts are
//! left to this rule, as clippy would refuse those of the tests too.

use crate::sources::{refuse, rust_below};
use crate::tokens::shipped;

const FOLDERS: &[&str] = &[
    "edge-worker/src",
    "edge-worker/domain/src",
    "edge-worker/http/src",
    "edge-worker/wire/src",
    "widget/src",
];
const MACROS: &[&str] = &["assert", "assert_eq", "assert_ne", "debug_assert"];

#[test]
fn what_ships_asserts_nothing() {
    let mut found = Vec::new();
    for source in FOLDERS.iter().flat_map(|folder| rust_below(folder)) {
        for window in shipped(&source).windows(2) {
            let [name, after] = window else {
                continue;
            };
            if after.is("!") && MACROS.contains(&name.text.as_str()) {
                found.push(format!("{}:{}: {}", source.path, name.line, name.text));
            }
        }
    }
    refuse("handle it, or make the state impossible", found);
}
