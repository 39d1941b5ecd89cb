//! The programs: a screen that nobody sees, the browser and its driver.

use crate::browser::engine::Settings;
use crate::wait;
use bedside_xtask::child::{Guarded, free_port, profile_folder, program};
use std::path::PathBuf;
use std::process::Command;

/// The browser's own bar at its smallest, or no window is narrower than 447
/// pixels: no phone is that wide.
const SMALL_BAR: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; }
image { -gtk-icon-source: none; }";

/// The screen's pixels across and down. Its pointer begins in the middle.
pub const SCREEN: (u32, u32) = (1600, 1200);

/// Attempts to start them: a port that was free
/// may be a connection's by the time somebody wants to listen on it.
const STARTS: usize = 3;

/// A browser, its screen and its driver, which end when this is dropped.
pub struct Processes {
    _driver: Guarded,
    _browser: Guarded,
    _screen: Guarded,
    /// The driver's port.
    pub driver: u16,
    /// The inspector's port.
    pub inspector: u16,
}

impl Processes {
    /// Starts all three.
    pub async fn start(settings: Settings) -> Self {
        for _ in 0..STARTS {
            if let Some(processes) = Self::tries(settings).await {
                return processes;
            }
        }
        panic!("WebKit or its driver does not listen, started {STARTS} times");
    }

    /// `None` when they do not listen in time.
    async fn tries(settings: Settings) -> Option<Self> {
        let folder = profile_folder("webkit").expect("a profile");
        std::fs::create_dir_all(folder.join("gtk-3.0")).expect("a profile");
        std::fs::write(folder.join("gtk-3.0/gtk.css"), SMALL_BAR).expect("a profile");
        let inspector = free_port().expect("a port");
        let (screen, display) = screen();
        let mut command = Command::new(mini_browser());
        command
            .args(["--automation", "--enable-developer-extras=true"])
            .env("DISPLAY", display)
            .env("WEBKIT_INSPECTOR_HTTP_SERVER", address(inspector))
            // Nothing of the person's own desktop.
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            // Painting layer by layer is slow without a graphics card.
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .envs(["CONFIG", "DATA", "CACHE"].map(|kind| (format!("XDG_{kind}_HOME"), &folder)));
        if settings.dark {
            command.arg("--dark-mode");
        }
        if settings.no_scripts {
            command.arg("--enable-javascript=false");
        }
        if settings.no_third_parties {
            command.arg("--enable-itp");
        }
        let browser = Guarded::start(&mut command, &folder).expect("WebKit starts");
        // Where it waits for its driver is for itself to choose, and it does
        // not say: the kernel knows.
        let automation = wait::in_time(|| async {
            let ports = listened(browser.pid());
            let other = ports.iter().copied().find(|port| *port != inspector);
            other.filter(|_| ports.contains(&inspector))
        })
        .await?;
        let driver = free_port().expect("a port");
        let mut command = Command::new(
            program("BEDSIDE_WEBKIT_DRIVER", &["WebKitWebDriver"]).expect("WebKit's driver"),
        );
        command
            .arg(format!("--port={driver}"))
            .arg(format!("--target={}", address(automation)));
        let nothing = folder.join("driver");
        let processes = Self {
            _driver: Guarded::start(&mut command, &nothing).expect("the driver starts"),
            _browser: browser,
            _screen: screen,
            driver,
            inspector,
        };
        wait::in_time(|| async { tokio::net::TcpStream::connect(address(driver)).await.ok() })
            .await?;
        Some(processes)
    }
}

fn address(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

/// Its name depends on the folder of the system's libraries.
fn mini_browser() -> PathBuf {
    if let Some(named) = std::env::var_os("BEDSIDE_WEBKIT") {
        return named.into();
    }
    bedside_xtask::tools::mini_browser().expect("WebKit's MiniBrowser: install webkit2gtk-driver")
}

/// A screen of one's own, as on each only one window has the focus; and its
/// name.
fn screen() -> (Guarded, String) {
    let mut command = Command::new(program("BEDSIDE_XVFB", &["Xvfb"]).expect("Xvfb"));
    let size = format!("{}x{}x24", SCREEN.0, SCREEN.1);
    command.args(["-displayfd", "2", "-screen", "0", &size]);
    command.args(["-nolisten", "tcp"]);
    let mut screen = Guarded::start(&mut command, &profile_folder("screen").expect("a folder"))
        .expect("Xvfb starts");
    let number = screen.says(|line| line.trim().parse::<u32>().ok().map(|n| n.to_string()));
    let number = number.expect("a screen's number");
    (screen, format!(":{number}"))
}

/// The ports of this machine that a process listens on, as Linux tells them.
fn listened(pid: u32) -> Vec<u16> {
    let open = std::fs::read_dir(format!("/proc/{pid}/fd"));
    let open: Vec<_> = open
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(std::fs::read_link(entry.path()).ok()?.display().to_string()))
        .collect();
    let table = std::fs::read_to_string(format!("/proc/{pid}/net/tcp")).unwrap_or_default();
    let listens = |line: &str| {
        let columns: Vec<_> = line.split_whitespace().collect();
        let (local, state, inode) = (columns.get(1)?, columns.get(3)?, columns.get(9)?);
        let mine = *state == "0A" && open.contains(&format!("socket:[{inode}]"));
        let port = local.split(':').nth(1).filter(|_| mine)?;
        u16::from_str_radix(port, 16).ok()
    };
    table.lines().filter_map(listens).collect()
}
