//! Which views the object knows to stand, so that "does it still stand?" is
//! answered without SQL.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashSet;

/// Views remembered at most.
const MOST: usize = 4_000;
/// Bytes of all their names at most: a page's key in percent-encoding has up to
/// 3 KB.
const BYTES: usize = 2 * 1024 * 1024;

/// Views of threads and feeds that were true when they were last read. Any
/// operation that may change what everybody reads forgets them all.
#[derive(Default)]
pub struct Validators {
    views: HashSet<String>,
    bytes: usize,
}

impl Validators {
    /// Remembers the tag of a page's thread or of a feed.
    pub fn note(&mut self, of: &str, validator: &str) {
        let path = path(of, validator);
        let length = path.len();
        if self.views.len() >= MOST || self.bytes + length > BYTES {
            self.forget();
        }
        if self.views.insert(path) {
            self.bytes += length;
        }
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.views.clear();
        self.bytes = 0;
    }

    /// Whether the view asked for by [`path`] is known to stand.
    pub fn knows(&self, path: &str) -> bool {
        self.views.contains(path)
    }
}

/// The path by which the object is asked about a view.
pub fn path(of: &str, validator: &str) -> String {
    format!(
        "/revalidate/{validator}/{}",
        utf8_percent_encode(of, NON_ALPHANUMERIC)
    )
}
