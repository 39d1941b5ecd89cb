//! Processes that cannot outlive the one that starts them, however that ends.

use crate::paths::which;
use crate::secrets::random_hex;
use anyhow::{Context, Result};
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Ends a group of processes when this process ends: a shell holds the other
/// end of a pipe, and the kernel closes ours even when the tests are killed.
/// Leftovers of the group are removed when all of it has ended; where nobody
/// collects orphans, their entries stay, so it does not wait for ever.
const UNTIL_THE_PIPE_CLOSES: &str = r#"
cat > /dev/null
kill -9 -"$1" 2> /dev/null
for _ in 1 2 3 4 5 6 7 8 9; do kill -0 -"$1" 2> /dev/null || break; sleep 0.1; done
rm -rf "$2"
"#;

/// A program with all processes it starts. They end when this is dropped.
pub struct Guarded {
    program: PathBuf,
    leader: Child,
    guard: Child,
}

impl Guarded {
    /// Starts a program; `litter` is removed when it has ended.
    pub fn start(command: &mut Command, litter: &Path) -> Result<Self> {
        let program = PathBuf::from(command.get_program());
        let leader = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let guard = Command::new("sh")
            .args(["-c", UNTIL_THE_PIPE_CLOSES, "sh"])
            .arg(leader.id().to_string())
            .arg(litter)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("cannot start sh")?;
        Ok(Self {
            program,
            leader,
            guard,
        })
    }

    /// Finds the first line of its standard error that has something to say. Reads on
    /// from there, for the pipe must not fill.
    pub fn says(&mut self, wanted: impl Fn(&str) -> Option<String>) -> Result<String> {
        let output = self.leader.stderr.take().context("read already")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let said = lines.find_map(|line| wanted(&line));
        std::thread::spawn(move || lines.for_each(drop));
        said.with_context(|| format!("{} ended at once", self.program.display()))
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.leader.id()
    }

    /// Lets it run until this process ends.
    pub fn stays(self) {
        std::mem::forget(self);
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // Both end at once: the guard kills, and somebody has to be told.
        let _ = self.leader.wait();
        let _ = self.guard.wait();
    }
}

/// Finds a program: the one that the variable names, else one in `PATH`.
pub fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return Ok(named.into());
    }
    let found = names.iter().find_map(|name| which(name));
    found.with_context(|| {
        let name = names.first().unwrap_or(&variable);
        format!("no {name} in PATH: install it, or name it in {variable}")
    })
}

/// Makes a new folder for a browser's profile.
pub fn profile_folder(browser: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("bedside-{browser}-{}", random_hex(9)?));
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

/// Returns a port of this machine that nobody listens on.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    Ok(listener.local_addr()?.port())
}
