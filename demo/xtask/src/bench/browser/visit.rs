//! One visit of one page with nothing cached.

use super::device::Device;
use super::notes::{Notes, WATCH};
use super::page_under_test::PageUnderTest;
use super::tab::{Browser, Tab};
use super::traffic::listen;
use anyhow::{Context, Result, bail};
use serde_json::json;

/// The outcome of a visit. The page's own document is not counted.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// Until the first comment was painted.
    pub painted_ms: f64,
    /// Until the widget listened for news.
    pub alive_ms: Option<f64>,
    /// Requests begun until then.
    pub requests: f64,
    /// KB received until then.
    pub kb: f64,
    /// KB received in all.
    pub all_kb: f64,
    /// Main-thread tasks over 50 ms that began until then, together.
    pub early_tasks_ms: f64,
    /// All main-thread tasks over 50 ms, together.
    pub tasks_ms: f64,
    /// Each of them: when it began and how long it took.
    pub tasks: Vec<(f64, f64)>,
    /// Layout shift.
    pub shift: f64,
}

/// Visits a page in a context of its own.
pub fn visit(browser: &Browser, device: &Device, under_test: &PageUnderTest) -> Result<Visit> {
    in_a_tab(browser, device, under_test, |tab| look(tab, under_test))
}

/// Opens a tab in a context of its own, where the page is about to be loaded,
/// and closes both after `act`.
pub fn in_a_tab<T>(
    browser: &Browser,
    device: &Device,
    under_test: &PageUnderTest,
    act: impl FnOnce(&mut Tab<'_>) -> Result<T>,
) -> Result<T> {
    let mut tab = browser.tab()?;
    prepare(&tab, device, under_test)?;
    tab.forget();
    act(&mut tab).with_context(|| format!("{} ({})", under_test.name, under_test.url))
}

fn look(tab: &mut Tab<'_>, under_test: &PageUnderTest) -> Result<Visit> {
    tab.call("Page.navigate", json!({ "url": under_test.url }))?;
    let traffic = listen(tab, under_test)?;
    let notes = Notes::read(tab)?;
    if under_test.has_comments && notes.painted.is_none() {
        bail!("no comment was shown");
    }

    let until = notes.painted.unwrap_or(f64::INFINITY);
    let parts: Vec<_> = traffic.iter().flat_map(|one| one.parts.clone()).collect();
    Ok(Visit {
        painted_ms: notes.painted.unwrap_or(f64::NAN),
        alive_ms: notes.alive,
        requests: traffic.iter().filter(|one| one.began <= until).count() as f64,
        kb: sum(&parts, until) / 1024.0,
        all_kb: sum(&parts, f64::INFINITY) / 1024.0,
        early_tasks_ms: sum(&notes.tasks, until),
        tasks_ms: sum(&notes.tasks, f64::INFINITY),
        tasks: notes.tasks,
        shift: notes.shift,
    })
}

/// The sum of what happened until `end`, of pairs of when and how much. An
/// empty sum of floats would be minus zero.
fn sum(parts: &[(f64, f64)], end: f64) -> f64 {
    let until = parts.iter().filter(|(at, _)| *at <= end);
    until.fold(0.0, |sum, (_, amount)| sum + amount)
}

fn prepare(tab: &Tab<'_>, device: &Device, under_test: &PageUnderTest) -> Result<()> {
    for domain in ["Network", "Page", "Runtime"] {
        tab.call(&format!("{domain}.enable"), json!({}))?;
    }
    emulate(tab, device)?;
    let source = WATCH.replace("FIRST_COMMENT", under_test.first_comment);
    tab.call(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": source }),
    )?;
    Ok(())
}

/// Makes a tab a device's.
pub fn emulate(tab: &Tab<'_>, device: &Device) -> Result<()> {
    let [width, height] = device.screen;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    tab.call("Emulation.setDeviceMetricsOverride", metrics)?;
    tab.call(
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": device.slowdown }),
    )?;
    if let Some([latency, down, up]) = device.network {
        let conditions = json!({
            "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up,
        });
        tab.call("Network.emulateNetworkConditions", conditions)?;
    }
    Ok(())
}
