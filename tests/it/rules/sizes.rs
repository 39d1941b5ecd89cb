//! Files stay small enough to be read in one sitting.

use crate::sources::{below, refuse};

/// No file is longer.
const NEVER_OVER: usize = 500;
/// A longer one gives its reason in [`REASONS`].
const SELDOM_OVER: usize = 300;

/// Files over [`SELDOM_OVER`] lines, each with its reason.
const REASONS: &[(&str, &str)] = &[];

/// Written by tools, or data.
fn counts(path: &str) -> bool {
    let ours = [
        ".rs", ".js", ".mjs", ".css", ".sql", ".html", ".capnp", ".toml",
    ];
    ours.iter().any(|end| path.ends_with(end)) && !path.starts_with("demo/site/")
}

/// Lines up to the tests that stand in the same file.
fn length(text: &str) -> usize {
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .count()
}

#[test]
fn files_stay_short() {
    let mut found = Vec::new();
    for source in below("").iter().filter(|s| counts(&s.path)) {
        let lines = length(&source.text);
        let excused = REASONS.iter().any(|(path, _)| *path == source.path);
        if lines > NEVER_OVER || lines > SELDOM_OVER && !excused {
            found.push(format!("{}: {lines} lines", source.path));
        }
    }
    refuse("split it, or give a reason up to 500 lines", found);
}

#[test]
fn every_reason_for_a_long_file_is_still_needed() {
    let files = below("");
    let stale = REASONS.iter().filter(|(path, _)| {
        !files
            .iter()
            .any(|s| s.path == *path && length(&s.text) > SELDOM_OVER)
    });
    refuse(
        "shorter now, or gone",
        stale.map(|(path, _)| (*path).to_owned()).collect(),
    );
}
