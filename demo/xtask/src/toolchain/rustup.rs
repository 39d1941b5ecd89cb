//! Toolchains from rustup.

use super::WASM32;
use crate::cmd::Cmd;
use crate::paths::which;
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::time::Duration;

/// Fetched where the active toolchain is older: from this version on the library
/// has small tables of upper and lower case. In the one before they cost a
/// reader 2.4 KB of brotli.
const WANTED: (u32, u32) = (1, 96);
const TOOLCHAIN: &str = "1.96.0";
/// Time limit of rustup; offline it retries for minutes.
const PATIENCE: Duration = Duration::from_secs(120);

/// The environment that selects the fetched toolchain.
pub fn selection() -> Vec<(String, OsString)> {
    vec![("RUSTUP_TOOLCHAIN".into(), TOOLCHAIN.into())]
}

/// Adds the target to the active toolchain, or fetches another with it.
pub fn install() -> Result<()> {
    if which("rustup").is_none() {
        bail!("there is no rustup");
    }
    let active = Cmd::new("rustc").arg("-V").output()?;
    if version(&active).is_some_and(|version| version < WANTED) {
        let fetched = rustup()
            .args(["toolchain", "install", TOOLCHAIN, "--profile", "minimal"])
            .args(["--component", "clippy,rust-src", "--target", WASM32])
            .arg("--no-self-update")
            .step("Fetching a Rust toolchain for wasm32 with rustup");
        if fetched.is_ok() {
            return Ok(());
        }
    }
    rustup()
        .args(["target", "add", WASM32])
        .step("Adding the wasm32 target with rustup")
}

/// Adds the standard library's source to the active toolchain.
pub fn add_std_source() -> Result<()> {
    rustup()
        .args(["component", "add", "rust-src"])
        .step("Adding the standard library's source")
}

fn rustup() -> Cmd {
    Cmd::new("rustup")
        .env("RUSTUP_MAX_RETRIES", "0")
        .timeout(PATIENCE)
}

/// Major and minor number of what `rustc -V` says.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.strip_prefix("rustc ")?.split(['.', '-']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_rustc_says_it() {
        assert_eq!(
            version("rustc 1.95.0 (59807616e 2026-04-14)"),
            Some((1, 95))
        );
        assert_eq!(version("rustc 1.101.0-nightly (92b5b8c87)"), Some((1, 101)));
        assert_eq!(version("cargo 1.95.0"), None);
    }

    #[test]
    fn what_is_fetched_is_what_is_wanted() {
        assert_eq!(version(&format!("rustc {TOOLCHAIN}")), Some(WANTED));
    }
}
