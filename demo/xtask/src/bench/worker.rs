//! The worker under load, beside the least that workerd can do.

mod growth;
mod large;
mod reads;
mod rounds;
mod sockets;
mod writes;

use super::BenchProfile;
use super::comments::Texts;
use super::memory::resident_mb;
use super::report::Table;
use super::stats::shown;
use crate::seed;
use crate::stack::Stack;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};
use growth::Growth;
use rounds::Comparison;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The site whose threads are read and written.
const SITE: &str = "clinic-notes";
/// Another one, whose object holds the large thread.
const LARGE_SITE: &str = "waiting-room";
/// A thread of exactly one page.
const FIFTY: &str = "bench-fifty";

/// Shared state of the measures of one run.
struct BenchContext<'a> {
    stack: &'a Stack,
    tools: &'a Tools,
    profile: BenchProfile,
    texts: Texts,
    /// The folder of the baselines' files.
    dir: PathBuf,
    worker: SocketAddr,
}

/// A row by its name, and the moment after it at which memory is looked at.
struct Row {
    what: &'static str,
    measure: fn(&BenchContext<'_>, &'static str) -> Result<Comparison>,
    memory: Option<&'static str>,
}

/// The rows that are measured on a thread of one page.
#[rustfmt::skip]
const ROWS: [Row; 6] = [
    Row { what: "thread read, anonymous", measure: reads::anonymous, memory: Some("after anonymous reads") },
    Row { what: "thread read, consistent", measure: reads::unchanged, memory: None },
    Row { what: "changes since a version", measure: reads::changes, memory: None },
    Row { what: "thread read, nothing cached", measure: reads::rendered, memory: Some("after reads that render") },
    Row { what: "comments posted", measure: writes::posted, memory: Some("after posts") },
    Row { what: "votes cast", measure: writes::voted, memory: Some("after votes") },
];

/// Measures the worker of a running stack; pictures go to the folder `dir`.
pub fn measure(
    stack: &Stack,
    tools: &Tools,
    profile: BenchProfile,
    dir: &Path,
) -> Result<Vec<Table>> {
    let ctx = BenchContext::new(stack, tools, profile)?;
    let mut memory = vec![("after the start", ctx.memory()?)];
    // First, as memory that other work has left behind would be used again.
    let sockets = sockets::listening(&ctx)?;
    memory.push(("after the sockets", ctx.memory()?));
    ctx.import(SITE, FIFTY, 50)?;

    let mut pairs = Vec::new();
    for row in &ROWS {
        pairs.push((row.measure)(&ctx, row.what)?);
        if let Some(when) = row.memory {
            memory.push((when, ctx.memory()?));
        }
    }
    let mut growth = Growth::new(&ctx);
    for &size in profile.sizes {
        growth.grow(size)?;
        if size == profile.large {
            pairs.extend(large::first_page(&ctx, size)?);
        }
    }
    let growth = growth.report(dir)?;
    memory.push(("after the large thread", ctx.memory()?));
    Ok(vec![table(&pairs), growth, sockets, remember(&memory)])
}

/// Measures the rows on a thread of one page whose name contains `part`.
pub fn rows(stack: &Stack, tools: &Tools, profile: BenchProfile, part: &str) -> Result<Table> {
    let ctx = BenchContext::new(stack, tools, profile)?;
    ctx.import(SITE, FIFTY, 50)?;
    let wanted = ROWS.iter().filter(|row| row.what.contains(part));
    let pairs: Vec<_> = wanted
        .map(|row| (row.measure)(&ctx, row.what))
        .collect::<Result<_>>()?;
    if pairs.is_empty() {
        let known: Vec<_> = ROWS.iter().map(|row| row.what).collect();
        bail!("no row is named {part:?}; there are: {}", known.join("; "));
    }
    Ok(table(&pairs))
}

impl<'a> BenchContext<'a> {
    fn new(stack: &'a Stack, tools: &'a Tools, profile: BenchProfile) -> Result<Self> {
        let worker = stack.addresses().worker.trim_start_matches("http://");
        Ok(Self {
            stack,
            tools,
            profile,
            texts: Texts::read(stack.addresses())?,
            dir: stack.data().join("baseline"),
            worker: worker.parse().context("the worker's address has no port")?,
        })
    }

    fn memory(&self) -> Result<f64> {
        resident_mb(self.stack.worker().pid().context("the worker has ended")?)
    }

    fn import(&self, site: &str, page: &str, count: usize) -> Result<()> {
        let thread = self.texts.thread(site, page, count)?;
        seed::import(&thread, &self.stack.operator())?;
        Ok(())
    }
}

fn table(pairs: &[Comparison]) -> Table {
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
    let rates = pairs.iter().filter(|pair| pair.of_rates);
    let processor = rates.map(|pair| {
        let (ours, theirs) = (pair.ours.cpu_time_us(), pair.theirs.cpu_time_us());
        format!("{} {} against {}", pair.what, shown(ours), shown(theirs))
    });
    table.note(format!(
        "Processor time of the servers for one answer, in µs, which a busy machine changes less \
         than the rates: {}.",
        processor.collect::<Vec<_>>().join("; ")
    ));
    let busiest = pairs.iter().map(Comparison::own_share).fold(0.0, f64::max);
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
