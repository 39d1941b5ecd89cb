//! The repository's files, and how a rule reports what it found.

use std::path::{Path, PathBuf};

/// A text file of the repository.
#[derive(Clone)]
pub struct Source {
    /// Path from the repository's top, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The repository's top folder.
pub fn top() -> PathBuf {
    bedside_xtask::paths::root()
}

/// Every text file below `folder` ("" for all), built and fetched things left
/// out, in a stable order.
pub fn below(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&top().join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Like [`below`], Rust only.
pub fn rust_below(folder: &str) -> Vec<Source> {
    let mut sources = below(folder);
    sources.retain(|s| s.path.ends_with(".rs"));
    assert!(
        !sources.is_empty(),
        "no Rust below {folder}: has the folder moved?"
    );
    sources
}

/// The text of one file that must be there.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Fails with every finding on a line of its own.
pub fn refuse(rule: &str, findings: Vec<String>) {
    assert!(
        findings.is_empty(),
        "{rule}:\n  {}\n",
        findings.join("\n  ")
    );
}

fn walk(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("a folder's entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !matches!(
                name.as_str(),
                "target" | "node_modules" | ".git" | "build" | ".wrangler"
            ) {
                walk(&path, found);
            }
            continue;
        }
        // What is not text (fonts, pictures) is no rule's business.
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let path = path.strip_prefix(top()).expect("found below the top");
        let path = path.to_string_lossy().replace('\\', "/");
        found.push(Source { path, text });
    }
}
