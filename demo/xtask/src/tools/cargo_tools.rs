//! Tools that cargo compiles: minutes each, so kept outside the checkout.

use crate::cmd::Cmd;
use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// The build of the `worker` crate that the workspace uses.
pub const WORKER_BUILD: &str = "0.8.7";

/// The wasm-bindgen program. It must have exactly the version of the crate, or
/// it refuses the module.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let version = locked_version("wasm-bindgen")?;
    // Not `--locked`: its lock names versions that an index may lack.
    installed("wasm-bindgen-cli", "wasm-bindgen", &version, false)
}

/// The worker-build program.
pub fn worker_build() -> Result<PathBuf> {
    installed("worker-build", "worker-build", WORKER_BUILD, true)
}

/// The version of a crate in the workspace's Cargo.lock.
pub fn locked_version(name: &str) -> Result<String> {
    let file = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).context("cannot read Cargo.lock")?;
    version_in(&lock, name).with_context(|| format!("Cargo.lock has no {name}"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{name}\""))?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

fn installed(package: &str, program: &str, version: &str, locked: bool) -> Result<PathBuf> {
    let dir = paths::cache().join("tools");
    let file = dir.join("bin").join(program);
    let said = Cmd::new(&file)
        .arg("--version")
        .output()
        .unwrap_or_default();
    if said.split_whitespace().any(|word| word == version) {
        return Ok(file);
    }
    let mut install = Cmd::new("cargo")
        .args(["install", "--force", "--root"])
        .arg(&dir)
        .args(["--version", &format!("={version}"), package]);
    if locked {
        install = install.arg("--locked");
    }
    // A target directory of its own: a checkout's is thrown away, and half a
    // compilation is worth keeping after an interruption.
    install
        .env("CARGO_TARGET_DIR", dir.join("target"))
        .step(&format!("Compiling {package} {version} (once, minutes)"))?;
    let _ = fs::remove_dir_all(dir.join("target"));
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_that_of_the_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.9\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.9"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }

    #[test]
    fn worker_build_fits_the_worker_crate() {
        assert_eq!(locked_version("worker").unwrap(), WORKER_BUILD);
    }
}
