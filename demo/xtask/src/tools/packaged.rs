//! Programs of the tests that Debian packages.

use crate::paths::which;
use crate::toolchain::debian::apt_install;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Finds what the operator's page asks for besides workerd, and installs
/// Debian's as root.
pub fn operators_programs() -> Result<()> {
    for name in ["curl", "sqlite3"] {
        obtain(name, &[name], || which(name))?;
    }
    Ok(())
}

/// Finds a program, and installs the packages it comes with where it is not
/// there and who runs this is root.
///
/// # Errors
/// The program is still not there; the packages to install.
pub(super) fn obtain(
    name: &str,
    packages: &[&str],
    find: impl Fn() -> Option<PathBuf>,
) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if which("apt-get").is_some() && rustix::process::geteuid().is_root() {
        apt_install(packages, &format!("Installing {name}"))?;
    }
    find().with_context(|| {
        let packages = packages.join(" ");
        format!("the tests need {name}: as root `apt-get install {packages}`")
    })
}
