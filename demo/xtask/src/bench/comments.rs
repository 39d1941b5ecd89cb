//! Threads to measure with: the demo's own texts, as often as needed.

use crate::deployment::Addresses;
use crate::paths;
use crate::seed::{self, Thread};
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The demo's longest thread, whose texts read like real people's.
const SOURCE: &str = "demo/site/threads/big-thread.json";

/// Texts of real length, to make threads of.
pub struct Texts {
    bodies: Vec<String>,
    authors: Vec<String>,
}

impl Texts {
    /// Reads them.
    pub fn read(addresses: &Addresses) -> Result<Self> {
        let thread = seed::read(&paths::root().join(SOURCE), addresses)?;
        let all = |field: &str| {
            let texts = thread.comments.iter().filter_map(|c| c[field].as_str());
            texts.map(str::to_owned).collect::<Vec<_>>()
        };
        Ok(Self {
            bodies: all("body"),
            authors: all("author"),
        })
    }

    /// The bodies alone.
    pub fn bodies(&self) -> &[String] {
        &self.bodies
    }

    /// A thread of `count` comments, two of three of them replies.
    pub fn thread(&self, site: &str, page: &str, count: usize) -> Result<Thread> {
        let comments = (0..count).map(|n| self.comment(n)).collect::<Result<_>>()?;
        Ok(Thread {
            site: site.to_owned(),
            page: json!({ "key": page, "title": "Bench" }),
            comments,
        })
    }

    fn comment(&self, n: usize) -> Result<Value> {
        // Roots at 0, 3, 6...; the next replies to the root, the one after it
        // to that reply.
        let parent = (!n.is_multiple_of(3)).then(|| reference(n - 1));
        let (minutes, hours, days) = (n % 60, n / 60 % 24, n / 1_440);
        let (month, day) = (1 + days / 28 % 12, 1 + days % 28);
        let year = 2015 + days / 336;
        let pick = |texts: &[String]| texts.get(n % texts.len().max(1)).cloned();
        Ok(json!({
            "ref": reference(n),
            "parent": parent,
            "author": pick(&self.authors).context("no authors")?,
            "time": format!("{year}-{month:02}-{day:02}T{hours:02}:{minutes:02}:00Z"),
            "body": pick(&self.bodies).context("no texts")?,
        }))
    }
}

fn reference(n: usize) -> String {
    format!("bench-{n}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_have_parents_before_replies() {
        let texts = Texts::read(&Addresses::local(1, 2, 3)).unwrap();
        let thread = texts.thread("s", "p", 2_000).unwrap();
        assert_eq!(thread.comments.len(), 2_000);
        assert_eq!(thread.comments[3]["parent"], Value::Null);
        assert_eq!(thread.comments[5]["parent"], "bench-4");
        assert_eq!(thread.comments[1_999]["time"], "2015-01-02T09:19:00Z");
    }
}
