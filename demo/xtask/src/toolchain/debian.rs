//! Debian's Rust toolchain for web browsers' builds, made to compile wasm32.
//!
//! Debian ships the compiler and the library's source but no compiled library
//! for wasm32, so it is compiled here, once per machine.

use super::{WASM32, has_std};
use crate::cmd::Cmd;
use crate::paths::which;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// The packages to install.
pub const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "lld-19",
];
/// The name under which rustup knows Debian's toolchain.
const NAME: &str = "debian";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LINKER: &str = "/usr/bin/wasm-ld-19";

/// The environment that selects this toolchain.
pub fn selection() -> Vec<(String, OsString)> {
    if which("rustup").is_some() {
        return vec![("RUSTUP_TOOLCHAIN".into(), NAME.into())];
    }
    vec![("PATH".into(), path_with_debian_first())]
}

/// Installs the packages, compiles the library and makes both known.
pub fn install() -> Result<()> {
    if which("apt-get").is_none() {
        bail!("this is no Debian-like machine (no apt-get)");
    }
    if !rustix::process::geteuid().is_root() {
        bail!("installing Debian's toolchain needs root");
    }
    if !packages_are_there() {
        apt_install(&PACKAGES, "Installing Debian's Rust toolchain")?;
    }
    let sysroot = PathBuf::from(debian(RUSTC).args(["--print", "sysroot"]).output()?);
    let libdir = sysroot.join("lib/rustlib").join(WASM32).join("lib");
    if !has_std(&libdir) {
        compile_std(&libdir)?;
    }
    link_linker(&sysroot)?;
    if which("rustup").is_some() {
        Cmd::new("rustup")
            .args(["toolchain", "link", NAME, "/usr"])
            .output()?;
    }
    Ok(())
}

/// Installs Debian packages, as root, without asking.
pub fn apt_install(packages: &[&str], label: &str) -> Result<()> {
    let apt = || Cmd::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt().arg("update").step("Updating the package lists")?;
    apt()
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .step(label)
}

fn packages_are_there() -> bool {
    [RUSTC, CARGO, "/usr/bin/cargo-clippy", LINKER]
        .iter()
        .all(|file| Path::new(file).is_file())
        && debian(RUSTC)
            .args(["--print", "sysroot"])
            .output()
            .is_ok_and(|sysroot| {
                let source = Path::new(&sysroot).join("lib/rustlib/src/rust/library");
                source.join("std/Cargo.toml").is_file()
            })
}

/// Compiles the standard library with bitcode, without which link-time
/// optimisation fails with "Can't find section .llvmbc".
fn compile_std(libdir: &Path) -> Result<()> {
    let dir = crate::paths::bedside().join("std");
    fs::create_dir_all(dir.join("src"))?;
    fs::write(dir.join("Cargo.toml"), STD_MANIFEST)?;
    fs::write(dir.join("src/lib.rs"), "")?;
    debian(CARGO)
        .dir(&dir)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .args(["build", "--release", "-Zbuild-std=std,panic_abort"])
        .args(["--target", WASM32, "--target-dir"])
        .arg(dir.join("target"))
        .step("Compiling the standard library for wasm32")?;

    let built = dir.join("target").join(WASM32).join("release/deps");
    fs::create_dir_all(libdir).with_context(|| format!("cannot write {}", libdir.display()))?;
    for entry in fs::read_dir(&built)?.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libbedside_std") {
            fs::copy(entry.path(), libdir.join(&name))?;
        }
    }
    Ok(())
}

/// A crate of its own, outside the workspace, so that cargo has something to
/// build the library for.
const STD_MANIFEST: &str = r#"[package]
name = "bedside-std"
version = "0.0.0"
edition = "2021"

[workspace]

[profile.release]
panic = "abort"
"#;

/// rustc asks for `rust-lld` in its sysroot; Debian calls it otherwise.
fn link_linker(sysroot: &Path) -> Result<()> {
    let verbose = debian(RUSTC).arg("-vV").output()?;
    let host = host_triple(&verbose).context("rustc does not tell its host")?;
    let bin = sysroot.join("lib/rustlib").join(host).join("bin");
    let link = bin.join("rust-lld");
    if link.exists() {
        return Ok(());
    }
    fs::create_dir_all(&bin)?;
    // A dangling link of an older linker is in the way.
    let _ = fs::remove_file(&link);
    symlink(LINKER, &link).with_context(|| format!("cannot make {}", link.display()))
}

fn host_triple(verbose: &str) -> Option<&str> {
    verbose.lines().find_map(|line| line.strip_prefix("host: "))
}

fn debian(program: &str) -> Cmd {
    Cmd::new(program).env("PATH", path_with_debian_first())
}

fn path_with_debian_first() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = ["/usr/bin".into(), "/bin".into()]
        .into_iter()
        .chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or_else(|_| "/usr/bin:/bin".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_is_read_from_rustc() {
        let verbose = "rustc 1.96.0\nbinary: rustc\nhost: aarch64-unknown-linux-gnu\n";
        assert_eq!(host_triple(verbose), Some("aarch64-unknown-linux-gnu"));
    }

    #[test]
    fn debian_comes_first_and_the_rest_stays() {
        let path = path_with_debian_first();
        let dirs: Vec<_> = env::split_paths(&path).collect();
        assert_eq!(dirs[0], Path::new("/usr/bin"));
        assert!(dirs.len() > 2);
    }
}
