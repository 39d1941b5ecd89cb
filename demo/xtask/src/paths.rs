//! Where things are: the checkout, its target directory, the user's cache.

use std::env;
use std::path::{Path, PathBuf};

/// The checkout's top folder.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let two_up = manifest.ancestors().nth(2).unwrap_or(manifest);
    two_up.to_path_buf()
}

/// Cargo's target directory, which every cargo call here is told explicitly so
/// that a user's own configuration cannot move the artifacts elsewhere.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// What xtask itself writes below the target directory.
pub fn bedside() -> PathBuf {
    target().join("bedside")
}

/// The built output: `worker/`, `assets/` and `workerd.capnp`.
pub fn dist() -> PathBuf {
    bedside().join("dist")
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
    fn which_finds_a_shell_and_no_nonsense() {
        assert!(which("sh").is_some());
        assert!(which("no-such-program-here").is_none());
    }
}
