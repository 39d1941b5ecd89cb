//! What the worker does under load, beside the least that workerd can do.

mod growth;
mod large;
mod posts;
mod reads;
mod rounds;
mod sockets;

use super::Effort;
use super::comments::Texts;
use super::memory::resident_mb;
use super::report::Table;
use super::stats::shown;
use crate::seed;
use crate::stack::Stack;
use crate::tools::Tools;
use anyhow::{Context, Result};
use growth::Growth;
use rounds::Pair;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The site whose threads are read and written.
const SITE: &str = "clinic-notes";
/// Another one, whose object holds the large thread.
const LARGE_SITE: &str = "waiting-room";
/// A thread of exactly one page.
const FIFTY: &str = "bench-fifty";

/// What the measures of one run share.
struct Lab<'a> {
    stack: &'a Stack,
    tools: &'a Tools,
    effort: Effort,
    texts: Texts,
    /// Where floors keep their files.
    dir: PathBuf,
    worker: SocketAddr,
}

/// Measures the worker of a running stack; pictures go to the folder `dir`.
pub fn measure(stack: &Stack, tools: &Tools, effort: Effort, dir: &Path) -> Result<Vec<Table>> {
    let worker = stack.addresses().worker.trim_start_matches("http://");
    let lab = Lab {
        stack,
        tools,
        effort,
        texts: Texts::read(stack.addresses())?,
        dir: stack.data().join("floor"),
        worker: worker.parse().context("the worker's address has no port")?,
    };
    let mut memory = vec![("after the start", lab.memory()?)];
    // First, as memory that other work has left behind would be used again.
    let sockets = sockets::listening(&lab)?;
    memory.push(("after the sockets", lab.memory()?));
    lab.import(SITE, FIFTY, 50)?;

    let mut pairs = vec![reads::anonymous(&lab)?];
    memory.push(("after anonymous reads", lab.memory()?));
    pairs.push(reads::unchanged(&lab)?);
    pairs.push(reads::changes(&lab)?);
    pairs.push(reads::rendered(&lab)?);
    memory.push(("after reads that render", lab.memory()?));
    pairs.push(posts::acknowledged(&lab)?);
    memory.push(("after posts", lab.memory()?));
    let mut growth = Growth::new(&lab);
    for &size in effort.sizes {
        growth.grow(size)?;
        if size == effort.large {
            pairs.extend(large::first_page(&lab, size)?);
        }
    }
    let growth = growth.report(dir)?;
    memory.push(("after the large thread", lab.memory()?));
    Ok(vec![table(&pairs), growth, sockets, remember(&memory)])
}

impl Lab<'_> {
    fn memory(&self) -> Result<f64> {
        resident_mb(self.stack.worker().pid().context("the worker has ended")?)
    }

    fn import(&self, site: &str, page: &str, count: usize) -> Result<()> {
        let thread = self.texts.thread(site, page, count)?;
        let token = &self.stack.secrets().admin_token;
        seed::import(&thread, self.stack.addresses(), token)?;
        Ok(())
    }
}

fn table(pairs: &[Pair]) -> Table {
    let head = [
        "what", "Bedside", "against", "ratio", "target", "p50 ms", "p99 ms",
    ];
    let mut table = Table::new("Worker (per second unless said otherwise)", head);
    for pair in pairs {
        table.row([
            pair.what.to_owned(),
            pair.ours.cell(),
            pair.theirs.cell(),
            shown(pair.ratio()),
            pair.target.to_owned(),
            shown(pair.ours.p50_ms),
            shown(pair.ours.p99_ms),
        ]);
        table.note(format!("{}: {}", pair.what, pair.about));
    }
    let rest = pairs.iter().filter(|pair| pair.of_rates);
    let rest = rest.map(|pair| {
        let micros = 1e6 / pair.ours.value() - 1e6 / pair.theirs.value();
        format!("{} {micros:+.0}", pair.what)
    });
    table.note(format!(
        "What remains between Bedside and what it is held against, in µs of the machine for one \
         answer: {}.",
        rest.collect::<Vec<_>>().join("; ")
    ));
    let busiest = pairs.iter().map(Pair::own_share).fold(0.0, f64::max);
    table.note(format!(
        "The load generator itself used at most {:.0} % of one processor.",
        busiest * 100.0
    ));
    table
}

fn remember(memory: &[(&'static str, f64)]) -> Table {
    let mut table = Table::new("Memory of workerd", ["when", "MB resident"]);
    for (when, mb) in memory {
        table.row([(*when).to_owned(), shown(*mb)]);
    }
    table
}
