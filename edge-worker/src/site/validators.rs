//! Validators of the views that are still current; answers conditional requests
//! without SQL.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashMap;

/// Views remembered at most, those of threads and those of feeds.
const MOST: usize = 4_000;
/// Bytes of all their names at most: a page's key in percent-encoding has up to
/// 3 KB.
const BYTES: usize = 1024 * 1024;

/// Validators of threads and feeds as they were last read. An operation that
/// changes a page's thread forgets that page's, and those of all feeds.
#[derive(Default)]
pub struct Validators {
    pages: Views,
    feeds: Views,
}

#[derive(Default)]
struct Views {
    by_name: HashMap<String, String>,
    bytes: usize,
}

impl Views {
    fn note(&mut self, name: String, validator: &str) {
        self.forget(&name);
        let length = name.len() + validator.len();
        if self.by_name.len() >= MOST || self.bytes + length > BYTES {
            *self = Self::default();
        }
        self.bytes += length;
        self.by_name.insert(name, validator.to_owned());
    }

    fn forget(&mut self, name: &str) {
        if let Some(validator) = self.by_name.remove(name) {
            self.bytes -= name.len() + validator.len();
        }
    }
}

impl Validators {
    /// Remembers the validator of a page's thread or of a feed.
    pub fn note(&mut self, of: &str, validator: &str) {
        let name = name(of);
        let views = match is_feed(&name) {
            true => &mut self.feeds,
            false => &mut self.pages,
        };
        views.note(name, validator);
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Forgets what changed with the threads of these pages.
    pub fn forget_pages<'a>(&mut self, pages: impl Iterator<Item = &'a str>) {
        pages.for_each(|page| self.pages.forget(&name(page)));
        self.feeds = Views::default();
    }

    /// True where the view named by [`path`] is known to be current.
    pub fn knows(&self, path: &str) -> bool {
        let rest = path.strip_prefix(PREFIX);
        let Some((validator, name)) = rest.and_then(|rest| rest.split_once('/')) else {
            return false;
        };
        let views = match is_feed(name) {
            true => &self.feeds,
            false => &self.pages,
        };
        views
            .by_name
            .get(name)
            .is_some_and(|known| known == validator)
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
