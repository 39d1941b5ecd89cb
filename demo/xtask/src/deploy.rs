//! `cargo xtask deploy`: the same module to Cloudflare's network, by wrangler.

use crate::cmd::Cmd;
use crate::dist::Dist;
use crate::paths;
use crate::size::{WORKER_BUDGET, worker_gzip};
use crate::tools::{node, node_major, npm_package};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// The oldest Node that wrangler runs on.
const WRANGLER_NODE: u32 = 22;

/// Deploys built output. A dry run bundles it as a real one does, offline and
/// without an account, and leaves the result in `target/bedside/deploy`.
pub fn deploy(dist: &Dist, dry_run: bool) -> Result<()> {
    let out = paths::bedside().join("deploy");
    let _ = fs::remove_dir_all(&out);
    wrangler(dist)?
        .args(["--dry-run", "--outdir"])
        .arg(&out)
        .step("Bundling as wrangler does")?;
    let bytes = worker_gzip(&out)?;
    println!(
        "worker module: {:.2} MB gzip of {:.0} MB",
        mb(bytes),
        mb(WORKER_BUDGET)
    );
    if bytes == 0 {
        bail!("wrangler left no module in {}", out.display());
    }
    if bytes > WORKER_BUDGET {
        bail!("the worker is larger than Cloudflare's free plan takes");
    }
    if dry_run {
        return Ok(());
    }
    let status = wrangler(dist)?.pass_through()?;
    if !status.success() {
        bail!("wrangler failed ({status})");
    }
    Ok(())
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

fn wrangler(dist: &Dist) -> Result<Cmd> {
    let program = npm_package("wrangler")?.join("node_modules/wrangler/bin/wrangler.js");
    Ok(Cmd::new(node_for_wrangler()?)
        .arg(program)
        .arg("deploy")
        .arg(dist.worker().join("index.js"))
        .arg("--config")
        .arg(paths::root().join("edge-worker/wrangler.toml"))
        .arg("--assets")
        .arg(dist.assets())
        .env("WRANGLER_SEND_METRICS", "false"))
}

/// This machine's Node where it is new enough, else the pinned one from npm.
fn node_for_wrangler() -> Result<PathBuf> {
    let own = node()?;
    if node_major(&own).is_some_and(|major| major >= WRANGLER_NODE) {
        return Ok(own);
    }
    let modules = npm_package("node")?.join("node_modules");
    let entries = fs::read_dir(&modules)
        .with_context(|| format!("wrangler needs Node {WRANGLER_NODE} or newer"))?;
    entries
        .flatten()
        .map(|entry| entry.path().join("bin/node"))
        .find(|file| file.is_file())
        .with_context(|| format!("wrangler needs Node {WRANGLER_NODE} or newer"))
}
