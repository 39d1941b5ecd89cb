//! Paths: the checkout, its target directory, the user's cache.

use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A file that every checkout has and nothing else does, from its top.
const MARK: &str = "demo/xtask/Cargo.toml";

/// The checkout's top folder. Where none is found, [`find_root`] says so
/// better: the command line asks that first.
#[expect(
    clippy::panic,
    reason = "nothing works without it, and main asked already"
)]
pub fn root() -> PathBuf {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| find_root().unwrap_or_else(|error| panic!("{error:#}")))
        .clone()
}

/// Finds the checkout when it is needed, never when this is compiled: a program
/// that was copied or moved with its checkout must not build the old one.
/// Cargo names a package of it to what it runs; else it is around the current
/// folder.
pub fn find_root() -> Result<PathBuf> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let current = env::current_dir().ok();
    root_of([package, current]).context(
        "no checkout of Bedside here: run `cargo xtask` in it, or this program in one of its folders",
    )
}

/// The checkout around the first of these places that lies in one.
fn root_of(places: impl IntoIterator<Item = Option<PathBuf>>) -> Option<PathBuf> {
    places.into_iter().flatten().find_map(|place| {
        let mut around = place.ancestors();
        around
            .find(|dir| dir.join(MARK).is_file())
            .map(Path::to_path_buf)
    })
}

/// Cargo's target directory, which every cargo call here is told explicitly so
/// that a user's own configuration cannot move the artifacts elsewhere.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// The folder of xtask's own files below the target directory.
pub fn bedside() -> PathBuf {
    target().join("bedside")
}

/// Logs of the steps that were run, one file each.
pub fn logs() -> PathBuf {
    bedside().join("logs")
}

/// Tools that outlive a checkout, because compiling them takes minutes.
pub fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|dir| dir.is_absolute())
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")))
        .unwrap_or_else(|| root().join("target").join("cache"));
    base.join("bedside")
}

/// Finds a program on the search path.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|dir| dir.join(program))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_holds_the_workspace() {
        assert!(root().join("Cargo.lock").is_file());
    }

    #[test]
    fn the_checkout_is_the_one_that_is_asked_for_not_the_one_compiled_in() {
        let dir = tempfile::tempdir().unwrap();
        let moved = dir.path().join("moved");
        std::fs::create_dir_all(moved.join("demo/xtask/src")).unwrap();
        std::fs::create_dir_all(moved.join("tests/it")).unwrap();
        std::fs::write(moved.join(MARK), "").unwrap();
        let asked = |package: Option<&str>, current: &str| {
            root_of([package.map(|name| moved.join(name)), Some(current.into())])
        };
        let here = moved.join("tests/it").to_string_lossy().into_owned();
        assert_eq!(asked(Some("demo/xtask"), "/").as_ref(), Some(&moved));
        assert_eq!(asked(Some("tests"), "/").as_ref(), Some(&moved));
        assert_eq!(asked(None, &here).as_ref(), Some(&moved));
        // Another package ran this: not its folder counts.
        let elsewhere = Some(dir.path().to_path_buf());
        assert_eq!(
            root_of([elsewhere, Some(here.into())]).as_ref(),
            Some(&moved)
        );
        assert_eq!(asked(None, "/"), None);
    }

    #[test]
    fn which_finds_a_shell_and_no_nonsense() {
        assert!(which("sh").is_some());
        assert!(which("no-such-program-here").is_none());
    }
}
