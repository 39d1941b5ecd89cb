//! A panic in the worker ends the instance for every reader, and one in the
//! widget leaves a dead box on somebody's page: what ships has none.
//! (Invariant 7.)

use crate::sources::{refuse, rust_below};
use crate::tokens::shipped;

const FOLDERS: &[&str] = &[
    "edge-worker/src",
    "edge-worker/domain/src",
    "edge-worker/wire/src",
    "widget/src",
];
const METHODS: &[&str] = &[
    "unwrap",
    "expect",
    "unwrap_err",
    "expect_err",
    "unwrap_throw",
    "expect_throw",
];
const MACROS: &[&str] = &[
    "panic",
    "unreachable",
    "todo",
    "unimplemented",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
];

#[test]
fn what_ships_never_panics_on_purpose() {
    let mut found = Vec::new();
    for source in FOLDERS.iter().flat_map(|folder| rust_below(folder)) {
        let tokens = shipped(&source);
        for window in tokens.windows(3) {
            let [before, name, after] = window else {
                continue;
            };
            let method = before.is(".") && after.is("(") && METHODS.contains(&name.text.as_str());
            let request = after.is("!") && MACROS.contains(&name.text.as_str());
            if method || request {
                found.push(format!("{}:{}: {}", source.path, name.line, name.text));
            }
        }
    }
    refuse("handle it, or make the state impossible", found);
}
