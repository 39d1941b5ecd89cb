//! Locks of npm packages work with any registry.

use crate::sources::{below, refuse};

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
