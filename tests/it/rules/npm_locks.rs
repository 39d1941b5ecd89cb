//! Nothing in the repository names the machine or the place it was made at.

use crate::sources::{below, refuse};

/// Written in halves, so that this file does not contain them.
const NEVER: &[(&str, &str)] = &[
    ("/w", "ork/"),
    ("/ro", "ot/"),
    (".lib", "rary"),
    ("npmj", "s.org"),
    ("static.crat", "es"),
    ("index.crat", "es"),
    ("artif", "actory"),
    ("far", "m-"),
];

#[test]
fn nothing_names_the_place_it_was_made_at() {
    let mut found = Vec::new();
    for source in below("") {
        // In a second work tree `.git` is a file with the path of the first.
        if source.path == ".git"
            || source.path == "Cargo.lock"
            || source.path.ends_with("package-lock.json")
        {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            let lower = line.to_lowercase();
            if NEVER
                .iter()
                .any(|(a, b)| lower.contains(&format!("{a}{b}")))
            {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    refuse("a name of somebody's machine or mirror", found);
}

#[test]
fn locks_of_npm_packages_name_no_registry() {
    let locks = below("")
        .into_iter()
        .filter(|s| s.path.ends_with("package-lock.json"));
    let wrong = locks.filter(|s| s.text.contains("\"resolved\""));
    refuse(
        "remove the resolved addresses",
        wrong.map(|s| s.path).collect(),
    );
}
