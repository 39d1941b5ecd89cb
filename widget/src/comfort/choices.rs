//! What a reader chose about reading, and up to where they have read: one
//! record in the host page's storage, there only once the reader chose.

use serde::{Deserialize, Serialize};

/// Pages that are remembered; the one read longest ago goes first.
const PAGES: usize = 100;

/// The record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// Words and `@names` to hide comments by, as [`super::muting`] reads them.
    #[serde(default)]
    pub muted: String,
    /// The keys N and P are off (WCAG 2.2, 2.1.4).
    #[serde(default)]
    pub keys_off: bool,
    /// What was read is remembered, so that the next visit can tell what is new.
    #[serde(default)]
    pub remember: bool,
    /// The version of each page's thread that the reader saw, the latest first.
    #[serde(default)]
    pages: Vec<Seen>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    page: String,
    version: u64,
}

impl Choices {
    /// The version of a page's thread that the reader saw last, where they want
    /// that to be known.
    pub fn seen(&self, page: &str) -> Option<u64> {
        let mut pages = self.pages.iter().filter(|_| self.remember);
        let seen = pages.find(|seen| seen.page == page)?;
        Some(seen.version)
    }

    /// The reader sees a version. Nothing is noted about who does not want it,
    /// and what was noted before is forgotten.
    pub fn see(&mut self, page: &str, version: u64) {
        if !self.remember {
            self.pages.clear();
            return;
        }
        self.pages.retain(|seen| seen.page != page);
        self.pages.insert(
            0,
            Seen {
                page: page.to_owned(),
                version,
            },
        );
        self.pages.truncate(PAGES);
    }

    /// True where there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_want_it_is_not_remembered() {
        let mut choices = Choices::default();
        choices.see("/a", 3);
        assert!(choices.is_empty());
        choices.remember = true;
        choices.see("/a", 3);
        choices.see("/b", 1);
        choices.see("/a", 5);
        assert_eq!(choices.seen("/a"), Some(5));
        assert_eq!(choices.seen("/c"), None);
        let kept: Choices = crate::json::read(&crate::json::write(&choices)).unwrap();
        assert_eq!(kept, choices);
        choices.remember = false;
        assert_eq!(choices.seen("/a"), None);
        choices.see("/a", 6);
        assert!(choices.is_empty());
    }

    #[test]
    fn the_page_read_longest_ago_is_forgotten_first() {
        let mut choices = Choices {
            remember: true,
            ..Choices::default()
        };
        for n in 0..=PAGES {
            choices.see(&n.to_string(), 1);
        }
        assert_eq!(choices.seen("0"), None);
        assert_eq!(choices.seen("1"), Some(1));
    }
}
