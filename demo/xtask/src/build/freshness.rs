//! The sources of each step, and the stamps that tell what it was built
//! from last time.

use crate::paths;
use crate::profile::Profile;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The sources of one step, relative to the checkout.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    name: &'static str,
    sources: &'static [&'static str],
}

/// Both modules are made of the same crates.
const MODULE_SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "demo/xtask/src/build/module.rs",
    "edge-worker/domain",
    "edge-worker/i18n/Cargo.toml",
    "edge-worker/i18n/src",
    "edge-worker/wire",
    "widget/Cargo.toml",
    "widget/src",
];

impl Inputs {
    /// The module that readers fetch.
    pub const READER: Self = Self {
        name: "reader module",
        sources: MODULE_SOURCES,
    };
    /// The module that moderators and owners fetch.
    pub const MODERATION: Self = Self {
        name: "moderation module",
        sources: MODULE_SOURCES,
    };
    /// Everything a browser gets; the modules come in through their sources.
    pub const ASSETS: Self = Self {
        name: "assets",
        sources: &[
            "Cargo.toml",
            "Cargo.lock",
            "demo/xtask/src/build",
            "edge-worker/domain",
            "edge-worker/i18n",
            "edge-worker/wire",
            "widget",
        ],
    };
    /// The worker's module.
    pub const WORKER: Self = Self {
        name: "worker",
        sources: &[
            "Cargo.toml",
            "Cargo.lock",
            "demo/xtask/src/build/worker.rs",
            "edge-worker/Cargo.toml",
            "edge-worker/domain",
            "edge-worker/http",
            "edge-worker/migrations",
            "edge-worker/src",
            "edge-worker/i18n",
            "edge-worker/wire",
            "widget/Cargo.toml",
            "widget/src",
        ],
    };

    /// Every step.
    const ALL: [Self; 4] = [Self::READER, Self::MODERATION, Self::ASSETS, Self::WORKER];

    /// The sources of all steps, each once.
    pub fn all_sources() -> Vec<&'static str> {
        let sources = Self::ALL.iter().flat_map(|step| step.sources);
        let sources: BTreeSet<_> = sources.copied().collect();
        sources.into_iter().collect()
    }

    /// The steps whose sources changed since they were built.
    pub fn stale(profile: Profile) -> Result<Vec<&'static str>> {
        let mut stale = Vec::new();
        for step in Self::ALL {
            let now = step.hash(&paths::root())?;
            let built = fs::read_to_string(step.file(profile)).unwrap_or_default();
            if built.lines().next() != Some(&now) {
                stale.push(step.name);
            }
        }
        Ok(stale)
    }

    /// The stamp of a step built now: the hash of its sources, then of the
    /// tools.
    pub(super) fn stamp(&self, tools: &str) -> Result<String> {
        let sources = self.hash(&paths::root())?;
        Ok(format!("{sources}\n{}\n", hex(&Sha256::digest(tools))))
    }

    pub(super) fn is_stamped(&self, profile: Profile, stamp: &str) -> bool {
        fs::read_to_string(self.file(profile)).is_ok_and(|old| old == stamp)
    }

    pub(super) fn unstamp(&self, profile: Profile) {
        let _ = fs::remove_file(self.file(profile));
    }

    pub(super) fn write(&self, profile: Profile, stamp: &str) -> Result<()> {
        let file = self.file(profile);
        if let Some(dir) = file.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(&file, stamp).with_context(|| format!("cannot write {}", file.display()))
    }

    fn file(&self, profile: Profile) -> PathBuf {
        let name = self.name.replace(' ', "-");
        profile.folder().join("stamps").join(name)
    }

    fn hash(&self, root: &Path) -> Result<String> {
        let mut files = Vec::new();
        for source in self.sources {
            files_below(&root.join(source), &mut files)?;
        }
        files.sort();
        let mut hasher = Sha256::new();
        for file in files {
            let bytes =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(root).unwrap_or(&file);
            hasher.update(name.as_os_str().as_encoded_bytes());
            hasher.update([0]);
            hasher.update(bytes.len().to_le_bytes());
            hasher.update(bytes);
        }
        Ok(hex(&hasher.finalize()))
    }
}

/// All files below a path. A source that does not exist counts as empty; notes
/// for people, tests and hidden files count not at all.
pub fn files_below(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with('.') || name.ends_with(".md") || name.ends_with("_tests.rs") {
        return Ok(());
    }
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            files_below(&entry?.path(), files)?;
        }
    }
    Ok(())
}

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Inputs = Inputs {
        name: "test",
        sources: &["a", "b.txt", "missing"],
    };

    #[test]
    fn hash_follows_contents_names_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        let hash = || STEP.hash(dir.path()).unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        write("a/one.rs", "1");
        write("b.txt", "2");
        let first = hash();
        write("elsewhere", "3");
        write("a/README.md", "for people");
        write("a/.swap", "for editors");
        assert_eq!(hash(), first);
        write("a/one.rs", "12");
        assert_ne!(hash(), first);
        write("a/one.rs", "1");
        assert_eq!(hash(), first);
        fs::rename(dir.path().join("a/one.rs"), dir.path().join("a/two.rs")).unwrap();
        assert_ne!(hash(), first);
    }

    #[test]
    fn every_named_source_exists() {
        for step in Inputs::ALL {
            for source in step.sources {
                assert!(paths::root().join(source).exists(), "{source}");
            }
        }
    }
}
