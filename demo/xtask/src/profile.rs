//! The two ways to compile: for those who use the result, and for those who
//! change the sources.

use crate::paths;
use anyhow::{Result, bail};
use std::env;
use std::path::PathBuf;

/// A way to compile, with its output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As it is shipped: small, fast, and minutes in the making.
    Release,
    /// Incremental and hardly optimised: seconds after a change.
    Dev,
}

impl Profile {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Release, Self::Dev];
    /// The variable that tells the tests which one they run on.
    pub const VARIABLE: &'static str = "BEDSIDE_PROFILE";

    /// The one for work on this machine: what runs unattended (`CI` is set)
    /// tries what is shipped, as does who asks for it.
    pub fn local(release: bool) -> Self {
        Self::choose(release, env::var("CI").ok().as_deref())
    }

    fn choose(release: bool, ci: Option<&str>) -> Self {
        let unattended = ci.is_some_and(|value| !matches!(value, "" | "0" | "false"));
        match release || unattended {
            true => Self::Release,
            false => Self::Dev,
        }
    }

    /// The one that [`Self::VARIABLE`] names, if it names one.
    pub fn named() -> Result<Option<Self>> {
        let Some(name) = env::var(Self::VARIABLE)
            .ok()
            .filter(|name| !name.is_empty())
        else {
            return Ok(None);
        };
        match Self::ALL.into_iter().find(|profile| profile.name() == name) {
            Some(profile) => Ok(Some(profile)),
            None => bail!("{} is release or dev, not {name:?}", Self::VARIABLE),
        }
    }

    /// Its name on the command line and in the variable.
    pub fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }

    /// The command that builds with it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Release => "cargo xtask build",
            Self::Dev => "cargo xtask build --dev",
        }
    }

    /// Cargo's profile for the worker.
    pub fn of_worker(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev-wasm",
        }
    }

    /// Cargo's profile for the widget's modules.
    pub fn of_modules(self) -> &'static str {
        match self {
            Self::Release => "widget",
            Self::Dev => "dev-wasm",
        }
    }

    /// The folder of its output and of all intermediate files.
    pub fn folder(self) -> PathBuf {
        match self {
            Self::Release => paths::bedside(),
            Self::Dev => paths::bedside().join("dev"),
        }
    }

    /// The built output: `worker/`, `assets/` and `workerd.capnp`.
    pub fn dist(self) -> PathBuf {
        self.folder().join("dist")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_unattended_tries_what_is_shipped() {
        assert_eq!(Profile::choose(false, None), Profile::Dev);
        assert_eq!(Profile::choose(true, None), Profile::Release);
        assert_eq!(Profile::choose(false, Some("true")), Profile::Release);
        assert_eq!(Profile::choose(false, Some("1")), Profile::Release);
        assert_eq!(Profile::choose(false, Some("false")), Profile::Dev);
        assert_eq!(Profile::choose(false, Some("")), Profile::Dev);
    }

    #[test]
    fn neither_overwrites_what_the_other_made() {
        let [release, dev] = Profile::ALL.map(Profile::dist);
        assert_ne!(release, dev);
        assert!(!release.starts_with(&dev) && !dev.starts_with(&release));
    }
}
