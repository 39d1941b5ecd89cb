//! Runs other programs: quietly, as a step whose progress is shown, or with
//! their output passed on.

mod environment;
pub(crate) mod progress;

use anyhow::{Context, Result, bail};
use progress::Progress;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Lines of a failed step's output that are shown; the whole is in its log.
const TAIL_LINES: usize = 60;

/// A program with its arguments, not run yet.
#[derive(Debug)]
pub struct Cmd {
    command: Command,
    timeout: Option<Duration>,
}

impl Cmd {
    /// A program, looked up on the search path, run in the checkout.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(crate::paths::root());
        environment::clean(&mut command);
        Self {
            command,
            timeout: None,
        }
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets several environment variables.
    pub fn envs(mut self, vars: &[(String, OsString)]) -> Self {
        self.command.envs(vars.iter().map(|(k, v)| (k, v)));
        self
    }

    /// Runs somewhere else than the checkout.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Ends the program when it takes longer.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// The command line, for messages.
    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }

    /// Runs it and gives what it wrote to stdout, trimmed.
    pub fn output(mut self) -> Result<String> {
        let line = self.line();
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start `{line}`"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`{line}` failed ({}): {}", output.status, said.trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs it with its output passed on, and gives how it ended.
    pub fn pass_through(mut self) -> Result<ExitStatus> {
        let line = self.line();
        self.command
            .status()
            .with_context(|| format!("cannot start `{line}`"))
    }

    /// Runs it as a step: a line that says what is being done and for how
    /// long, and its output only when it fails.
    pub fn step(mut self, label: &str) -> Result<()> {
        let line = self.line();
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{label}: cannot start `{line}`"))?;
        let started = Instant::now();
        let mut progress = Progress::start(label);
        let (sender, lines) = mpsc::channel();
        for stream in [
            child
                .stdout
                .take()
                .map(|s| Box::new(s) as Box<dyn Read + Send>),
            child
                .stderr
                .take()
                .map(|s| Box::new(s) as Box<dyn Read + Send>),
        ]
        .into_iter()
        .flatten()
        {
            let sender = sender.clone();
            thread::spawn(move || read_lines(stream, &sender));
        }
        drop(sender);

        let mut log = Vec::new();
        let mut timed_out = false;
        loop {
            match lines.recv_timeout(Duration::from_millis(200)) {
                Ok(text) => {
                    progress.show(&text);
                    log.push(text);
                }
                Err(RecvTimeoutError::Timeout) => progress.tick(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if !timed_out && self.timeout.is_some_and(|limit| started.elapsed() > limit) {
                timed_out = true;
                child
                    .kill()
                    .context("cannot end a step that took too long")?;
            }
        }
        let status = child.wait()?;
        let log_file = write_log(label, &line, &log);
        progress.finish(status.success());
        if status.success() {
            return Ok(());
        }
        let tail = log[log.len().saturating_sub(TAIL_LINES)..].join("\n");
        let how = if timed_out {
            "took too long".to_owned()
        } else {
            format!("failed ({status})")
        };
        bail!(
            "{label} {how}: `{line}`\n{tail}\n(all of it: {})",
            log_file.display()
        );
    }
}

fn read_lines(stream: Box<dyn Read + Send>, sender: &mpsc::Sender<String>) {
    let mut reader = BufReader::new(stream);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
        let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        bytes.clear();
        if sender.send(text).is_err() {
            return;
        }
    }
}

/// Keeps a step's whole output; a log that cannot be written is no reason to
/// fail the step.
fn write_log(label: &str, line: &str, log: &[String]) -> PathBuf {
    let name: String = label
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let file = crate::paths::logs().join(format!("{name}.log"));
    let _ = fs::create_dir_all(crate::paths::logs());
    let _ = fs::write(&file, format!("$ {line}\n{}\n", log.join("\n")));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_trimmed() {
        let said = Cmd::new("sh")
            .args(["-c", "echo ' a b '"])
            .output()
            .unwrap();
        assert_eq!(said, "a b");
    }

    #[test]
    fn failure_tells_command_and_reason() {
        let error = Cmd::new("sh").args(["-c", "echo no >&2; exit 3"]).output();
        let text = error.unwrap_err().to_string();
        assert!(text.contains("sh -c") && text.contains("no"), "{text}");
    }

    #[test]
    fn step_shows_the_end_of_a_failed_log() {
        let error = Cmd::new("sh")
            .args(["-c", "seq 100; exit 1"])
            .step("Test failing");
        let text = format!("{:#}", error.unwrap_err());
        assert!(
            text.contains("\n100\n") && !text.contains("\n12\n"),
            "{text}"
        );
    }

    #[test]
    fn step_ends_what_takes_too_long() {
        let started = Instant::now();
        let error = Cmd::new("sleep")
            .arg("30")
            .timeout(Duration::from_millis(300))
            .step("Test sleeping");
        assert!(error.unwrap_err().to_string().contains("took too long"));
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}
