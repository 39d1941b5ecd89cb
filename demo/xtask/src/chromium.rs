//! Chromium as the tests and the benchmarks start it.

use crate::child::{Guarded, profile_folder, program};
use anyhow::Result;
use std::process::Command;

/// The variable that names another Chromium than the one in `PATH`.
pub const VARIABLE: &str = "BEDSIDE_CHROMIUM";
/// The names of its program, by distribution.
pub const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Without these Chromium spends its time reaching for the outside, and slows
/// windows that are not in front.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--remote-debugging-port=0",
];

/// Starts one with an empty profile and with more flags; returns the address of
/// its DevTools too.
pub fn start(flags: &[&str]) -> Result<(Guarded, String)> {
    let profile = profile_folder("chromium")?;
    let mut command = Command::new(program(VARIABLE, &NAMES)?);
    command
        .args(FLAGS)
        .args(flags)
        .arg(format!("--user-data-dir={}", profile.display()));
    let mut child = Guarded::start(&mut command, &profile)?;
    let url = child.says(|line| {
        let url = line.strip_prefix("DevTools listening on ");
        url.map(str::to_owned)
    })?;
    Ok((child, url))
}
