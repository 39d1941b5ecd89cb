//! `cargo xtask deploy`: the same module to Cloudflare's network, by wrangler.

use crate::cmd::Cmd;
use crate::dist::Dist;
use crate::paths;
use crate::profile::Profile;
use crate::size::{WORKER_BUDGET, worker_gzip};
use crate::tools::{node, node_major, npm_package};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The oldest Node that wrangler runs on.
const WRANGLER_NODE: u32 = 22;

/// Deploys built output. A dry run bundles it as a real one does, offline and
/// without an account, and leaves the result in `target/bedside/deploy`.
pub fn deploy(dist: &Dist, dry_run: bool) -> Result<()> {
    let shipped = dist.profile() == Profile::Release;
    if !shipped && !dry_run {
        bail!(
            "this build is for development; `{}` makes another",
            Profile::Release.command()
        );
    }
    let out = paths::bedside().join("deploy");
    let _ = fs::remove_dir_all(&out);
    deploying(dist)?
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
    if shipped && bytes > WORKER_BUDGET {
        bail!("the worker is larger than Cloudflare's free plan takes");
    }
    if dry_run {
        return Ok(());
    }
    let status = deploying(dist)?.pass_through()?;
    if !status.success() {
        bail!("wrangler failed ({status})");
    }
    Ok(())
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

fn deploying(dist: &Dist) -> Result<Cmd> {
    let (node, args) = wrangler(dist, "deploy")?;
    Ok(Cmd::new(node)
        // It keeps what it bundles in the folder that it is started in.
        .dir(paths::bedside())
        .args(args)
        .env("WRANGLER_SEND_METRICS", "false"))
}

/// The Node that runs wrangler, and the arguments for a command of wrangler's
/// about this build.
pub(crate) fn wrangler(dist: &Dist, command: &str) -> Result<(PathBuf, Vec<OsString>)> {
    let program = npm_package("wrangler")?.join("node_modules/wrangler/bin/wrangler.js");
    let args = vec![
        program.into(),
        command.into(),
        dist.worker().join("index.js").into(),
        "--config".into(),
        paths::root().join("edge-worker/wrangler.toml").into(),
        "--assets".into(),
        dist.assets().into(),
    ];
    Ok((node_for_wrangler()?, args))
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
