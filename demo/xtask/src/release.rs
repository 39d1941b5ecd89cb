//! `cargo xtask release`: one archive with all that an owner needs besides
//! workerd.
//!
//! The same build gives the same archive: entries are sorted, and carry no time
//! and no owner.

mod archive;
mod licences;

use crate::build::inputs::hex;
use crate::dist::Dist;
use crate::paths;
use crate::profile::Profile;
use crate::tools::workerd_version;
use anyhow::{Context, Result};
use archive::{Entry, Tree};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The script that checks the surroundings and starts workerd.
const START: &str = "bedside";
/// Files of `edge-worker` that keep their places.
const FROM_EDGE_WORKER: [&str; 6] = [
    "API.md",
    "OPERATING.md",
    "release/Caddyfile",
    "release/bedside.service",
    "release/deployment.example.json",
    "release/nginx.conf",
];
/// Files of the checkout's top.
const FROM_TOP: [&str; 3] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Packs built output into an archive, and returns where that is. Its checksum
/// stands beside it.
pub fn release(dist: &Dist) -> Result<PathBuf> {
    let name = name(dist.profile());
    let tree = contents(dist)?;
    let bytes = archive::pack(&name, &tree).context("cannot pack the archive")?;
    let folder = dist.profile().folder().join("release");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = folder.join(format!("{name}.tar.gz"));
    let sum = format!("{}  {name}.tar.gz\n", hex(&Sha256::digest(&bytes)));
    fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    fs::write(folder.join(format!("{name}.tar.gz.sha256")), sum)?;
    Ok(file)
}

/// The archive's name, and that of the folder in it.
fn name(profile: Profile) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match profile {
        Profile::Release => format!("bedside-{version}"),
        Profile::Dev => format!("bedside-{version}-dev"),
    }
}

fn contents(dist: &Dist) -> Result<Tree> {
    let mut tree = Tree::default();
    add_folder(&mut tree, &dist.assets(), "assets")?;
    add_folder(&mut tree, &dist.worker(), "worker")?;
    add_file(&mut tree, &dist.capnp(), "workerd.capnp")?;
    let edge = paths::root().join("edge-worker");
    for path in FROM_EDGE_WORKER {
        add_file(&mut tree, &edge.join(path), path)?;
    }
    for path in FROM_TOP {
        add_file(&mut tree, &paths::root().join(path), path)?;
    }
    let start = fs::read(edge.join("release").join(START)).context("cannot read the script")?;
    tree.insert(START.to_owned(), Entry::program(start));
    let version = format!("{}\n", workerd_version()?);
    tree.insert("workerd-version".to_owned(), Entry::file(version));
    let licences = licences::of_modules()?;
    tree.insert("THIRD-PARTY.md".to_owned(), Entry::file(licences));
    let sums = checksums(&tree);
    tree.insert("SHA256SUMS".to_owned(), Entry::file(sums));
    Ok(tree)
}

/// Lines that `sha256sum --check` reads.
fn checksums(tree: &Tree) -> String {
    let mut lines = String::new();
    for (path, entry) in tree {
        let _ = writeln!(lines, "{}  {path}", hex(&Sha256::digest(&entry.bytes)));
    }
    lines
}

fn add_folder(tree: &mut Tree, folder: &Path, prefix: &str) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => add_folder(tree, &entry.path(), &name)?,
            false => add_file(tree, &entry.path(), &name)?,
        }
    }
    Ok(())
}

fn add_file(tree: &mut Tree, file: &Path, path: &str) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    tree.insert(path.to_owned(), Entry::file(bytes));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_lines_that_sha256sum_reads() {
        let mut tree = Tree::default();
        tree.insert("b/two".into(), Entry::file(""));
        tree.insert("a".into(), Entry::program("abc"));
        assert_eq!(
            checksums(&tree),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b/two\n"
        );
    }

    #[test]
    fn a_build_for_development_says_so_in_its_name() {
        assert!(name(Profile::Dev).ends_with("-dev"));
        assert!(!name(Profile::Release).contains("dev"));
    }
}
