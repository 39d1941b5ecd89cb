//! One visit of one page with nothing cached.

use super::cdp::Browser;
use super::subject::Subject;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const WATCH: &str = include_str!("watch.js");
/// A page is done when nothing was on its way for this long.
const QUIET: Duration = Duration::from_millis(2_500);
/// A page that is never quiet is looked at this long.
const LONGEST: Duration = Duration::from_secs(45);

/// What the reader has.
#[derive(Debug, Clone, Copy)]
pub struct Device {
    /// For titles.
    pub name: &'static str,
    /// Width and height in CSS pixels.
    pub screen: [u32; 2],
    /// How many times slower than this machine.
    pub slowdown: u32,
    /// Round trip in ms, bytes per second down and up.
    pub network: Option<[u32; 3]>,
}

impl Device {
    /// This machine as it is.
    pub const FAST: Self = Self {
        name: "unthrottled",
        screen: [1_280, 800],
        slowdown: 1,
        network: None,
    };
    /// 150 ms, 1.6 Mbit/s down and 0.75 up, a quarter of the speed.
    pub const PHONE: Self = Self {
        name: "slow phone: 150 ms, 1.6 Mbit/s, processor 4 x slower",
        screen: [360, 740],
        slowdown: 4,
        network: Some([150, 200_000, 93_750]),
    };
}

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
    /// Main-thread tasks over 50 ms, together.
    pub tasks_ms: f64,
    /// Layout shift.
    pub shift: f64,
}

/// What `watch.js` notes.
#[derive(Deserialize)]
struct Notes {
    painted: Option<f64>,
    alive: Option<f64>,
    shift: f64,
    tasks: f64,
}

/// One request's traffic, times in ms since the navigation began.
#[derive(Default)]
struct Traffic {
    began: f64,
    parts: Vec<(f64, f64)>,
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
    let question = json!({ "expression": "benchNotes", "returnByValue": true });
    let answer = browser.call(&session, "Runtime.evaluate", question)?;
    let notes: Notes = serde_json::from_value(answer["result"]["value"].clone())?;
    if subject.has_comments && notes.painted.is_none() {
        bail!("no comment was shown");
    }

    let until = notes.painted.unwrap_or(f64::INFINITY);
    let kb = |end: f64| {
        let parts = traffic.iter().flat_map(|one| &one.parts);
        parts
            .filter(|(at, _)| *at <= end)
            .map(|(_, bytes)| bytes)
            .sum::<f64>()
            / 1024.0
    };
    Ok(Visit {
        painted_ms: notes.painted.unwrap_or(f64::NAN),
        alive_ms: notes.alive,
        requests: traffic.iter().filter(|one| one.began <= until).count() as f64,
        kb: kb(until),
        all_kb: kb(f64::INFINITY),
        tasks_ms: notes.tasks,
        shift: notes.shift,
    })
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

/// Listens until the page is quiet; gives what was fetched besides the page.
fn listen(browser: &mut Browser, session: &str, subject: &Subject) -> Result<Vec<Traffic>> {
    let began = Instant::now();
    let mut quiet_since = began;
    let mut start = None;
    let mut open = 0_usize;
    let mut all: HashMap<String, Traffic> = HashMap::new();
    while began.elapsed() < LONGEST && (open > 0 || quiet_since.elapsed() < QUIET) {
        let Some(event) = browser.event(Instant::now() + Duration::from_millis(100))? else {
            continue;
        };
        if event.session != session {
            continue;
        }
        let params = &event.params;
        let id = params["requestId"].as_str().unwrap_or_default();
        let at = params["timestamp"].as_f64().unwrap_or_default() * 1_000.0;
        let since = |start: Option<f64>| at - start.unwrap_or(at);
        let address = params["request"]["url"].as_str().unwrap_or_default();
        match event.method.as_str() {
            "Network.requestWillBeSent" if address.starts_with("data:") => {}
            "Network.requestWillBeSent" => {
                if start.is_none() && address == subject.url {
                    start = Some(at);
                }
                let document = address == subject.url && params["type"] == "Document";
                open += 1;
                let traffic = Traffic {
                    began: if document {
                        f64::INFINITY
                    } else {
                        since(start)
                    },
                    parts: Vec::new(),
                };
                all.insert(id.to_owned(), traffic);
            }
            "Network.responseReceived" => {
                let head = params["response"]["encodedDataLength"]
                    .as_f64()
                    .unwrap_or(0.0);
                note(&mut all, id, since(start), head);
            }
            "Network.dataReceived" => {
                let bytes = params["encodedDataLength"].as_f64().unwrap_or(0.0);
                note(&mut all, id, since(start), bytes);
            }
            "Network.loadingFinished" | "Network.loadingFailed" if all.contains_key(id) => {
                // What the events before did not tell, to the exact sum.
                let total = params["encodedDataLength"].as_f64().unwrap_or(0.0);
                let known = all[id].parts.iter().map(|(_, bytes)| bytes).sum::<f64>();
                note(&mut all, id, since(start), (total - known).max(0.0));
                open = open.saturating_sub(1);
                quiet_since = Instant::now();
            }
            _ => {}
        }
    }
    let mut kept: Vec<_> = all.into_values().collect();
    kept.retain(|one| one.began.is_finite());
    Ok(kept)
}

fn note(all: &mut HashMap<String, Traffic>, id: &str, at: f64, bytes: f64) {
    if let Some(traffic) = all.get_mut(id) {
        traffic.parts.push((at, bytes));
    }
}
