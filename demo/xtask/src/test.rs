//! `cargo xtask test`: lints, native tests, then everything built and tried
//! through its boundary.

use crate::build::{self, Kit};
use crate::cmd::Cmd;
use crate::lint::lint;
use crate::paths;
use crate::profile::Profile;
use crate::size::size;
use crate::stack::Runtime;
use crate::toolchain::Toolchain;
use crate::tools::{chromium, firefox, install_in_place, npm_package, operators_programs, webkit};
use anyhow::{Result, bail};
use clap::ValueEnum;

/// A part of the tests, for those who change just that part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Formatting, clippy, licences.
    Lint,
    /// Tests of single crates, without a worker.
    Native,
    /// Rules about the repository.
    Rules,
    /// HTTP and WebSocket against a real workerd.
    Contract,
    /// Journeys and host pages in a browser.
    Browser,
}

/// Packages whose tests need no worker.
const NATIVE: [&str; 7] = [
    "bedside-client",
    "bedside-domain",
    "bedside-http",
    "bedside-i18n",
    "bedside-wire",
    "bedside-widget",
    "bedside-xtask",
];
/// All of the widget that runs without a browser: reducers, rendering, the
/// pure parts of what talks to the worker.
const NATIVE_FEATURES: &str = "bedside-widget/ssr,bedside-widget/reader,bedside-widget/moderation";

/// Contract tests that are about workerd itself.
const NOT_UNDER_WRANGLER: [&str; 12] = [
    // wrangler writes lines of its own around the worker's, with addresses.
    "logs::",
    "caching::cached_responses_are_counted_in_the_log",
    // Looks at files, which wrangler has elsewhere.
    "live::pages_without_comments_have_no_rooms_of_their_own",
    // wrangler refuses empty bindings by itself.
    "config::",
    // Are about files, and the script that starts workerd.
    "config_files::",
    "operating::",
    "release::",
    // wrangler's own proxy answers when a body breaks off.
    "comments_refused::a_body_without_end",
    // wrangler's proxy is the peer, and tells addresses as Cloudflare does.
    "network_limits::",
    // The budget is that of a process of bare workerd.
    "sockets::",
    // wrangler's proxy compresses and decompresses by itself.
    "encodings::",
    // Is about deploying, and has run already.
    "deploy::",
];

/// The variable that names a browser's engine to the tests; Chromium without it.
const BROWSER: &str = "BEDSIDE_BROWSER";
/// The engines after Chromium.
const OTHER_BROWSERS: [&str; 2] = ["firefox", "webkit"];

/// The test binaries of bedside-tests that belong to a part.
fn binaries(part: Part) -> &'static [&'static str] {
    match part {
        Part::Lint | Part::Native => &[],
        Part::Rules => &["rules"],
        Part::Contract => &["contract"],
        Part::Browser => &["journeys", "host_pages"],
    }
}

/// Runs all parts or one, and in each only the tests whose name contains the
/// filter; the browser's part in Chromium, or in all browsers; what runs,
/// compiled with a profile.
pub fn test(
    filter: Option<&str>,
    only: Option<Part>,
    all_browsers: bool,
    profile: Profile,
) -> Result<()> {
    let cargo_test = || cargo_test().env(Profile::VARIABLE, profile.name());
    let wanted = |part| only.is_none_or(|one| one == part);
    let running = wanted(Part::Contract) || wanted(Part::Browser);

    // What is missing is told before anything takes time.
    if wanted(Part::Contract) {
        operators_programs()?;
    }
    if wanted(Part::Browser) {
        chromium()?;
    }
    if wanted(Part::Browser) && all_browsers {
        firefox()?;
        webkit()?;
    }
    if wanted(Part::Lint) && (filter.is_none() || only.is_some()) {
        lint(profile, &Toolchain::obtain()?)?;
    }
    if wanted(Part::Native) {
        let mut native = cargo_test().args(["--features", NATIVE_FEATURES]);
        for package in NATIVE {
            native = native.args(["--package", package]);
        }
        run(native, filter)?;
    }
    if running {
        let kit = Kit::obtain(profile)?;
        let idp = paths::root().join("demo/idp");
        install_in_place(&idp, "Fetching the provider's packages")?;
        npm_package("wrangler")?;
        let dist = build::build(profile, &kit)?;
        // The dev profile's files are large by design.
        if profile == Profile::Release {
            size(&dist, None)?;
        }
    }
    let parts = [Part::Rules, Part::Contract, Part::Browser];
    let chosen = parts.into_iter().filter(|part| wanted(*part));
    let chosen: Vec<_> = chosen.flat_map(binaries).collect();
    if chosen.is_empty() {
        return Ok(());
    }
    let mut whole = cargo_test().args(["--package", "bedside-tests"]);
    if only.is_none() {
        whole = whole.arg("--lib");
    }
    for binary in chosen {
        whole = whole.args(["--test", binary]);
    }
    let on_workerd = run(whole, filter);
    if wanted(Part::Contract) {
        let mut again = cargo_test()
            .args(["--package", "bedside-tests", "--test", "contract"])
            .env(Runtime::VARIABLE, "wrangler");
        again = again.args(["--"]).args(filter);
        for test in NOT_UNDER_WRANGLER {
            again = again.args(["--skip", test]);
        }
        println!("The contract once more, under wrangler dev:");
        run(again, None)?;
    }
    let mut in_others = Ok(());
    if wanted(Part::Browser) && all_browsers {
        for browser in OTHER_BROWSERS {
            let mut again = cargo_test()
                .args(["--package", "bedside-tests"])
                .env(BROWSER, browser);
            for binary in binaries(Part::Browser) {
                again = again.args(["--test", binary]);
            }
            println!("The browser's part once more, in {browser}:");
            in_others = in_others.and(run(again, filter));
        }
    }
    on_workerd.and(in_others)
}

fn cargo_test() -> Cmd {
    // One failure is no reason to hide the others.
    Cmd::new("cargo")
        .args(["test", "--no-fail-fast", "--target-dir"])
        .arg(paths::target())
}

/// Its output is passed on: the last lines are cargo's own.
fn run(mut cargo: Cmd, filter: Option<&str>) -> Result<()> {
    if let Some(filter) = filter {
        cargo = cargo.arg("--").arg(filter);
    }
    let status = cargo.pass_through()?;
    if !status.success() {
        bail!("tests failed ({status})");
    }
    Ok(())
}
