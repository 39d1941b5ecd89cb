//! A tree of files as a tar archive, compressed by gzip.

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use tar::{Builder, EntryType, Header};

/// Files by their path in the archive, sorted.
pub type Tree = BTreeMap<String, Entry>;

/// A file.
pub struct Entry {
    /// Its contents.
    pub bytes: Vec<u8>,
    mode: u32,
}

impl Entry {
    /// A file that everybody may read.
    pub fn file(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            mode: 0o644,
        }
    }

    /// A file that everybody may run.
    pub fn program(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            mode: 0o755,
        }
    }
}

/// Packs a tree below one folder.
pub fn pack(folder: &str, tree: &Tree) -> Result<Vec<u8>> {
    // Neither a time nor a file's name gets into the gzip header.
    let gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let mut tar = Builder::new(gzip);
    for (path, entry) in tree {
        // A new header is of the root user and of 1970.
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(entry.mode);
        header.set_size(entry.bytes.len() as u64);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        tar.append_data(&mut header, format!("{folder}/{path}"), &entry.bytes[..])?;
    }
    Ok(tar.into_inner()?.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn tree() -> Tree {
        Tree::from([
            ("worker/index.js".into(), Entry::file("export {}")),
            ("bedside".into(), Entry::program("#!/bin/sh\n")),
        ])
    }

    #[test]
    fn the_same_tree_gives_the_same_bytes() {
        assert_eq!(pack("a", &tree()).unwrap(), pack("a", &tree()).unwrap());
    }

    #[test]
    fn entries_are_sorted_below_one_folder_and_keep_their_modes() {
        let packed = pack("bedside-1", &tree()).unwrap();
        let mut archive = tar::Archive::new(GzDecoder::new(&packed[..]));
        let entries = archive.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let header = entry.header();
            assert_eq!((header.uid().unwrap(), header.mtime().unwrap()), (0, 0));
            let path = entry.path().unwrap().display().to_string();
            (path, header.mode().unwrap(), text)
        });
        let entries: Vec<_> = entries.collect();
        assert_eq!(
            entries,
            [
                ("bedside-1/bedside".into(), 0o755, "#!/bin/sh\n".into()),
                (
                    "bedside-1/worker/index.js".into(),
                    0o644,
                    "export {}".into()
                ),
            ]
        );
    }
}
