//! The programs that build and run Bedside: fetched once into the user's
//! cache, at the versions this checkout pins, and reused.

mod browsers;
mod cargo_tools;
mod npm;
mod packaged;

use crate::cmd::Cmd;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

pub use browsers::{chromium, firefox, mini_browser, webkit};
pub use cargo_tools::locked_version;
pub use npm::{install_in_place, node, node_major, npm_package, workerd_version};
pub use packaged::operators_programs;

/// Paths of the tools.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Makes JavaScript for a wasm module.
    pub wasm_bindgen: PathBuf,
    /// Builds the worker's module.
    pub worker_build: PathBuf,
    /// Bundles and minifies.
    pub esbuild: PathBuf,
    /// Shrinks wasm; a script that Node runs.
    pub wasm_opt: PathBuf,
    /// Runs the worker.
    pub workerd: PathBuf,
    /// The accessibility checker's script, for the browser tests.
    pub axe: PathBuf,
}

impl Tools {
    /// Gets all of them, and fetches what is missing.
    pub fn obtain() -> Result<Self> {
        let npm = npm_package("tools")?;
        Ok(Self {
            wasm_bindgen: cargo_tools::wasm_bindgen()?,
            worker_build: cargo_tools::worker_build()?,
            esbuild: npm::native(&npm, "@esbuild", "esbuild", "esbuild")?,
            wasm_opt: existing(npm.join("node_modules/binaryen/bin/wasm-opt"))?,
            workerd: npm::native(&npm, "@cloudflare", "workerd", "workerd")?,
            axe: existing(npm.join("node_modules/axe-core/axe.min.js"))?,
        })
    }

    /// Returns true when getting them takes minutes: programs are to be compiled.
    pub fn take_minutes() -> Result<bool> {
        cargo_tools::are_missing()
    }

    /// The versions of everything that shapes built output, as one text.
    pub fn fingerprint() -> Result<String> {
        let npm = npm::lock_of("tools")?;
        let bindgen = locked_version("wasm-bindgen")?;
        Ok(format!("{npm}\n{bindgen}\n{}", cargo_tools::WORKER_BUILD))
    }
}

/// Returns true for a program that runs with this argument.
pub(crate) fn answers(program: &Path, question: &str) -> bool {
    Cmd::new(program).arg(question).output().is_ok()
}

fn existing(file: PathBuf) -> Result<PathBuf> {
    if !file.is_file() {
        bail!(
            "{} is missing: delete that folder and run this again",
            file.display()
        );
    }
    Ok(file)
}
