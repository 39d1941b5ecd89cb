//! Notices that sources changed, by looking at their times now and then: that
//! works on every file system, and looking at some hundred files costs nothing.

use crate::build::freshness::{Inputs, files_below};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Times and lengths of the files, by their paths.
type Look = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The sources as they were seen last.
pub struct Watch {
    root: PathBuf,
    watched: Vec<&'static str>,
    /// As they were when they were last acted upon.
    known: Look,
    /// As they were a moment ago.
    last: Look,
}

impl Watch {
    /// Watches what goes into a build.
    pub fn sources(root: &Path) -> Result<Self> {
        let mut watched = Inputs::all_sources();
        watched.push("edge-worker/workerd.capnp");
        Self::new(root, watched)
    }

    /// Watches the host pages.
    pub fn pages(root: &Path) -> Result<Self> {
        Self::new(root, vec!["demo/site"])
    }

    fn new(root: &Path, watched: Vec<&'static str>) -> Result<Self> {
        let mut watch = Self {
            root: root.to_path_buf(),
            watched,
            known: Look::new(),
            last: Look::new(),
        };
        watch.known = watch.look()?;
        watch.last = watch.known.clone();
        Ok(watch)
    }

    /// Says once that something changed, as soon as it has been left alone from
    /// one call to the next: an editor writes many files, a checkout more.
    pub fn changed(&mut self) -> Result<bool> {
        let now = self.look()?;
        let quiet = now == self.last;
        self.last = now;
        if !quiet || self.last == self.known {
            return Ok(false);
        }
        self.known = self.last.clone();
        Ok(true)
    }

    fn look(&self) -> Result<Look> {
        let mut files = Vec::new();
        for source in &self.watched {
            files_below(&self.root.join(source), &mut files)?;
        }
        // A file that went away meanwhile is one that is not there.
        let seen = files.into_iter().filter_map(|file| {
            let about = file.metadata().ok()?;
            Some((file, (about.modified().ok(), about.len())))
        });
        Ok(seen.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_change_is_told_once_and_when_it_is_over() {
        let dir = tempfile::tempdir().unwrap();
        let src = dir.path().join("src");
        fs::create_dir(&src).unwrap();
        let write = |name: &str, text: &str| fs::write(src.join(name), text).unwrap();
        write("a.rs", "1");
        let mut watch = Watch::new(dir.path(), vec!["src"]).unwrap();
        let mut changed = || watch.changed().unwrap();
        assert!(!changed() && !changed());
        write("a.rs", "two");
        assert!(!changed());
        write("b.rs", "still at it");
        assert!(!changed());
        assert!(changed());
        assert!(!changed());
        fs::remove_file(src.join("a.rs")).unwrap();
        assert!(!changed());
        assert!(changed());
        write(".a.rs.swp", "an editor's own");
        assert!(!changed() && !changed());
    }

    #[test]
    fn what_is_put_back_at_once_is_no_change() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.rs");
        let mut watch = Watch::new(dir.path(), vec!["a.rs"]).unwrap();
        fs::write(&file, "1").unwrap();
        assert!(!watch.changed().unwrap());
        fs::remove_file(&file).unwrap();
        assert!(!watch.changed().unwrap());
        assert!(!watch.changed().unwrap());
    }

    #[test]
    fn sources_are_those_of_every_step() {
        let watch = Watch::sources(&crate::paths::root()).unwrap();
        for source in [
            "widget/style/widget.css",
            "edge-worker/src/lib.rs",
            "widget/src/lib.rs",
        ] {
            let file = watch.root.join(source);
            assert!(watch.known.contains_key(&file), "{source}");
        }
    }
}
