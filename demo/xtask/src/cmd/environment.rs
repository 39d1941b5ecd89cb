//! The environment of child processes.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Variables that `cargo run` sets for us and that would mislead another
/// cargo, or make it rebuild what has not changed.
const FROM_CARGO_RUN: [&str; 6] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_RUSTC_CURRENT_DIR",
];

/// Gives a child the user's own environment, without what `cargo run` added.
pub fn clean(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if FROM_CARGO_RUN.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        match without_rust_libraries(&path) {
            Some(kept) => command.env("LD_LIBRARY_PATH", kept),
            None => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
}

/// Drops the toolchain's and the target directory's libraries, which `cargo
/// run` puts in front and another toolchain's compiler must not load.
fn without_rust_libraries(path: &OsString) -> Option<OsString> {
    let ours = crate::paths::target();
    let kept: Vec<_> = env::split_paths(path)
        .filter(|dir| !dir.starts_with(&ours) && !is_toolchain(dir))
        .collect();
    if kept.is_empty() {
        return None;
    }
    env::join_paths(kept).ok()
}

fn is_toolchain(dir: &Path) -> bool {
    dir.components()
        .any(|part| part.as_os_str() == "toolchains")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn library_path_loses_only_rusts_own() {
        let ours = crate::paths::target().join("debug/deps");
        let path = env::join_paths([
            ours.as_path(),
            Path::new("/home/a/.rustup/toolchains/stable/lib"),
            Path::new("/opt/lib"),
        ])
        .unwrap();
        assert_eq!(without_rust_libraries(&path), Some("/opt/lib".into()));
        assert_eq!(without_rust_libraries(&ours.into_os_string()), None);
    }
}
