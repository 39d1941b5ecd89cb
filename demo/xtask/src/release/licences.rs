//! The licences of the crates that the wasm modules are made of, with the texts
//! that their packages carry.

use crate::cmd::Cmd;
use crate::toolchain::WASM32;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The packages that are compiled to wasm.
const MODULES: [&str; 2] = ["bedside-edge", "bedside-widget"];
/// Beginnings of the names of files that hold a licence or a notice.
const TEXTS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// A crate of somebody else's.
#[derive(Debug, PartialEq, Eq)]
struct Crate {
    name: String,
    version: String,
    /// An SPDX expression, or what the package says instead.
    licence: String,
    manifest: String,
}

/// Describes the crates of the modules as Markdown.
pub fn of_modules() -> Result<String> {
    let metadata = Cmd::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--all-features", "--filter-platform", WASM32])
        .output()?;
    let metadata = serde_json::from_str(&metadata).context("cargo's metadata are no JSON")?;
    let crates = crates(&metadata, &MODULES).context("cargo's metadata have another form")?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for each in &crates {
        let named = format!("{} {}", each.name, each.version);
        let found = texts_of(Path::new(&each.manifest))?;
        if found.is_empty() {
            // Its text is Bedside's own. That of MIT would name who wrote it.
            if !each.licence.contains("Apache-2.0") {
                bail!("{named} ({}) carries no licence text", each.licence);
            }
            without.push(named);
        } else {
            for text in found {
                texts.entry(text).or_default().push(named.clone());
            }
        }
    }
    Ok(document(&crates, &texts, &without))
}

/// The crates that these packages are made of: their dependencies and those of
/// these, without what only builds or tests, or runs in the compiler.
fn crates(metadata: &Value, roots: &[&str]) -> Option<Vec<Crate>> {
    let packages = metadata["packages"].as_array()?;
    let by_id: BTreeMap<_, _> = (packages.iter())
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes = metadata["resolve"]["nodes"].as_array()?;
    let nodes: BTreeMap<_, _> = (nodes.iter())
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let is_root = |package: &&Value| roots.iter().any(|root| package["name"] == *root);
    let mut open: Vec<&str> = (packages.iter().filter(is_root))
        .filter_map(|package| package["id"].as_str())
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let package = by_id.get(id)?;
        if is_macro(package) || !seen.insert(id) {
            continue;
        }
        let needed = nodes.get(id)?["deps"].as_array()?.iter();
        let needed = needed.filter(|needed| is_linked(needed));
        open.extend(needed.filter_map(|needed| needed["pkg"].as_str()));
    }
    let text = |package: &Value, member: &str| {
        let text = package[member].as_str().unwrap_or_default();
        text.to_owned()
    };
    let crates = seen.into_iter().filter_map(|id| by_id.get(id));
    let foreign = crates.filter(|package| !package["source"].is_null());
    let mut crates: Vec<_> = foreign
        .map(|package| Crate {
            name: text(package, "name"),
            version: text(package, "version"),
            licence: text(package, "license"),
            manifest: text(package, "manifest_path"),
        })
        .collect();
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Some(crates)
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    let mut kinds = targets.flat_map(|target| target["kind"].as_array().into_iter().flatten());
    kinds.any(|kind| kind == "proc-macro")
}

/// True for a dependency that is neither of tests nor of a build script.
fn is_linked(needed: &Value) -> bool {
    let mut kinds = needed["dep_kinds"].as_array().into_iter().flatten();
    kinds.any(|kind| kind["kind"].is_null())
}

/// The texts in a package's folder, in the order of their names.
fn texts_of(manifest: &Path) -> Result<Vec<String>> {
    let folder = manifest.parent().context("a manifest without a folder")?;
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_uppercase();
        file.is_file() && TEXTS.iter().any(|text| name.starts_with(text))
    });
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    };
    files.iter().map(read).collect()
}

fn document(crates: &[Crate], texts: &BTreeMap<String, Vec<String>>, without: &[String]) -> String {
    let mut page = String::from(
        "# Third-party licences\n\n\
         Bedside itself is licensed under MIT or Apache-2.0, at your choice. Its WebAssembly \
         modules contain Rust's standard library, under the same two licences, and these crates:\n\n\
         | crate | version | licence |\n|---|---|---|\n",
    );
    for each in crates {
        let licence = match each.licence.as_str() {
            "" => "see its text below",
            licence => licence,
        };
        let _ = writeln!(page, "| {} | {} | {licence} |", each.name, each.version);
    }
    if !without.is_empty() {
        let _ = writeln!(
            page,
            "\nThe packages of these carry no text; they are used under Apache-2.0 \
             (LICENSE-APACHE): {}.",
            without.join(", ")
        );
    }
    for (text, of) in texts {
        let _ = write!(page, "\n## {}\n\n````text\n{text}\n````\n", of.join(", "));
    }
    page
}

#[cfg(test)]
#[path = "licences_tests.rs"]
mod tests;
