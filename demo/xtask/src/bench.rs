//! `cargo xtask bench`: measures the worker and the widget beside baselines and
//! peers, in the same run on the same machine.
//!
//! Nothing here passes or fails: a table of medians and ratios is printed and
//! kept in `target/bedside/bench/report.md`.

mod baseline;
mod browser;
mod chart;
mod client;
mod comments;
mod cpu_time;
mod load;
mod memory;
mod peers;
mod report;
mod request;
mod sample;
mod stats;
mod worker;

use crate::dist::Dist;
use crate::paths;
use crate::stack::{Options, Stack, fd_limit};
use crate::tools::Tools;
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs;
use std::time::Duration;

/// One suite of the measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// The worker under load.
    Worker,
    /// The widget in Chromium.
    Browser,
}

/// Options of the command line.
#[derive(Debug, Clone)]
pub struct Bench {
    /// Fewer and shorter rounds.
    pub quick: bool,
    /// One suite only.
    pub only: Option<Suite>,
    /// Other comment systems as well; they are installed first.
    pub peers: bool,
    /// Of all measures only the worker's rows whose name contains this.
    pub rows: Option<String>,
}

/// Rounds and sizes of one run.
#[derive(Debug, Clone, Copy)]
struct BenchProfile {
    /// Rounds, of which the median counts.
    rounds: usize,
    /// Duration of one round of reading.
    round: Duration,
    /// Comments posted, or votes cast, in one round.
    writes: usize,
    /// Sizes at which a growing thread is measured.
    sizes: &'static [usize],
    /// The one of them at which it is held against a short thread.
    large: usize,
    /// Readers who listen to one page.
    sockets: usize,
    /// Comments of the thread that browsers show, and of more that peers serve.
    comments: &'static [usize],
    /// Comments of the thread that is scrolled from top to end.
    expanded: usize,
}

impl BenchProfile {
    const FULL: Self = Self {
        rounds: 5,
        round: Duration::from_secs(4),
        writes: 3_000,
        sizes: &[100, 1_000, 10_000, 100_000, 1_000_000],
        large: 100_000,
        sockets: 5_000,
        comments: &[1_000, 10_000],
        expanded: 10_000,
    };
    const QUICK: Self = Self {
        rounds: 3,
        round: Duration::from_millis(1_500),
        writes: 1_000,
        sizes: &[100, 1_000, 10_000, 20_000],
        large: 20_000,
        sockets: 1_000,
        comments: &[300],
        expanded: 1_000,
    };
}

/// Measures what is asked for, prints the tables and keeps them.
pub fn bench(dist: &Dist, tools: &Tools, options: &Bench) -> Result<()> {
    let profile = if options.quick {
        BenchProfile::QUICK
    } else {
        BenchProfile::FULL
    };
    let dir = paths::bedside().join("bench");
    let data = dir.join("data");
    // Each run starts from nothing; what an earlier run left would be read too.
    let _ = fs::remove_dir_all(&data);
    let mut stack_options = Options::new(&data);
    stack_options.site = paths::root().join("demo/xtask/src/bench/pages");
    let deployment = paths::root().join("demo/site/deployment.json");
    let mut deployment = crate::deployment::read(&deployment)?;
    crate::deployment::raise_limits(&mut deployment);
    stack_options.deployment = Some(deployment);
    // Before the worker starts, which inherits it.
    fd_limit::raise_for(profile.sockets)?;
    let stack = Stack::start(dist, tools, stack_options)?;

    let mut tables = Vec::new();
    if let Some(rows) = &options.rows {
        tables.push(worker::rows(&stack, tools, profile, rows)?);
    } else if options.only != Some(Suite::Browser) {
        tables.extend(worker::measure(&stack, tools, profile, &dir)?);
    }
    let mut outcome = Ok(());
    if options.rows.is_none() && options.only != Some(Suite::Worker) {
        let (build, peers) = (dist.build(), options.peers);
        outcome = browser::measure(&stack, build, profile, peers, &dir, &mut tables);
    }
    // Half an hour of measuring is not lost because a peer fails.
    if !tables.is_empty() {
        let file = report::publish(&about(dist, profile), &tables)?;
        println!("Kept in {}", file.display());
    }
    drop(stack);
    fs::remove_dir_all(&data).context("cannot remove the bench's data")?;
    outcome
}

/// The facts that make two reports comparable.
fn about(dist: &Dist, profile: BenchProfile) -> String {
    let processors = std::thread::available_parallelism().map_or(0, usize::from);
    let busy = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let busy = busy.split(' ').next().unwrap_or_default();
    format!(
        "Build {}; medians of {} rounds, in brackets the smallest and the largest; \
         {processors} processors, load {busy} at the end.",
        dist.build(),
        profile.rounds
    )
}
