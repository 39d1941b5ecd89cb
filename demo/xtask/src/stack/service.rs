//! One program of the stack: started, waited for, ended, started again.

use super::spawn;
use crate::http;
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Time limit for a service's first response.
const START: Duration = Duration::from_secs(60);
/// Time limit of an orderly end before it is forced.
const END: Duration = Duration::from_secs(5);
/// Pause between two looks at a condition.
const PAUSE: Duration = Duration::from_millis(20);

/// When a service counts as started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Its health route answers with success.
    Healthy,
    /// It answers anything: for tests of a bad configuration.
    Answering,
}

/// A program of the stack. All its methods take `&self`: tests share stacks.
pub struct Service {
    name: &'static str,
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    dir: PathBuf,
    log: PathBuf,
    probe: String,
    ready: Ready,
    has_children: bool,
    child: Mutex<Option<Child>>,
}

impl Service {
    pub(crate) fn new(name: &'static str, program: &Path, logs: &Path) -> Self {
        Self {
            name,
            program: program.to_path_buf(),
            args: Vec::new(),
            env: Vec::new(),
            dir: crate::paths::root(),
            log: logs.join(format!("{name}.log")),
            probe: String::new(),
            ready: Ready::Healthy,
            has_children: false,
            child: Mutex::new(None),
        }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub(crate) fn args<const N: usize>(mut self, args: [&str; N]) -> Self {
        self.args.extend(args.map(OsString::from));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.dir = dir.to_path_buf();
        self
    }

    /// Says that it starts processes of its own.
    pub(crate) fn with_children(mut self) -> Self {
        self.has_children = true;
        self
    }

    pub(crate) fn ready_at(mut self, probe: String, ready: Ready) -> Self {
        self.probe = probe;
        self.ready = ready;
        self
    }

    /// Starts it, on the same data as before, and waits until it answers.
    /// Does nothing while it runs.
    pub fn start(&self) -> Result<()> {
        let mut slot = self.slot();
        if let Some(child) = slot.as_mut()
            && child.try_wait()?.is_none()
        {
            return Ok(());
        }
        let mut child = self.spawn()?;
        if self.has_children {
            spawn::guard_group(child.id())?;
        }
        let ready = self.wait_until_ready(&mut child);
        if let Err(error) = ready {
            let _ = end_group(child);
            return Err(error);
        }
        *slot = Some(child);
        Ok(())
    }

    fn spawn(&self) -> Result<Child> {
        if let Some(dir) = self.log.parent() {
            fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
        }
        let log = File::options()
            .create(true)
            .append(true)
            .open(&self.log)
            .with_context(|| format!("cannot write {}", self.log.display()))?;
        let mut command = spawn::command(&self.program);
        command
            .args(&self.args)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.dir)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        spawn::spawn(command).with_context(|| {
            format!(
                "cannot start the {} ({})",
                self.name,
                self.program.display()
            )
        })
    }

    fn wait_until_ready(&self, child: &mut Child) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START {
            if let Some(status) = child.try_wait()? {
                bail!("{}", self.last_words(status));
            }
            match http::probe(&self.probe) {
                Ok(response) if response.ok() || self.ready == Ready::Answering => return Ok(()),
                _ => crate::pause(PAUSE),
            }
        }
        bail!(
            "the {} does not answer {} after {} s:\n{}",
            self.name,
            self.probe,
            START.as_secs(),
            self.tail()
        )
    }

    /// Ends it as `kill -9` does: nothing is flushed, nobody is told.
    pub fn kill(&self) -> Result<()> {
        match self.slot().take() {
            Some(child) => end_group(child),
            None => Ok(()),
        }
    }

    /// Asks it to end, and forces it when it does not.
    pub fn stop(&self) -> Result<()> {
        let Some(mut child) = self.slot().take() else {
            return Ok(());
        };
        // Its number may be somebody else's once it has been waited for.
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        kill_process(Pid::from_child(&child), Signal::TERM)?;
        let asked = Instant::now();
        while asked.elapsed() < END {
            if child.try_wait()?.is_some() {
                return Ok(());
            }
            crate::pause(PAUSE);
        }
        end_group(child)
    }

    /// Its process id while it runs, for measures of memory.
    pub fn pid(&self) -> Option<u32> {
        self.slot().as_ref().map(Child::id)
    }

    /// Returns how it ended and its last lines, if it did so by itself: neither
    /// [`Self::stop`] nor [`Self::kill`] ended it.
    pub fn ended(&self) -> Option<String> {
        let status = self.slot().as_mut()?.try_wait().ok()??;
        Some(self.last_words(status))
    }

    /// Everything it wrote to stdout and stderr, over all its starts.
    pub fn log(&self) -> String {
        fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// The file with what it wrote.
    pub fn log_file(&self) -> &Path {
        &self.log
    }

    fn last_words(&self, status: ExitStatus) -> String {
        format!("the {} ended ({status}):\n{}", self.name, self.tail())
    }

    fn tail(&self) -> String {
        let log = self.log();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    fn slot(&self) -> MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends a child with its own children: it leads a group of its own.
fn end_group(mut child: Child) -> Result<()> {
    kill_process_group(Pid::from_child(&child), Signal::KILL)?;
    child.wait()?;
    Ok(())
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

#[cfg(test)]
#[path = "service_tests.rs"]
mod tests;
