//! The versions of threads that a reader saw last, by page.

use serde::{Deserialize, Serialize};

/// Pages that are remembered; the one read longest ago goes first.
const PAGES: usize = 100;

/// The pages that a reader read, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LastSeen {
    #[serde(default)]
    pages: Vec<Page>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Page {
    page: String,
    version: u64,
}

impl LastSeen {
    /// The version of a page's thread that the reader saw last.
    pub fn version(&self, page: &str) -> Option<u64> {
        let seen = self.pages.iter().find(|seen| seen.page == page)?;
        Some(seen.version)
    }

    /// The reader saw a version of a page's thread.
    pub fn see(&mut self, page: &str, version: u64) {
        self.pages.retain(|seen| seen.page != page);
        let page = page.to_owned();
        self.pages.insert(0, Page { page, version });
        self.pages.truncate(PAGES);
    }

    /// Forgets all pages.
    pub fn clear(&mut self) {
        self.pages.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_read_longest_ago_is_forgotten_first() {
        let mut seen = LastSeen::default();
        for n in 0..=PAGES {
            seen.see(&n.to_string(), 1);
        }
        assert_eq!(seen.version("0"), None);
        assert_eq!(seen.version("1"), Some(1));
    }
}
