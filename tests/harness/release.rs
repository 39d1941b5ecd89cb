//! The release as an owner gets it: an archive, unpacked into an empty folder.

use crate::world::{dist, new_folder};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The archive of the build that the tests run on, made once.
pub fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let made = bedside_xtask::release::release(dist());
        made.unwrap_or_else(|e| panic!("no release: {e:#}"))
    })
}

/// A new folder with the release in it.
pub fn unpacked() -> PathBuf {
    let folder = new_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(archive()).arg("-C").arg(&folder);
    assert!(tar.status().expect("tar").success(), "tar fails");
    let mut inside = std::fs::read_dir(&folder).expect("a folder");
    let _only = inside.next().expect("one folder");
    assert!(
        inside.next().is_none(),
        "an archive has one folder at its top"
    );
    unpacked_in(&folder)
}

/// The release's folder in the one that it was unpacked in.
pub fn unpacked_in(folder: &Path) -> PathBuf {
    let name = archive().file_name().expect("a name").to_string_lossy();
    folder.join(name.trim_end_matches(".tar.gz"))
}

/// All files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let (folders, mut found): (Vec<_>, Vec<_>) = entries
        .map(|entry| entry.path())
        .partition(|path| path.is_dir());
    found.extend(folders.iter().flat_map(|folder| files(folder)));
    found
}
