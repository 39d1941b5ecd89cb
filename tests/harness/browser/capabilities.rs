//! The limits of each engine. A test that needs more says so with
//! [`run_where`](crate::run_where); in the engines listed here it proves that
//! the engine still cannot, instead of running, and says so.

use super::engine::Engine;
use super::visitor;
use std::io::Write as _;

/// A capability that not every engine has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// Tells a page how far its layout shifted.
    LayoutShifts,
    /// Collects garbage when it is told to, and counts what is left.
    MemoryCounts,
}

/// The proof that an engine cannot.
enum Proof {
    /// This expression is false in a page.
    IsFalse(&'static str),
    /// The engine's protocol does not know this command.
    IsUnknown(&'static str),
}

/// All there is. Whoever adds a line has tried the test.
const MISSING: &[(Engine, Ability, &str, Proof)] = &[
    (
        Engine::Firefox,
        Ability::LayoutShifts,
        "Firefox 153 has no layout-shift entries (https://wicg.github.io/layout-instability/)",
        Proof::IsFalse(SHIFTS),
    ),
    (
        Engine::WebKit,
        Ability::LayoutShifts,
        "WebKit 2.50 has no layout-shift entries (https://wicg.github.io/layout-instability/)",
        Proof::IsFalse(SHIFTS),
    ),
    (
        Engine::Firefox,
        Ability::MemoryCounts,
        "WebDriver BiDi neither collects nor counts (https://w3c.github.io/webdriver-bidi/)",
        Proof::IsUnknown("HeapProfiler.collectGarbage"),
    ),
    (
        Engine::WebKit,
        Ability::MemoryCounts,
        "WebDriver neither collects nor counts (https://www.w3.org/TR/webdriver2/)",
        Proof::IsUnknown("HeapProfiler.collectGarbage"),
    ),
];

const SHIFTS: &str = "PerformanceObserver.supportedEntryTypes.includes('layout-shift')";

/// True when this run's engine can; else proves that it cannot, and says so.
pub(crate) async fn is_able(needed: Ability) -> bool {
    let engine = Engine::of_this_run();
    let missing = MISSING
        .iter()
        .find(|missing| (missing.0, missing.1) == (engine, needed));
    let Some((_, _, reason, proof)) = missing else {
        return true;
    };
    let ana = visitor().await;
    match proof {
        Proof::IsFalse(expression) => {
            let can = ana.eval::<bool>(expression).await;
            assert!(!can, "{engine:?} can, take it off the list: {expression}");
        }
        Proof::IsUnknown(command) => {
            let refused = ana.window().refuses(command).await.unwrap_or_default();
            let unknown = refused.contains("unknown command");
            assert!(unknown, "{engine:?} knows {command}: {refused}");
        }
    }
    // Past the capture of a test's output: a skip is to be seen.
    let test = std::thread::current();
    let test = test.name().unwrap_or_default();
    let line = format!("{test}: not in {engine:?}: {reason}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("stderr");
    false
}
