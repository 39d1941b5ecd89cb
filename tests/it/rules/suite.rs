//! The tests' own manners: none is ignored, none sleeps.

use crate::sources::{below, refuse, rust_below};

#[test]
fn no_test_is_ignored() {
    let mut found = Vec::new();
    for source in rust_below("") {
        for (number, line) in source.text.lines().enumerate() {
            if line.trim_start().starts_with(concat!("#[", "ignore")) {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    refuse("a test that does not run proves nothing", found);
}

/// Clippy holds the same for Rust (`clippy.toml`).
#[test]
fn scripts_of_tests_do_not_sleep() {
    let timer = concat!("setTime", "out(");
    let sleeping = below("tests");
    let sleeping = sleeping.iter().filter(|s| s.text.contains(timer));
    let found = sleeping.map(|s| format!("{}: {timer}", s.path)).collect();
    refuse("wait for a condition with a named reason instead", found);
}
