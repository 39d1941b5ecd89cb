//! Finds or makes a Rust toolchain that compiles for wasm32.
//!
//! A laptop has `rustup target add`. A machine that reaches only package
//! registries does not; there Debian's own toolchain serves. The order: what is
//! there already, then rustup, then Debian, then a sentence that says what is
//! missing.

pub mod debian;
mod rustup;

use crate::cmd::Cmd;
use crate::paths::which;
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// The target of the worker and of the widget's modules.
pub const WASM32: &str = "wasm32-unknown-unknown";

/// A toolchain that compiles for wasm32: the environment that selects it.
#[derive(Debug, Clone)]
pub struct Toolchain {
    env: Vec<(String, OsString)>,
    version: String,
}

impl Toolchain {
    /// Gets one, whichever way works here.
    pub fn obtain() -> Result<Self> {
        let toolchain = Self::find_or_add()?;
        toolchain.add_std_source();
        Ok(toolchain)
    }

    fn find_or_add() -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let mut reasons = Vec::new();
        match rustup::install() {
            Ok(()) => {
                if let Some(found) = Self::find() {
                    return Ok(found);
                }
                reasons.push("rustup is done, but the library is not there".to_owned());
            }
            Err(error) => reasons.push(format!("{error:#}")),
        }
        match debian::install() {
            Ok(()) => {
                if let Some(found) = Self::find() {
                    return Ok(found);
                }
                reasons.push("Debian's toolchain was set up, but does not work".to_owned());
            }
            Err(error) => reasons.push(format!("{error:#}")),
        }
        bail!(
            "no Rust standard library for {WASM32} on this machine.\n\
             Install it with `rustup target add {WASM32}`, or as root on Debian with \
             `apt-get install {}`, and run this again.\n\
             What was tried:\n- {}",
            debian::PACKAGES.join(" "),
            reasons.join("\n- ")
        )
    }

    /// The first toolchain here that already has the library.
    pub fn find() -> Option<Self> {
        let candidates = [Vec::new(), rustup::selection(), debian::selection()];
        candidates.into_iter().find_map(|env| {
            let libdir = Cmd::new("rustc")
                .envs(&env)
                .args(["--print", "target-libdir", "--target", WASM32])
                .output()
                .ok()?;
            if !has_std(Path::new(&libdir)) {
                return None;
            }
            let version = Cmd::new("rustc").envs(&env).arg("-V").output().ok()?;
            Some(Self { env, version })
        })
    }

    /// A cargo call with this toolchain.
    pub fn cargo(&self) -> Cmd {
        Cmd::new("cargo").envs(&self.env)
    }

    /// The variables that select this toolchain.
    pub fn env(&self) -> &[(String, OsString)] {
        &self.env
    }

    /// Returns true where the source of the standard library is installed.
    pub fn has_std_source(&self) -> bool {
        let sysroot = Cmd::new("rustc")
            .envs(&self.env)
            .args(["--print", "sysroot"])
            .output();
        sysroot.is_ok_and(|sysroot| {
            Path::new(&sysroot)
                .join("lib/rustlib/src/rust/library/std/Cargo.toml")
                .is_file()
        })
    }

    /// Gets that source where rustup has it: readers then fetch a sixth less.
    /// Everything works without, so a failure is only told.
    fn add_std_source(&self) {
        let is_active = self.env.is_empty() && which("rustup").is_some();
        if is_active && !self.has_std_source() && rustup::add_std_source().is_err() {
            eprintln!("  without it the widget's modules are larger");
        }
    }

    /// The output of `rustc -V`: part of what built output depends on.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// Returns true where a target's library folder holds the standard library.
fn has_std(libdir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(libdir) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn std_is_recognised_by_its_rlib() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!has_std(dir.path()));
        fs::write(dir.path().join("libcore-1a2b.rlib"), "").unwrap();
        assert!(!has_std(dir.path()));
        fs::write(dir.path().join("libstd-1a2b.rlib"), "").unwrap();
        assert!(has_std(dir.path()));
        assert!(!has_std(&dir.path().join("missing")));
    }
}
