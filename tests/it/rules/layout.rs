//! The repository's top level is the agreed list, and links inside it lead
//! somewhere.

use crate::sources::{below, refuse, top};

/// All that lies at the top; names that start with a dot are tools' own.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "clippy.toml",
    "demo",
    "edge-worker",
    "target",
    "tests",
    "widget",
];

#[test]
fn the_top_level_is_the_agreed_list() {
    let entries = std::fs::read_dir(top()).expect("the repository's top");
    let names = entries.map(|e| {
        e.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let extra = names
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    refuse("a folder or file the top level does not have", extra);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut found = Vec::new();
    for source in below("").iter().filter(|s| s.path.ends_with(".md")) {
        let folder = top().join(&source.path);
        let folder = folder.parent().expect("a file's folder");
        for target in link_targets(&source.text) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !folder.join(path).exists() {
                found.push(format!("{}: {target}", source.path));
            }
        }
    }
    refuse("a link to nothing", found);
}

/// Addresses of Markdown links and images that are no URLs.
pub fn link_targets(text: &str) -> Vec<&str> {
    let starts = text.match_indices("](").map(|(at, _)| at + 2);
    starts
        .filter_map(|at| text[at..].split_once(')').map(|(target, _)| target))
        .filter(|target| {
            !target.contains("://") && !target.starts_with("mailto:") && !target.contains(' ')
        })
        .collect()
}
