//! Which views the object knows to stand, so that "does it still stand?" is
//! answered without SQL.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashSet;

/// Views remembered at most; each a page's key in percent-encoding, 1.5 KB at
/// the longest.
const MOST: usize = 4_000;

/// Views of threads and feeds that were true when they were last read. Any
/// operation that may change what everybody reads forgets them all.
#[derive(Default)]
pub struct Standing(HashSet<String>);

impl Standing {
    /// Remembers the tag of a page's thread or of a feed.
    pub fn note(&mut self, of: &str, tag: &str) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(path(of, tag));
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    /// Whether the view asked for by [`path`] is known to stand.
    pub fn knows(&self, path: &str) -> bool {
        self.0.contains(path)
    }
}

/// The path by which the object is asked about a view.
pub fn path(of: &str, tag: &str) -> String {
    format!("/still/{tag}/{}", utf8_percent_encode(of, NON_ALPHANUMERIC))
}
