//! The traffic of a page, and its end.

use super::notes::Notes;
use super::page_under_test::PageUnderTest;
use super::tab::Tab;
use anyhow::Result;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// A page is done when nothing was on its way for this long.
const QUIET: Duration = Duration::from_millis(2_500);
/// A page that is never quiet is looked at this long.
const LONGEST: Duration = Duration::from_secs(45);

/// One request's traffic, times in ms since the navigation began.
#[derive(Default)]
pub struct Traffic {
    /// When it began.
    pub began: f64,
    /// When how many bytes came in.
    pub parts: Vec<(f64, f64)>,
}

/// Listens until the page is quiet; gives what was fetched besides the page.
pub fn listen(tab: &mut Tab<'_>, under_test: &PageUnderTest) -> Result<Vec<Traffic>> {
    let began = Instant::now();
    let mut quiet_since = began;
    let mut start = None;
    let mut open = 0_usize;
    let mut all: HashMap<String, Traffic> = HashMap::new();
    while began.elapsed() < LONGEST {
        if open == 0 && quiet_since.elapsed() > QUIET {
            // A slow script may still be about to show something.
            if !under_test.has_comments || Notes::read(tab)?.painted.is_some() {
                break;
            }
            quiet_since = Instant::now();
        }
        let Some(event) = tab.event(Duration::from_millis(100)) else {
            continue;
        };
        let params = &event.params;
        let id = params["requestId"].as_str().unwrap_or_default();
        let at = params["timestamp"].as_f64().unwrap_or_default() * 1_000.0;
        let since = |start: Option<f64>| at - start.unwrap_or(at);
        let address = params["request"]["url"].as_str().unwrap_or_default();
        match event.method.as_str() {
            "Network.requestWillBeSent" if address.starts_with("data:") => {}
            "Network.requestWillBeSent" => {
                if start.is_none() && address == under_test.url {
                    start = Some(at);
                }
                let document = address == under_test.url && params["type"] == "Document";
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
    let mut loaded: Vec<_> = all.into_values().collect();
    loaded.retain(|one| one.began.is_finite());
    Ok(loaded)
}

fn note(all: &mut HashMap<String, Traffic>, id: &str, at: f64, bytes: f64) {
    if let Some(traffic) = all.get_mut(id) {
        traffic.parts.push((at, bytes));
    }
}
