//! The lints: formatting, clippy for every target the code compiles to, and
//! licences where cargo-deny is installed.

use crate::cmd::Cmd;
use crate::paths::{self, which};
use crate::profile::Profile;
use crate::toolchain::{Toolchain, WASM32};
use anyhow::Result;

/// Cargo's profile for something that is compiled with one of ours.
type OfCargo = fn(Profile) -> &'static str;

/// What compiles to wasm32: package, feature, and cargo's profile that its
/// build uses, so that both share the compiled macros.
const WASM: [(&str, &str, OfCargo); 5] = [
    ("bedside-edge", "", Profile::of_worker),
    ("bedside-widget", "ssr", Profile::of_worker),
    ("bedside-widget", "reader", Profile::of_modules),
    ("bedside-widget", "moderation", Profile::of_modules),
    ("bedside-widget", "comfort", Profile::of_modules),
];

/// Runs all of them; the first failure ends it.
pub fn lint(profile: Profile, toolchain: &Toolchain) -> Result<()> {
    Cmd::new("cargo")
        .args(["fmt", "--all", "--check", "--", "--files-with-diff"])
        .step("Checking the format")?;
    Cmd::new("cargo")
        .args(["clippy", "--workspace", "--exclude", "bedside-edge"])
        .args(["--all-targets", "--features", "bedside-widget/ssr"])
        .arg("--target-dir")
        .arg(paths::target())
        .args(["--", "--deny", "warnings"])
        .step("Clippy, native")?;
    for (package, feature, of_cargo) in WASM {
        let mut clippy = toolchain.cargo().args(["clippy", "--package", package]);
        if !feature.is_empty() {
            clippy = clippy.args(["--features", feature]);
        }
        clippy
            .args(["--profile", of_cargo(profile)])
            .args(["--target", WASM32, "--target-dir"])
            .arg(paths::target())
            .args(["--", "--deny", "warnings"])
            .step(format!("Clippy, wasm: {package} {feature}").trim_end())?;
    }
    if which("cargo-deny").is_some() {
        return Cmd::new("cargo")
            .args([
                "deny",
                "--config",
                ".deny.toml",
                "check",
                "--hide-inclusion-graph",
            ])
            .args(["licenses", "bans", "sources"])
            .step("Checking licences and sources");
    }
    eprintln!(
        "- licences and sources were not checked: cargo-deny is not installed \
         (cargo install --locked cargo-deny)"
    );
    Ok(())
}
