//! Turns the sources into [`Dist`]: the widget's two wasm modules, the assets
//! around them, and the worker's module.
//!
//! For a [`Profile`]: as it is shipped, or fast to make. Each step leaves a stamp with the hash of what went in, and is skipped while
//! that still matches.

mod assets;
mod functions;
pub mod inputs;
mod kit;
mod module;
mod names;
mod order;
mod script;
mod shrink;
mod snip;
mod worker;

use crate::dist::Dist;
use crate::paths;
use crate::profile::Profile;
use crate::toolchain::Toolchain;
use crate::tools::Tools;
use anyhow::{Context, Result};
use inputs::Inputs;
pub use kit::Kit;
use std::fs;
use std::path::{Path, PathBuf};
use std::{panic, thread};

/// The widget's modules: what each is made of, its feature, its files' name.
const MODULES: [(Inputs, &str, &str); 3] = [
    (Inputs::READER, "reader", "widget"),
    (Inputs::MODERATION, "moderation", "moderation"),
    (Inputs::COMFORT, "comfort", "comfort"),
];

/// What a step needs to know about the machine.
struct Workshop<'a> {
    profile: Profile,
    toolchain: &'a Toolchain,
    tools: &'a Tools,
    /// Everything about the tools that shapes their output.
    fingerprint: String,
}

/// Builds what is not up to date.
pub fn build(profile: Profile, kit: &Kit) -> Result<Dist> {
    let Kit { toolchain, tools } = kit;
    let shop = Workshop {
        profile,
        toolchain,
        tools,
        fingerprint: format!("{}\n{}", toolchain.version(), Tools::fingerprint()?),
    };
    // Two at once: much of it is one program at work on one large file.
    thread::scope(|scope| {
        let worker = scope.spawn(|| {
            shop.step(Inputs::WORKER, &[profile.dist().join("worker")], || {
                worker::build(&shop)
            })
        });
        for (inputs, feature, out_name) in MODULES {
            shop.step(inputs, &[module::folder(profile, feature)], || {
                module::build(&shop, feature, out_name)
            })?;
        }
        shop.step(Inputs::ASSETS, &[profile.dist().join("assets")], || {
            assets::build(&shop)
        })?;
        worker
            .join()
            .unwrap_or_else(|reason| panic::resume_unwind(reason))
    })?;
    fs::copy(
        paths::root().join("edge-worker/workerd.capnp"),
        profile.dist().join("workerd.capnp"),
    )
    .context("cannot copy workerd.capnp")?;
    Dist::open(profile)
}

impl Workshop<'_> {
    /// Runs a step when its inputs, its tools or its outputs changed.
    fn step(
        &self,
        inputs: Inputs,
        outputs: &[PathBuf],
        run: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let stamp = inputs.stamp(&self.fingerprint)?;
        if outputs.iter().all(|output| output.exists()) && inputs.is_stamped(self.profile, &stamp) {
            return Ok(());
        }
        inputs.unstamp(self.profile);
        run()?;
        inputs.write(self.profile, &stamp)
    }
}

/// Replaces a folder by a new one made aside, so that nobody sees half of it.
fn swap(new: &Path, old: &Path) -> Result<()> {
    let away = old.with_extension("old");
    let _ = fs::remove_dir_all(&away);
    if old.exists() {
        fs::rename(old, &away).with_context(|| format!("cannot move {}", old.display()))?;
    }
    fs::rename(new, old).with_context(|| format!("cannot make {}", old.display()))?;
    let _ = fs::remove_dir_all(&away);
    Ok(())
}

/// An empty folder, whatever was there before.
fn empty(dir: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))
}
