//! The browsers that the tests run in, as Debian packages them.

use super::packaged::obtain;
use crate::child::program;
use crate::chromium;
use crate::paths::which;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Finds a Chromium, and installs Debian's as root.
pub fn chromium() -> Result<PathBuf> {
    obtain("Chromium", &["chromium"], || {
        program(chromium::VARIABLE, &chromium::NAMES).ok()
    })
}

/// Finds a Firefox for the browser tests, and installs Debian's as root.
pub fn firefox() -> Result<PathBuf> {
    let names = ["firefox-esr", "firefox"];
    obtain("Firefox", &["firefox-esr"], || {
        names.into_iter().find_map(which)
    })
}

/// Finds WebKit's driver, its browser and a screen that nobody sees, and
/// installs Debian's as root. Answers with the driver.
pub fn webkit() -> Result<PathBuf> {
    obtain("WebKit", &["webkit2gtk-driver", "xvfb"], || {
        mini_browser()
            .and(which("Xvfb"))
            .and(which("WebKitWebDriver"))
    })
}

/// The browser that comes with WebKit's driver: beside the libraries, whose
/// folder's name has the machine's and the version in it.
pub fn mini_browser() -> Option<PathBuf> {
    let below = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let machines = below(Path::new("/usr/lib"));
    let versions = machines.iter().flat_map(|machine| below(machine));
    let named = versions.filter(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("webkit2gtk-") || name.starts_with("webkitgtk-")
    });
    named
        .map(|folder| folder.join("MiniBrowser"))
        .find(|program| program.is_file())
}
