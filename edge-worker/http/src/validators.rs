//! Validators of the views that are still current; answers conditional requests
//! without SQL.

use crate::cache::Cache;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Views remembered at most, those of threads and those of feeds.
const MOST: usize = 4_000;
/// Bytes of all their names at most: a page's key in percent-encoding has up to
/// 3 KB.
const BYTES: usize = 1024 * 1024;

/// Validators of threads and feeds as they were last read. An operation that
/// changes a page's thread forgets that page's, and those of all feeds.
pub struct Validators {
    pages: Cache<String>,
    feeds: Cache<String>,
}

impl Default for Validators {
    fn default() -> Self {
        Self {
            pages: Cache::new(BYTES, MOST),
            feeds: Cache::new(BYTES, MOST),
        }
    }
}

impl Validators {
    /// Remembers the validator of a page's thread or of a feed.
    pub fn note(&mut self, of: &str, validator: &str) {
        let name = name(of);
        let validator = validator.to_owned();
        let bytes = validator.len();
        self.views(&name).insert(name, validator, bytes);
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Forgets what changed with the threads of these pages.
    pub fn forget_pages<'a>(&mut self, pages: impl Iterator<Item = &'a str>) {
        for page in pages {
            self.pages.remove(&name(page));
        }
        self.feeds.clear();
    }

    /// True where the view named by [`path`] is known to be current.
    pub fn knows(&mut self, path: &str) -> bool {
        let rest = path.strip_prefix(PREFIX);
        let Some((validator, name)) = rest.and_then(|rest| rest.split_once('/')) else {
            return false;
        };
        let known = self.views(name).get(name);
        known.is_some_and(|known| known == validator)
    }

    fn views(&mut self, name: &str) -> &mut Cache<String> {
        match is_feed(name) {
            true => &mut self.feeds,
            false => &mut self.pages,
        }
    }
}

const PREFIX: &str = "/revalidate/";

fn name(of: &str) -> String {
    utf8_percent_encode(of, NON_ALPHANUMERIC).to_string()
}

/// The name of a feed begins with a control character, unlike a page's key.
fn is_feed(name: &str) -> bool {
    name.starts_with("%0A")
}

/// The path of a request about a view.
pub fn path(of: &str, validator: &str) -> String {
    [PREFIX, validator, "/", &name(of)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "\nsite";

    fn noted() -> Validators {
        let mut validators = Validators::default();
        validators.note("a/b?c", "1");
        validators.note("other", "1");
        validators.note(FEED, "7");
        validators
    }

    #[test]
    fn the_last_validator_of_a_view_is_known() {
        let mut validators = noted();
        assert!(validators.knows(&path("a/b?c", "1")));
        assert!(validators.knows(&path(FEED, "7")));
        validators.note("a/b?c", "2");
        assert!(!validators.knows(&path("a/b?c", "1")));
        assert!(validators.knows(&path("a/b?c", "2")));
        assert!(!validators.knows("/other/1"));
        assert!(!validators.knows("/revalidate/1"));
    }

    #[test]
    fn a_changed_page_is_forgotten_and_every_feed_with_it() {
        let mut validators = noted();
        validators.forget_pages(["a/b?c"].into_iter());
        assert!(!validators.knows(&path("a/b?c", "1")));
        assert!(!validators.knows(&path(FEED, "7")));
        assert!(validators.knows(&path("other", "1")));
        validators.forget();
        assert!(!validators.knows(&path("other", "1")));
    }
}
