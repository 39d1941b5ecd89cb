//! Pages that load themselves anew when what they show was built anew, for
//! `cargo xtask demo --watch`.
//!
//! They ask now and then, as any page may: a stream would keep one of the few
//! threads that answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The path that pages poll. No page of the sites is called so.
pub const PATH: &str = "/.bedside-edition";

/// The edition that pages are told: another text, another edition.
#[derive(Debug, Default)]
pub struct Edition {
    /// Nothing while pages are left alone.
    number: AtomicU64,
}

impl Edition {
    /// From here on pages ask, and those of an earlier start load anew.
    pub fn begin(&self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let first = now.map_or(1, |since| since.as_secs().max(1) << 16);
        self.number.store(first, Ordering::SeqCst);
    }

    /// Has every page that asks load anew.
    pub fn next(&self) {
        self.number.fetch_add(1, Ordering::SeqCst);
    }

    /// The answer to who asks; nothing where pages do not ask.
    pub fn text(&self) -> Option<String> {
        let number = self.number.load(Ordering::SeqCst);
        (number != 0).then(|| number.to_string())
    }

    /// The page with what makes it ask.
    pub fn asking(&self, html: String) -> String {
        match self.text() {
            Some(edition) => html + &script(&edition),
            None => html,
        }
    }
}

/// The page knows the edition that it came with: one that is older than the
/// first answer must not take that for its own.
fn script(edition: &str) -> String {
    format!(
        "\n<script>
setInterval(async () => {{
  const answer = await fetch(\"{PATH}\").catch(() => null);
  if (answer?.ok && await answer.text() !== \"{edition}\") location.reload();
}}, 500);
</script>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_left_alone_unless_they_are_to_ask() {
        let edition = Edition::default();
        assert_eq!(edition.text(), None);
        assert_eq!(edition.asking("<p>".into()), "<p>");
        edition.begin();
        let first = edition.text().unwrap();
        let page = edition.asking("<p>".into());
        assert!(
            page.starts_with("<p>\n<script>") && page.contains(&first),
            "{page}"
        );
        edition.next();
        assert_ne!(edition.text().unwrap(), first);
    }
}
