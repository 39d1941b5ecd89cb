//! Tools that cargo compiles: minutes each, so kept outside the checkout.

use crate::cmd::Cmd;
use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// The build of the `worker` crate that the workspace uses.
pub const WORKER_BUILD: &str = "0.8.7";

/// A program that cargo compiles.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    options: &'static [&'static str],
}

/// The wasm-bindgen program. It must have exactly the version of the crate, or
/// it refuses the module.
fn wasm_bindgen_tool() -> Result<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: locked_version("wasm-bindgen")?,
        // Its tests' runner fetches things, encrypted; the program does not.
        // Not `--locked`: its lock names versions that an index may lack.
        options: &["--no-default-features"],
    })
}

/// The worker-build program.
fn worker_build_tool() -> Tool {
    Tool {
        package: "worker-build",
        program: "worker-build",
        version: WORKER_BUILD.to_owned(),
        options: &["--locked"],
    }
}

/// The wasm-bindgen program, compiled where it is missing.
pub fn wasm_bindgen() -> Result<PathBuf> {
    wasm_bindgen_tool()?.obtain()
}

/// The worker-build program, compiled where it is missing.
pub fn worker_build() -> Result<PathBuf> {
    worker_build_tool().obtain()
}

/// Returns true when getting these programs takes minutes.
pub fn are_missing() -> Result<bool> {
    Ok(!wasm_bindgen_tool()?.is_there() || !worker_build_tool().is_there())
}

/// Compiled with few optimisations: they would take longer than they ever save,
/// on files of a few megabytes.
const QUICKLY: [(&str, &str); 3] = [
    ("CARGO_PROFILE_DEV_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_PROFILE_DEV_INCREMENTAL", "false"),
];

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

impl Tool {
    fn folder() -> PathBuf {
        paths::cache().join("tools")
    }

    fn file(&self) -> PathBuf {
        Self::folder().join("bin").join(self.program)
    }

    fn is_there(&self) -> bool {
        let said = Cmd::new(self.file()).arg("--version").output();
        let said = said.unwrap_or_default();
        said.split_whitespace().any(|word| word == self.version)
    }

    fn obtain(&self) -> Result<PathBuf> {
        if self.is_there() {
            return Ok(self.file());
        }
        let Self {
            package, version, ..
        } = self;
        // A target directory of its own: a checkout's is thrown away, and half
        // a compilation is worth keeping after an interruption.
        let target = Self::folder().join("target");
        let mut install = Cmd::new("cargo")
            .args(["install", "--force", "--root"])
            .arg(Self::folder())
            .args(["--version", &format!("={version}"), package])
            .args(["--bin", self.program])
            .args(self.options);
        for (name, value) in QUICKLY {
            install = install.env(name, value);
        }
        install
            .args(["--profile", "dev"])
            .env("CARGO_TARGET_DIR", &target)
            .step(&format!("Compiling {package} {version} (once)"))?;
        let _ = fs::remove_dir_all(target);
        Ok(self.file())
    }
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
