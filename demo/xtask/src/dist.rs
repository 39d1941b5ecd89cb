//! The built output: where it is, and whether it still matches its sources.

use crate::build::freshness::Inputs;
use crate::profile::Profile;
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
    profile: Profile,
    build: String,
}

impl Dist {
    /// The output of the last build, which has to be complete.
    pub fn open(profile: Profile) -> Result<Self> {
        Self::at(&profile.dist(), profile)
    }

    /// The output of the last build, which also has to match the sources:
    /// results measured on a stale build mislead.
    pub fn open_fresh(profile: Profile) -> Result<Self> {
        let dist = Self::open(profile)?;
        let stale = Inputs::stale(profile)?;
        if !stale.is_empty() {
            bail!(
                "built output is older than the sources of: {}; run `{}`",
                stale.join(", "),
                profile.command()
            );
        }
        Ok(dist)
    }

    /// The output that tests run on: that of the profile in
    /// [`Profile::VARIABLE`], else the first of both that `open` takes.
    pub fn for_tests(open: impl Fn(Profile) -> Result<Self>) -> Result<Self> {
        Self::first(Profile::named()?, open)
    }

    fn first(named: Option<Profile>, open: impl Fn(Profile) -> Result<Self>) -> Result<Self> {
        match named {
            Some(profile) => open(profile),
            None => open(Profile::Release).or_else(|_| open(Profile::Dev)),
        }
    }

    fn at(root: &Path, profile: Profile) -> Result<Self> {
        let command = profile.command();
        let missing = || format!("nothing is built yet; run `{command}`");
        let manifest =
            fs::read_to_string(root.join("assets/manifest.json")).with_context(missing)?;
        let manifest: Value =
            serde_json::from_str(&manifest).context("manifest.json is damaged")?;
        let build = manifest["build"]
            .as_str()
            .context("manifest.json names no build")?;
        let dist = Self {
            root: root.to_path_buf(),
            profile,
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
            bail!("{} is missing; run `{command}`", file.display());
        }
        Ok(dist)
    }

    /// The folder that holds all of it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The profile it was compiled with.
    pub fn profile(&self) -> Profile {
        self.profile
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

    /// The files that the `ASSETS` service serves.
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
        let open = |profile| Dist::at(dir.path(), profile).unwrap_err().to_string();
        let text = open(Profile::Release);
        assert!(text.contains("`cargo xtask build`"), "{text}");
        let text = open(Profile::Dev);
        assert!(text.contains("`cargo xtask build --dev`"), "{text}");
        fs::create_dir(dir.path().join("assets")).unwrap();
        fs::write(
            dir.path().join("assets/manifest.json"),
            r#"{"build":"abc"}"#,
        )
        .unwrap();
        let text = open(Profile::Dev);
        assert!(text.contains("workerd.capnp is missing"), "{text}");
    }

    #[test]
    fn tests_take_what_they_are_told_else_what_is_fresh() {
        let of = |profile| Dist {
            root: PathBuf::new(),
            profile,
            build: String::new(),
        };
        let fresh = |fresh: &'static [Profile]| {
            move |profile| match fresh.contains(&profile) {
                true => Ok(of(profile)),
                false => bail!("stale"),
            }
        };
        let taken = |named, fresh| Dist::first(named, fresh).ok().map(|dist| dist.profile);
        let (release, dev) = (Profile::Release, Profile::Dev);
        assert_eq!(taken(None, fresh(&[Profile::Dev])), Some(dev));
        assert_eq!(taken(None, fresh(&Profile::ALL)), Some(release));
        assert_eq!(taken(Some(dev), fresh(&Profile::ALL)), Some(dev));
        assert_eq!(taken(Some(release), fresh(&[Profile::Dev])), None);
        assert_eq!(taken(None, fresh(&[])), None);
    }
}
