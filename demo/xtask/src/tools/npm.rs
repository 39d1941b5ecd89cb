//! Tools from npm, each folder of `demo/xtask/npm/` one pinned set.

use super::answers;
use crate::cmd::Cmd;
use crate::paths;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The oldest Node that the demo's provider and the tools run on.
const NODE: u32 = 20;

/// Installs a set of `demo/xtask/npm/` into the cache, and gives its folder.
/// The folder's name carries the lock's hash: another lock, another folder.
pub fn npm_package(name: &str) -> Result<PathBuf> {
    let hash = hash(lock_of(name)?.as_bytes());
    let base = paths::cache().join("npm");
    let dir = base.join(format!("{name}-{hash}"));
    if dir.is_dir() {
        return Ok(dir);
    }
    // Installed aside and renamed, so that an interrupted install is not taken
    // for a whole one.
    let aside = base.join(format!("{name}-{hash}.{}", std::process::id()));
    fs::create_dir_all(&aside).with_context(|| format!("cannot make {}", aside.display()))?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source(name).join(file), aside.join(file))?;
    }
    let installed = npm_ci(&aside, &format!("Fetching npm packages ({name})"));
    if installed.is_err() {
        let _ = fs::remove_dir_all(&aside);
    }
    installed?;
    if fs::rename(&aside, &dir).is_err() {
        // Somebody else was faster.
        let _ = fs::remove_dir_all(&aside);
    }
    Ok(dir)
}

/// Installs a package of the checkout in its own folder, when its lock changed
/// since the last time.
pub fn install_in_place(dir: &Path, label: &str) -> Result<()> {
    // Stacks of several tests start at the same time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let lock = fs::read(dir.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", dir.display()))?;
    let stamp = dir.join("node_modules/.bedside-lock");
    let hash = hash(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == hash) {
        return Ok(());
    }
    npm_ci(dir, label)?;
    fs::write(&stamp, hash).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Node's program, checked for its age.
pub fn node() -> Result<PathBuf> {
    let missing = || format!("Node {NODE} or newer is needed, with npm");
    let node = paths::which("node").with_context(missing)?;
    let version = node_major(&node).with_context(missing)?;
    if version < NODE {
        bail!("{}; {} is {version}", missing(), node.display());
    }
    Ok(node)
}

/// The major version of a Node program.
pub fn node_major(node: &Path) -> Option<u32> {
    major(&Cmd::new(node).arg("--version").output().ok()?)
}

fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// The lock of a set, as text.
pub fn lock_of(name: &str) -> Result<String> {
    let file = source(name).join("package-lock.json");
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// The version of the npm package `workerd` that Bedside is tried with.
pub fn workerd_version() -> Result<String> {
    let file = source("tools").join("package.json");
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let manifest: Value = serde_json::from_str(&text)?;
    let version = manifest["dependencies"]["workerd"].as_str();
    Ok(version.context("workerd is not pinned")?.to_owned())
}

/// A package's own program for this machine. npm packages of native programs
/// keep one package per platform, named `scope/package-system-processor`.
pub fn native(npm: &Path, scope: &str, package: &str, program: &str) -> Result<PathBuf> {
    let dir = npm.join("node_modules").join(scope);
    let prefix = format!("{package}-");
    let entries = fs::read_dir(&dir).with_context(|| format!("{} is missing", dir.display()))?;
    for entry in entries.flatten() {
        let file = entry.path().join("bin").join(program);
        let ours = entry.file_name().to_string_lossy().starts_with(&prefix) || package == "esbuild";
        if ours && file.is_file() && answers(&file, "--version") {
            return Ok(file);
        }
    }
    bail!(
        "npm has no {program} for {} on {}",
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

fn npm_ci(dir: &Path, label: &str) -> Result<()> {
    node()?;
    // The packages carry their programs; their install scripts only download
    // or shorten paths.
    Cmd::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .dir(dir)
        .step(label)
}

fn source(name: &str) -> PathBuf {
    paths::root().join("demo/xtask/npm").join(name)
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn major_version_of_node() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn locks_name_no_registry_and_no_range() {
        for set in ["tools", "wrangler", "node", "artalk", "waline"] {
            assert!(!lock_of(set).unwrap().contains("\"resolved\""), "{set}");
            let manifest = fs::read_to_string(source(set).join("package.json")).unwrap();
            assert!(!manifest.contains('^') && !manifest.contains('~'), "{set}");
        }
    }
}
