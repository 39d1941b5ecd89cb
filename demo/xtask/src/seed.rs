//! Fills a running worker with the demo's threads.
//!
//! Each file of `demo/site/threads/` names its site and page and holds the
//! comments. The worker recognises a comment it already has, so seeding twice
//! changes nothing. [`bulk_seed`] does the same with invented threads of any
//! size.

pub mod bulk_seed;
pub mod generated;
mod phrases;
mod tree;

use crate::block_on;
use crate::deployment::Addresses;
use anyhow::{Context, Result};
use bedside_client::Operator;
use bedside_client::operator::Imported;
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// One thread of the demo.
#[derive(Debug, Clone, Deserialize)]
pub struct Thread {
    /// The site's id.
    pub site: String,
    /// The page, as the import route takes it.
    pub page: Value,
    /// The comments, parents before their replies.
    pub comments: Vec<Value>,
}

/// Numbers of what was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seeded {
    /// Threads.
    pub threads: usize,
    /// Comments in them.
    pub comments: usize,
}

/// Sends every thread of a folder to the worker.
pub fn seed(dir: &Path, addresses: &Addresses, operator: &Operator) -> Result<Seeded> {
    let mut seeded = Seeded::default();
    for file in files(dir)? {
        for thread in read_all(&file, addresses)? {
            import(&thread, operator)
                .with_context(|| format!("cannot import {}", file.display()))?;
            seeded.threads += 1;
            seeded.comments += thread.comments.len();
        }
    }
    Ok(seeded)
}

/// Sends one thread to the worker.
pub fn import(thread: &Thread, operator: &Operator) -> Result<Imported> {
    let comments = &mut thread.comments.iter().cloned();
    block_on(operator.imports(&thread.site, &thread.page, comments, &mut |_| true))
}

/// Reads the first thread of a file, this start's addresses filled in.
pub fn read(file: &Path, addresses: &Addresses) -> Result<Thread> {
    let first = read_all(file, addresses)?.into_iter().next();
    first.with_context(|| format!("{} has no thread", file.display()))
}

/// Reads the threads of a file that holds one, or a list of them.
fn read_all(file: &Path, addresses: &Addresses) -> Result<Vec<Thread>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    let threads = match addresses.fill_value(&value) {
        Value::Array(threads) => threads,
        thread => vec![thread],
    };
    let threads = threads.into_iter().map(serde_json::from_value).collect();
    Result::<_, _>::with_context(threads, || format!("{} is no thread", file.display()))
}

fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thread_has_its_addresses_filled_in() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.json");
        let text = r#"{"site":"s","page":{"key":"{{PAGES}}/a.html"},"comments":[{}]}"#;
        fs::write(&file, text).unwrap();
        let thread = read(&file, &Addresses::local(1, 2, 3)).unwrap();
        assert_eq!(thread.page["key"], "http://localhost:1/a.html");
        assert_eq!(files(dir.path()).unwrap(), [file]);
    }

    #[test]
    fn file_may_hold_a_list_of_threads() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.json");
        let text = r#"[{"site":"s","page":{},"comments":[]},{"site":"t","page":{},"comments":[]}]"#;
        fs::write(&file, text).unwrap();
        let threads = read_all(&file, &Addresses::local(1, 2, 3)).unwrap();
        let sites: Vec<_> = threads.iter().map(|thread| &*thread.site).collect();
        assert_eq!(sites, ["s", "t"]);
    }
}
