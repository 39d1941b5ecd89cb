//! Sizes of the files that ship, against their budgets.

mod measure;

use crate::dist::Dist;
use crate::http;
use anyhow::{Result, bail};
use measure::Sizes;
use std::fs;
use std::path::{Path, PathBuf};

/// The coding in which a budget counts bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Brotli,
}

/// A row of the table: some files that count together, and their budget.
struct Row {
    what: &'static str,
    files: Vec<PathBuf>,
    budget: Budget,
}

/// The most that something may weigh. A budget that is reached is raised, with
/// a word about what came in: no feature waits for bytes that come after the
/// first comment.
type Budget = (Coding, usize);

/// A finished row.
struct Measured {
    what: String,
    sizes: Sizes,
    budget: Budget,
}

impl Measured {
    fn over(&self) -> bool {
        let (coding, limit) = self.budget;
        let size = match coding {
            Coding::Gzip => self.sizes.gzip,
            Coding::Brotli => self.sizes.brotli,
        };
        size > limit
    }
}

/// The budget of a thread's first page of 50 comments, in brotli.
const THREAD_BUDGET: usize = 14 * 1024;
/// The limit of Cloudflare's free plan, in gzip.
pub const WORKER_BUDGET: usize = 3 * 1024 * 1024;

/// Prints the table; an error when something is over its budget. With the
/// address of a running thread, that is measured too.
pub fn size(dist: &Dist, thread: Option<&str>) -> Result<()> {
    let mut table = Vec::new();
    for row in rows(dist) {
        table.push(Measured {
            what: row.what.to_owned(),
            sizes: measure_files(&row.files)?,
            budget: row.budget,
        });
    }
    if let Some(url) = thread {
        let response = http::get(url)?;
        if !response.ok() {
            bail!("{url} answered {}", response.status);
        }
        table.push(Measured {
            what: "HTML of a thread's first page".to_owned(),
            sizes: Sizes::of(response.body.as_bytes())?,
            budget: (Coding::Brotli, THREAD_BUDGET),
        });
    }
    print!("{}", render(&table));
    let over: Vec<_> = table.iter().filter(|row| row.over()).collect();
    if over.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = over.iter().map(|row| row.what.as_str()).collect();
    bail!("over budget: {}", names.join(", "))
}

fn rows(dist: &Dist) -> Vec<Row> {
    let asset = |name: &str| dist.build_assets().join(name);
    let shared = |name: &str| dist.assets().join(name);
    let module = |name: &str| {
        vec![
            asset(&format!("{name}_bg.wasm")),
            asset(&format!("{name}.js")),
        ]
    };
    let kib = |n: f64| (n * 1024.0) as usize;
    let brotli = |what, files, n| Row {
        what,
        files,
        budget: (Coding::Brotli, kib(n)),
    };
    let worker = ["index.js", "index_bg.wasm"].map(|name| dist.worker().join(name));
    vec![
        // Finds the thread's place, fetches it, replays early events; follows
        // pages that change without being loaded.
        brotli("loader", vec![shared("embed.js")], 5.2),
        // The whole thread with the reader's panel, light and dark.
        brotli("style", vec![asset("widget.css")], 8.0),
        // Reading, writing, votes, sign-in, live updates, preferences. It was
        // 150: serde in place of a reader of JSON of our own came in with 15, the
        // functions in the compiler's own order with 12, the preferences with 20.
        brotli("reader wasm + JS", module("widget"), 190.0),
        // The queue, settings, people, texts, moves of pages.
        brotli("moderation wasm + JS", module("moderation"), 145.0),
        // Numbers of comments beside links to pages.
        brotli("count tag", vec![shared("count.js")], 0.95),
        // The list of the newest comments.
        brotli("recent tag", vec![shared("recent.js")], 0.6),
        // Handshake with the opener, and the redirect to the provider.
        brotli("sign-in page's script", vec![asset("sign-in.js")], 1.3),
        // The delay of the button that confirms.
        brotli("confirm page's script", vec![asset("confirm.js")], 0.2),
        // All texts of the widget in one language.
        brotli("texts, English", vec![asset("lang/en.json")], 5.8),
        Row {
            // Routes, rendering, objects and SQL; Cloudflare's limit.
            what: "worker module",
            files: worker.to_vec(),
            budget: (Coding::Gzip, WORKER_BUDGET),
        },
    ]
}

/// Files count together but are compressed one by one, as they are sent.
fn measure_files(files: &[PathBuf]) -> Result<Sizes> {
    let mut sum = Sizes::default();
    for file in files {
        sum = sum + Sizes::of(&read(file)?)?;
    }
    Ok(sum)
}

/// The worker's module in gzip, as Cloudflare counts it.
pub fn worker_gzip(dir: &Path) -> Result<usize> {
    let mut total = 0;
    for entry in fs::read_dir(dir)?.flatten() {
        let file = entry.path();
        let counted = ["js", "wasm"].map(|end| file.extension().is_some_and(|e| e == end));
        if counted.contains(&true) {
            total += measure::gzip(&read(&file)?)?;
        }
    }
    Ok(total)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| anyhow::anyhow!("cannot read {}: {error}", file.display()))
}

fn render(table: &[Measured]) -> String {
    let kb = |bytes: usize| format!("{:.2}", bytes as f64 / 1024.0);
    let mut text = format!(
        "{:<30}{:>11}{:>11}{:>11}  {}\n",
        "KB", "raw", "gzip", "brotli", "budget"
    );
    for row in table {
        let budget = match row.budget {
            (Coding::Gzip, limit) => format!("≤ {} gzip", kb(limit)),
            (Coding::Brotli, limit) => format!("≤ {} brotli", kb(limit)),
        };
        let over = if row.over() { "  OVER" } else { "" };
        let line = format!(
            "{:<30}{:>11}{:>11}{:>11}  {budget}{over}",
            row.what,
            kb(row.sizes.raw),
            kb(row.sizes.gzip),
            kb(row.sizes.brotli)
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(brotli: usize, budget: Budget) -> Measured {
        let sizes = Sizes {
            raw: 4096,
            gzip: 2048,
            brotli,
        };
        Measured {
            what: "loader".into(),
            sizes,
            budget,
        }
    }

    #[test]
    fn budget_counts_in_its_own_coding() {
        assert!(!measured(1024, (Coding::Brotli, 1024)).over());
        assert!(measured(1025, (Coding::Brotli, 1024)).over());
        assert!(measured(1, (Coding::Gzip, 2047)).over());
    }

    #[test]
    fn table_marks_what_is_over() {
        let table = [measured(1025, (Coding::Brotli, 1024))];
        let text = render(&table);
        assert!(
            text.contains("4.00") && text.contains("≤ 1.00 brotli  OVER"),
            "{text}"
        );
    }
}
