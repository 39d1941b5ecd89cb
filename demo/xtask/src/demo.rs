//! `cargo xtask demo`: everything running, filled, and explained.

mod watch;

use crate::build::{self, Kit};
use crate::dist::Dist;
use crate::paths;
use crate::profile::Profile;
use crate::seed::bulk_seed::SeedPlan;
use crate::seed::{Seeded, seed};
use crate::stack::{Options, Ports, Stack};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use watch::Watch;

/// Pause between two looks at the demo's parts and sources.
const PAUSE: Duration = Duration::from_millis(500);

/// The default folder of the demo's data.
pub fn default_data() -> PathBuf {
    paths::bedside().join("data")
}

/// Options of the command line.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The profile that the build uses.
    pub profile: Profile,
    /// The ports.
    pub ports: Ports,
    /// The folder of data that outlives a start.
    pub data: PathBuf,
    /// Throw the data away first.
    pub fresh: bool,
    /// Fill the page of 100,000 comments as well.
    pub big: bool,
    /// Build anew and show it when sources change.
    pub watch: bool,
}

/// Builds, starts, seeds, prints the addresses, and runs until interrupted.
pub fn demo(options: &Demo) -> Result<()> {
    // A taken port is told before minutes of building, not after.
    options.ports.choose()?;
    let kit = Kit::obtain(options.profile)?;
    // Looked at before building: what changes meanwhile is another change.
    let mut watches = match options.watch {
        true => Some(Watches::begin()?),
        false => None,
    };
    let build = || build::build(options.profile, &kit);
    let dist = build()?;
    if options.fresh {
        forget(&options.data)?;
    }
    let interrupted = interrupts()?;

    let mut stack_options = Options::new(&options.data);
    stack_options.ports = options.ports;
    let site = stack_options.site.clone();
    let stack = Stack::start(&dist, &kit.tools, stack_options)?;
    let threads = site.join("threads");
    let seeded = seed(&threads, stack.addresses(), &stack.operator())?;
    println!("{}", table(&stack, seeded));
    if options.watch {
        stack.pages().edition().begin();
        println!("A change of the sources shows by itself.");
    }

    let mut stopping = false;
    if options.big {
        SeedPlan::BIG.run(stack.addresses(), &stack.operator(), &mut || {
            stopping = interrupted.try_recv().is_ok();
            !stopping
        })?;
    }
    while !stopping && interrupted.try_recv().is_err() {
        for part in [stack.worker(), stack.provider()] {
            if let Some(words) = part.ended() {
                bail!("{words}\nIts whole log: {}", part.log_file().display());
            }
        }
        if let Some(watches) = &mut watches {
            watches.follow(&stack, &build)?;
        }
        crate::pause(PAUSE);
    }
    println!("\nStopping.");
    Ok(())
}

/// The files that are watched while the demo runs.
struct Watches {
    sources: Watch,
    pages: Watch,
}

impl Watches {
    fn begin() -> Result<Self> {
        Ok(Self {
            sources: Watch::sources(&paths::root())?,
            pages: Watch::pages(&paths::root())?,
        })
    }

    /// Shows what changed. Sources that do not compile leave the old worker
    /// running: whoever wrote them is still at it.
    fn follow(&mut self, stack: &Stack, build: &dyn Fn() -> Result<Dist>) -> Result<()> {
        if self.sources.changed()? {
            let started = Instant::now();
            match build() {
                Ok(dist) => {
                    // Nothing to flush: what was answered is on the disk.
                    stack.worker().kill()?;
                    stack.worker().start()?;
                    stack.pages().edition().next();
                    let seconds = started.elapsed().as_secs_f32();
                    println!("Build {} runs after {seconds:.1} s.", dist.build());
                }
                Err(error) => eprintln!("{error:#}\nThe build before still runs."),
            }
        }
        if self.pages.changed()? {
            stack.pages().edition().next();
        }
        Ok(())
    }
}

/// From here on the first interrupt is received here and ends the parts in
/// order; a second one, from somebody in a hurry, ends everything at once.
fn interrupts() -> Result<mpsc::Receiver<()>> {
    let (interrupt, interrupted) = mpsc::channel();
    let asked = AtomicBool::new(false);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        let _ = interrupt.send(());
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(interrupted)
}

/// Removes the data of earlier starts. Only a folder that such a start made is
/// removed: a mistyped `--data` must not cost somebody their files.
fn forget(data: &Path) -> Result<()> {
    let looks_ours = data.join("secrets.json").is_file();
    let empty = match fs::read_dir(data) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == ErrorKind::NotFound => true,
        Err(error) => return Err(error).context("cannot read the data directory"),
    };
    if empty {
        return Ok(());
    }
    if !looks_ours {
        bail!(
            "--fresh would remove {}, which holds no data of the demo",
            data.display()
        );
    }
    fs::remove_dir_all(data).with_context(|| format!("cannot remove {}", data.display()))
}

fn table(stack: &Stack, seeded: Seeded) -> String {
    let at = stack.addresses();
    format!(
        "\n\
         Bedside runs, with {} comments in {} threads.\n\
         \n\
         \x20 host pages   {}/\n\
         \x20 worker       {}\n\
         \x20 provider     {}\n\
         \x20 data, logs   {}\n\
         \n\
         Sign in as   Ana, Ben   readers\n\
         \x20            Mia        moderator: Moderate shows the queue\n\
         \x20            Olu        owner\n\
         \n\
         Ctrl-C stops everything.",
        seeded.comments,
        seeded.threads,
        at.pages,
        at.worker,
        at.provider,
        stack.data().display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_removes_only_the_demos_own_data() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        forget(&data).unwrap();
        fs::create_dir(&data).unwrap();
        forget(&data).unwrap();
        fs::write(data.join("thesis.txt"), "").unwrap();
        assert!(forget(&data).is_err());
        fs::write(data.join("secrets.json"), "{}").unwrap();
        forget(&data).unwrap();
        assert!(!data.exists());
    }
}
