//! One visit of one page with nothing cached.

use super::cdp::Browser;
use super::device::Device;
use super::notes::{Notes, WATCH};
use super::subject::Subject;
use super::traffic::listen;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// What a visit came to. The page's own document is not counted.
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
    /// Layout shift.
    pub shift: f64,
}

/// Visits a page in a context of its own.
pub fn visit(browser: &mut Browser, device: &Device, subject: &Subject) -> Result<Visit> {
    let context = browser.call("", "Target.createBrowserContext", json!({}))?;
    let context = context["browserContextId"].clone();
    let seen = look(browser, device, subject, &context);
    browser.call(
        "",
        "Target.disposeBrowserContext",
        json!({ "browserContextId": context }),
    )?;
    browser.forget();
    seen.with_context(|| format!("{} ({})", subject.name, subject.url))
}

fn look(
    browser: &mut Browser,
    device: &Device,
    subject: &Subject,
    context: &Value,
) -> Result<Visit> {
    let blank = json!({ "url": "about:blank", "browserContextId": context });
    let target = browser.call("", "Target.createTarget", blank)?;
    let attach = json!({ "targetId": target["targetId"], "flatten": true });
    let session = browser.call("", "Target.attachToTarget", attach)?;
    let session = session["sessionId"]
        .as_str()
        .context("no session")?
        .to_owned();
    prepare(browser, &session, device, subject)?;
    browser.forget();

    browser.call(&session, "Page.navigate", json!({ "url": subject.url }))?;
    let traffic = listen(browser, &session, subject)?;
    let notes = Notes::read(browser, &session)?;
    if subject.has_comments && notes.painted.is_none() {
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
        shift: notes.shift,
    })
}

/// The sum of what happened until `end`, of pairs of when and how much. An
/// empty sum of floats would be minus zero.
fn sum(parts: &[(f64, f64)], end: f64) -> f64 {
    let until = parts.iter().filter(|(at, _)| *at <= end);
    until.fold(0.0, |sum, (_, amount)| sum + amount)
}

fn prepare(browser: &mut Browser, session: &str, device: &Device, subject: &Subject) -> Result<()> {
    for domain in ["Network", "Page", "Runtime"] {
        browser.call(session, &format!("{domain}.enable"), json!({}))?;
    }
    let [width, height] = device.screen;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    browser.call(session, "Emulation.setDeviceMetricsOverride", metrics)?;
    browser.call(
        session,
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": device.slowdown }),
    )?;
    if let Some([latency, down, up]) = device.network {
        let conditions = json!({
            "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up,
        });
        browser.call(session, "Network.emulateNetworkConditions", conditions)?;
    }
    let source = WATCH.replace("FIRST_COMMENT", subject.first_comment);
    browser.call(
        session,
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": source }),
    )?;
    Ok(())
}
