//! Everything a browser gets: the loader, and a folder named by the build's id
//! with the styles, texts and modules.

use super::{MODULES, Workshop, empty, inputs::hex, module, swap};
use crate::cmd::Cmd;
use crate::paths;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// How many characters of the hash name a build.
const ID_LENGTH: usize = 10;
/// What scripts may use without being translated: browsers since 2021.
const SCRIPT_TARGET: &str = "--target=es2020";
const STYLE_TARGET: &str = "--target=chrome100,firefox100,safari15.4";
/// The scripts that pages include besides the loader.
const TAGS: [&str; 2] = ["count.js", "recent.js"];
/// The scripts of the worker's own pages.
const PAGE_SCRIPTS: [&str; 2] = ["sign-in.js", "confirm.js"];
/// Style sheets that pages link; others are parts that these import.
const STYLES: [&str; 1] = ["widget.css"];

/// Builds `dist/assets`.
pub fn build(shop: &Workshop<'_>) -> Result<()> {
    let widget = paths::root().join("widget");
    let new = shop.profile.folder().join("assets.new");
    empty(&new)?;
    let unnamed = new.join("unnamed");
    fs::create_dir_all(unnamed.join("lang"))?;

    for (_, feature, name) in MODULES {
        let dir = module::folder(shop.profile, feature);
        let wasm = format!("{name}_bg.wasm");
        fs::copy(dir.join(&wasm), unnamed.join(&wasm))?;
        let script = format!("{name}.js");
        bundle(
            shop,
            &dir.join(module::ENTRY),
            &unnamed.join(&script),
            &["--format=esm"],
        )?;
    }
    for style in STYLES {
        let source = widget.join("style").join(style);
        if source.is_file() {
            bundle(shop, &source, &unnamed.join(style), &[STYLE_TARGET])?;
        }
    }
    let iife = ["--format=iife", SCRIPT_TARGET];
    for script in PAGE_SCRIPTS {
        let source = widget.join("loader").join(script);
        bundle(shop, &source, &unnamed.join(script), &iife)?;
    }
    for file in json_files(&paths::root().join("edge-worker/i18n/lang"))? {
        let name = file.file_name().unwrap_or_default();
        fs::write(unnamed.join("lang").join(name), compact(&file)?)?;
    }

    // The loader carries the id, and its own text is part of what the id
    // names: hash it without one first.
    let loader = |out: &Path, id: &str| {
        let define = format!("--define:BEDSIDE_BUILD=\"{id}\"");
        let args = [iife[0], iife[1], &define];
        bundle(shop, &widget.join("loader/embed.js"), out, &args)
    };
    let nameless = unnamed.join("embed.js");
    loader(&nameless, "")?;
    let id = id_of(&unnamed)?;
    fs::remove_file(&nameless)?;
    fs::rename(&unnamed, new.join(&id))?;
    loader(&new.join("embed.js"), &id)?;
    for tag in TAGS {
        bundle(
            shop,
            &widget.join("loader").join(tag),
            &new.join(tag),
            &iife,
        )?;
    }
    fs::write(
        new.join("manifest.json"),
        json!({ "build": id, "files": names(&new)? }).to_string(),
    )?;

    fs::create_dir_all(shop.profile.dist())?;
    swap(&new, &shop.profile.dist().join("assets"))
}

fn bundle(shop: &Workshop<'_>, from: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut out = std::ffi::OsString::from("--outfile=");
    out.push(to);
    Cmd::new(&shop.tools.esbuild)
        .arg(from)
        .args(["--bundle", "--minify", "--legal-comments=none"])
        .args(["--charset=utf8", "--log-level=warning"])
        .args(options)
        .arg(out)
        .output()
        .with_context(|| format!("cannot bundle {}", from.display()))?;
    Ok(())
}

fn json_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    Ok(files
        .filter(|file| file.extension().is_some_and(|end| end == "json"))
        .collect())
}

fn compact(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    Ok(value.to_string())
}

/// A short hash over the names and contents of all files in a folder.
fn id_of(dir: &Path) -> Result<String> {
    let mut files = Vec::new();
    walk(dir, &mut files)?;
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let name = file.strip_prefix(dir).unwrap_or(&file);
        hasher.update(name.as_os_str().as_encoded_bytes());
        hasher.update([0]);
        hasher.update(Sha256::digest(fs::read(&file)?));
    }
    Ok(hex(&hasher.finalize())[..ID_LENGTH].to_owned())
}

/// The names of all files in a folder, with `/` between their parts. The worker
/// serves these and nothing else.
fn names(dir: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    walk(dir, &mut files)?;
    let mut names: Vec<String> = files
        .iter()
        .filter_map(|file| file.strip_prefix(dir).ok())
        .map(|name| name.to_string_lossy().replace('\\', "/"))
        .collect();
    names.sort();
    Ok(names)
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_names_contents_and_file_names() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("lang")).unwrap();
        fs::write(dir.path().join("lang/en.json"), "{}").unwrap();
        fs::write(dir.path().join("a.js"), "1").unwrap();
        let first = id_of(dir.path()).unwrap();
        assert_eq!(first.len(), ID_LENGTH);
        assert_eq!(id_of(dir.path()).unwrap(), first);
        fs::write(dir.path().join("a.js"), "2").unwrap();
        assert_ne!(id_of(dir.path()).unwrap(), first);
    }

    #[test]
    fn the_list_names_files_by_their_paths() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("b/lang")).unwrap();
        fs::write(dir.path().join("b/lang/en.json"), "{}").unwrap();
        fs::write(dir.path().join("a.js"), "1").unwrap();
        assert_eq!(names(dir.path()).unwrap(), ["a.js", "b/lang/en.json"]);
    }

    #[test]
    fn json_loses_its_spaces() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("x.json");
        fs::write(&file, "{\n  \"a b\": \"c d\"\n}\n").unwrap();
        assert_eq!(compact(&file).unwrap(), r#"{"a b":"c d"}"#);
    }
}
