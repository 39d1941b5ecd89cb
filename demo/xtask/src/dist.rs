//! The built output: where it is, and whether it still matches its sources.

use crate::build::inputs::Inputs;
use crate::paths;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Built output, complete when one has it.
///
/// ```text
/// workerd.capnp
/// worker/index.js, index_bg.wasm
/// assets/embed.js, manifest.json, BUILD/…
/// ```
#[derive(Debug, Clone)]
pub struct Dist {
    root: PathBuf,
    build: String,
}

impl Dist {
    /// The output of the last build, which has to be complete.
    pub fn open() -> Result<Self> {
        Self::at(&paths::dist())
    }

    /// The output of the last build, which also has to match the sources:
    /// results measured on a stale build mislead.
    pub fn open_fresh() -> Result<Self> {
        let dist = Self::open()?;
        let stale = Inputs::stale()?;
        if !stale.is_empty() {
            bail!(
                "built output is older than the sources of: {}; run `cargo xtask build`",
                stale.join(", ")
            );
        }
        Ok(dist)
    }

    fn at(root: &Path) -> Result<Self> {
        let missing = "nothing is built yet; run `cargo xtask build`";
        let manifest = fs::read_to_string(root.join("assets/manifest.json")).context(missing)?;
        let manifest: Value =
            serde_json::from_str(&manifest).context("manifest.json is damaged")?;
        let build = manifest["build"]
            .as_str()
            .context("manifest.json names no build")?;
        let dist = Self {
            root: root.to_path_buf(),
            build: build.to_owned(),
        };
        let needed = [
            dist.capnp(),
            dist.worker().join("index.js"),
            dist.worker().join("index_bg.wasm"),
            dist.assets().join("embed.js"),
            dist.build_assets().join("widget_bg.wasm"),
        ];
        if let Some(file) = needed.iter().find(|file| !file.is_file()) {
            bail!("{} is missing; run `cargo xtask build`", file.display());
        }
        Ok(dist)
    }

    /// The folder that holds all of it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The build's id: a short hash over everything a browser gets.
    pub fn build(&self) -> &str {
        &self.build
    }

    /// workerd's configuration, next to what it embeds.
    pub fn capnp(&self) -> PathBuf {
        self.root.join("workerd.capnp")
    }

    /// The worker's module.
    pub fn worker(&self) -> PathBuf {
        self.root.join("worker")
    }

    /// What the `ASSETS` service serves.
    pub fn assets(&self) -> PathBuf {
        self.root.join("assets")
    }

    /// The assets of this build, named by its id.
    pub fn build_assets(&self) -> PathBuf {
        self.assets().join(&self.build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incomplete_output_names_what_is_missing() {
        let dir = tempfile::tempdir().unwrap();
        let text = Dist::at(dir.path()).unwrap_err().to_string();
        assert!(text.contains("cargo xtask build"), "{text}");
        fs::create_dir(dir.path().join("assets")).unwrap();
        fs::write(
            dir.path().join("assets/manifest.json"),
            r#"{"build":"abc"}"#,
        )
        .unwrap();
        let text = Dist::at(dir.path()).unwrap_err().to_string();
        assert!(text.contains("workerd.capnp is missing"), "{text}");
    }
}
