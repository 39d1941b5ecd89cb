//! What a reader's phone has to fetch, against the budgets of the project.

mod measure;

use crate::dist::Dist;
use crate::http;
use anyhow::{Result, bail};
use measure::Sizes;
use std::fs;
use std::path::{Path, PathBuf};

/// How a budget counts bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Brotli,
}

/// A row of the table: some files that count together, and what they may cost.
struct Row {
    what: &'static str,
    files: Vec<PathBuf>,
    budget: Option<(Coding, usize)>,
}

/// A finished row.
struct Measured {
    what: String,
    sizes: Sizes,
    budget: Option<(Coding, usize)>,
}

impl Measured {
    fn over(&self) -> bool {
        self.budget.is_some_and(|(coding, limit)| match coding {
            Coding::Gzip => self.sizes.gzip > limit,
            Coding::Brotli => self.sizes.brotli > limit,
        })
    }
}

/// The budget of a thread's first page of 50 comments, in brotli.
const THREAD_BUDGET: usize = 14 * 1024;
/// What Cloudflare's free plan takes, in gzip.
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
        let answer = http::get(url)?;
        if !answer.ok() {
            bail!("{url} answered {}", answer.status);
        }
        table.push(Measured {
            what: "HTML of a thread's first page".to_owned(),
            sizes: Sizes::of(answer.body.as_bytes())?,
            budget: Some((Coding::Brotli, THREAD_BUDGET)),
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
    let kib = |n: f64| (n * 1024.0) as usize;
    let brotli = |n: f64| Some((Coding::Brotli, kib(n)));
    let row = |what, files, budget| Row {
        what,
        files,
        budget,
    };
    let mut rows = vec![
        // It was 2.5, when a page was taken to stay the one that was loaded.
        row("loader", vec![dist.assets().join("embed.js")], brotli(5.0)),
        row("style", vec![asset("widget.css")], brotli(8.0)),
        // It was 110: no feature waits for bytes any more that come after the
        // first comment.
        row(
            "reader wasm + JS",
            vec![asset("widget_bg.wasm"), asset("widget.js")],
            brotli(150.0),
        ),
        row(
            "comfort wasm + JS",
            vec![asset("comfort_bg.wasm"), asset("comfort.js")],
            None,
        ),
        row(
            "moderation wasm + JS",
            vec![asset("moderation_bg.wasm"), asset("moderation.js")],
            None,
        ),
        row(
            "count tag",
            vec![dist.assets().join("count.js")],
            Some((Coding::Gzip, kib(1.0))),
        ),
        row(
            "recent tag",
            vec![dist.assets().join("recent.js")],
            Some((Coding::Gzip, kib(1.0))),
        ),
        row("sign-in page's script", vec![asset("sign-in.js")], None),
        row("confirm page's script", vec![asset("confirm.js")], None),
        row("texts, English", vec![asset("lang/en.json")], None),
    ];
    let worker = ["index.js", "index_bg.wasm"].map(|name| dist.worker().join(name));
    rows.push(row(
        "worker module",
        worker.to_vec(),
        Some((Coding::Gzip, WORKER_BUDGET)),
    ));
    rows
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
            Some((Coding::Gzip, limit)) => format!("≤ {} gzip", kb(limit)),
            Some((Coding::Brotli, limit)) => format!("≤ {} brotli", kb(limit)),
            None => String::new(),
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

    fn measured(brotli: usize, budget: Option<(Coding, usize)>) -> Measured {
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
        assert!(!measured(1024, Some((Coding::Brotli, 1024))).over());
        assert!(measured(1025, Some((Coding::Brotli, 1024))).over());
        assert!(measured(1, Some((Coding::Gzip, 2047))).over());
        assert!(!measured(9999, None).over());
    }

    #[test]
    fn table_marks_what_is_over() {
        let table = [measured(1025, Some((Coding::Brotli, 1024)))];
        let text = render(&table);
        assert!(
            text.contains("4.00") && text.contains("≤ 1.00 brotli  OVER"),
            "{text}"
        );
    }
}
