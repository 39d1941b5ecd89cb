//! Preferences of a reader about reading: comments muted, what is new since the
//! last visit, keys. They are kept in the host page's storage, and only once the
//! reader chose something; the worker knows nothing of them.

pub mod folding;
pub mod keys;
pub mod last_seen;
pub mod muting;
pub mod reading;
pub mod unread;

use last_seen::LastSeen;
use serde::{Deserialize, Serialize};

/// The record in the browser's storage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// Words and `@names` to hide comments by, as [`muting`] reads them.
    #[serde(default)]
    pub muted: String,
    /// The keys N and P are off (WCAG 2.2, 2.1.4).
    #[serde(default)]
    pub keys_off: bool,
    /// The versions that the reader saw are remembered, so that the next visit
    /// can tell what is new.
    #[serde(default)]
    pub remember: bool,
    #[serde(default)]
    last_seen: LastSeen,
}

impl Preferences {
    /// The version of a page's thread that the reader saw last, where they want
    /// that to be known.
    pub fn seen(&self, page: &str) -> Option<u64> {
        let seen = self.last_seen.version(page);
        seen.filter(|_| self.remember)
    }

    /// Notes that the reader saw a version. For a reader who does not want that,
    /// nothing is noted, and what was noted before is forgotten.
    pub fn see(&mut self, page: &str, version: u64) {
        match self.remember {
            true => self.last_seen.see(page, version),
            false => self.last_seen.clear(),
        }
    }

    /// True where there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn who_does_not_want_it_is_not_remembered() {
        let mut preferences = Preferences::default();
        preferences.see("/a", 3);
        assert!(preferences.is_empty());
        preferences.remember = true;
        preferences.see("/a", 3);
        preferences.see("/b", 1);
        preferences.see("/a", 5);
        assert_eq!(preferences.seen("/a"), Some(5));
        assert_eq!(preferences.seen("/c"), None);
        let kept: Preferences = json::read(&json::write(&preferences)).unwrap();
        assert_eq!(kept, preferences);
        preferences.remember = false;
        assert_eq!(preferences.seen("/a"), None);
        preferences.see("/a", 6);
        assert!(preferences.is_empty());
    }
}
