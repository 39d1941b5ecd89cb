//! Memory of a process.

use crate::cmd::Cmd;
use anyhow::{Context, Result};
use std::fs;

/// The resident memory of a process, in MB.
pub fn resident_mb(pid: u32) -> Result<f64> {
    let kb = match fs::read_to_string(format!("/proc/{pid}/status")) {
        Ok(status) => of_status(&status),
        // Without /proc.
        Err(_) => Cmd::new("ps")
            .args(["-o", "rss=", "-p", &pid.to_string()])
            .output()?
            .parse()
            .ok(),
    };
    Ok(kb.with_context(|| format!("no memory of process {pid}"))? / 1024.0)
}

fn of_status(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_holds_something() {
        assert!(resident_mb(std::process::id()).unwrap() > 0.5);
        assert_eq!(of_status("Name:\tx\nVmRSS:\t  2048 kB\n"), Some(2048.0));
    }
}
