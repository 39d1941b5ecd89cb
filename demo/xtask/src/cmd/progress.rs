//! The line that tells what a step is doing and for how long.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Pause between signs of life of a step where lines cannot be
/// rewritten.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// Pause between two updates of a line on a terminal.
const REFRESH: Duration = Duration::from_millis(200);
/// Column of the time.
const LABEL_WIDTH: usize = 44;

/// The steps that run, by number. The one that runs longest has the line on a
/// terminal.
static RUNNING: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<usize>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Progress of one step, on stderr.
pub struct Progress {
    number: usize,
    label: String,
    started: Instant,
    shown: Instant,
    last: String,
    terminal: bool,
}

impl Progress {
    /// Says that the step begins.
    pub fn start(label: &str) -> Self {
        static STEPS: AtomicUsize = AtomicUsize::new(0);
        let terminal = stderr().is_terminal();
        let now = Instant::now();
        let progress = Self {
            number: STEPS.fetch_add(1, Ordering::Relaxed),
            label: label.to_owned(),
            started: now,
            shown: now,
            last: String::new(),
            terminal,
        };
        running().push(progress.number);
        if terminal {
            progress.rewrite("");
        }
        progress
    }

    /// Takes the newest line of the step's output.
    pub fn show(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.last = line.trim().to_owned();
        }
        self.tick();
    }

    /// Brings what is shown up to date.
    pub fn tick(&mut self) {
        let pause = if self.terminal { REFRESH } else { HEARTBEAT };
        if self.shown.elapsed() < pause {
            return;
        }
        self.shown = Instant::now();
        if self.terminal {
            self.rewrite(&self.last);
        } else {
            let seconds = self.started.elapsed().as_secs();
            eprintln!("  {} … {seconds} s: {}", self.label, self.last);
        }
    }

    /// Leaves one line behind: what was done and how long it took.
    pub fn finish(self, success: bool) {
        // Held while it writes: lines of two steps would mix.
        let _running = running();
        let mark = if success { "✓" } else { "✗" };
        let clear = if self.terminal { "\r\x1b[2K" } else { "" };
        let seconds = self.started.elapsed().as_secs_f32();
        eprintln!("{clear}{mark} {:LABEL_WIDTH$} {seconds:6.1} s", self.label);
    }

    fn rewrite(&self, detail: &str) {
        let running = running();
        if running.first() != Some(&self.number) {
            return;
        }
        let seconds = self.started.elapsed().as_secs();
        let detail: String = detail
            .chars()
            .filter(|c| !c.is_control())
            .take(28)
            .collect();
        eprint!(
            "\r\x1b[2K· {:LABEL_WIDTH$} {seconds:4} s  {detail}",
            self.label
        );
        let _ = stderr().flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        running().retain(|number| *number != self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_leaves_the_line_however_it_ends() {
        let first = Progress::start("first");
        let second = Progress::start("second");
        let (one, two) = (first.number, second.number);
        let place = |number| running().iter().position(|n| *n == number);
        assert!(place(one) < place(two));
        first.finish(true);
        assert_eq!(place(one), None);
        drop(second);
        assert_eq!(place(two), None);
    }
}
