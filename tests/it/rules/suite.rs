//! The tests' own manners: none is ignored, none sleeps.

use crate::sources::{below, refuse, rust_below};
use crate::tokens::all;

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

#[test]
fn only_the_wait_file_sleeps() {
    let mut found = Vec::new();
    for source in rust_below("tests") {
        if source.path == "demo/client/src/wait.rs" {
            continue;
        }
        let sleeps = all(&source)
            .into_iter()
            .filter(|t| t.is("sleep") || t.is("sleep_until"));
        found.extend(sleeps.map(|t| format!("{}:{}", source.path, t.line)));
    }
    let timer = concat!("setTime", "out(");
    for source in below("tests").iter().filter(|s| s.text.contains(timer)) {
        found.push(format!("{}: {timer}", source.path));
    }
    refuse("wait for a condition with a named reason instead", found);
}

#[test]
fn exceptions_from_lints_carry_a_reason() {
    let mut found = Vec::new();
    for source in rust_below("") {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with(concat!("#[", "allow("))
                || line.starts_with(concat!("#![", "allow("))
            {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    refuse("write #[expect(lint, reason = \"..\")]", found);
}
