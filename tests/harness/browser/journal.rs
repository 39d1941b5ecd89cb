//! What went on in a visitor's windows: requests, and everything that a site
//! owner would see as an error in the console.

use super::cdp::Event;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A request a window made.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET, POST ..
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The answer's status, when one came.
    pub status: Option<u16>,
    /// The answer's headers, names in lower case.
    pub headers: HashMap<String, String>,
}

#[derive(Default)]
struct Pages {
    requests: Vec<(String, Request)>,
    sockets: Vec<(String, String)>,
    open_sockets: HashSet<String>,
    blocked_cookies: Vec<String>,
    faults: Vec<String>,
    announced: Vec<String>,
}

/// A shared journal.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Pages>>);

impl Journal {
    /// Says that a fault whose text contains `part` is meant to happen.
    pub fn announce(&self, part: &str) {
        self.lock().announced.push(part.to_owned());
    }

    /// All faults so far.
    pub fn faults(&self) -> Vec<String> {
        self.lock().faults.clone()
    }

    /// Forgets the faults after the first `keep` whose text contains `part`.
    pub fn forget(&self, keep: usize, part: &str) {
        let mut number = 0;
        self.lock().faults.retain(|fault| {
            number += 1;
            number <= keep || !fault.contains(part)
        });
    }

    /// Faults that nobody announced.
    pub fn unannounced(&self) -> Vec<String> {
        let pages = self.lock();
        let known = |fault: &&String| {
            !pages
                .announced
                .iter()
                .any(|part| fault.contains(part.as_str()))
        };
        pages.faults.iter().filter(known).cloned().collect()
    }

    /// All requests so far, WebSockets left out.
    pub fn requests(&self) -> Vec<Request> {
        self.lock()
            .requests
            .iter()
            .map(|(_, request)| request.clone())
            .collect()
    }

    /// Addresses of all WebSockets so far.
    pub fn sockets(&self) -> Vec<String> {
        let pages = self.lock();
        pages.sockets.iter().map(|(_, url)| url.clone()).collect()
    }

    /// True when the browser held back a cookie of this name.
    pub fn was_blocked(&self, cookie: &str) -> bool {
        self.lock()
            .blocked_cookies
            .iter()
            .any(|name| name == cookie)
    }

    /// How many WebSockets are open now.
    pub fn open_sockets(&self) -> usize {
        self.lock().open_sockets.len()
    }

    /// Takes note of an event.
    pub fn note(&self, event: &Event) {
        let p = &event.params;
        let mut pages = self.lock();
        match event.method.as_str() {
            "Network.requestWillBeSent" => {
                let request = Request {
                    method: text(&p["request"]["method"]),
                    url: text(&p["request"]["url"]),
                    status: None,
                    headers: HashMap::new(),
                };
                if !request.url.starts_with("data:") && !request.url.starts_with("blob:") {
                    pages.requests.push((text(&p["requestId"]), request));
                }
            }
            "Network.responseReceived" => {
                let status = p["response"]["status"]
                    .as_u64()
                    .and_then(|s| u16::try_from(s).ok());
                let headers = p["response"]["headers"].as_object().into_iter().flatten();
                let headers = headers
                    .map(|(name, value)| (name.to_lowercase(), text(value)))
                    .collect();
                let id = text(&p["requestId"]);
                if let Some((_, request)) = pages.requests.iter_mut().rev().find(|(i, _)| *i == id)
                {
                    request.status = status;
                    request.headers = headers;
                }
                if status.is_some_and(|s| s >= 400) {
                    let fault = format!(
                        "{} {}",
                        p["response"]["status"],
                        text(&p["response"]["url"])
                    );
                    pages.faults.push(fault);
                }
            }
            // A request given up by the page itself is no fault.
            "Network.loadingFailed" if p["canceled"] != true => {
                let id = text(&p["requestId"]);
                let asked = pages.requests.iter().rev().find(|(i, _)| *i == id);
                let url = asked
                    .map(|(_, request)| request.url.clone())
                    .unwrap_or_default();
                pages
                    .faults
                    .push(format!("{} {url}", text(&p["errorText"])));
            }
            "Network.requestWillBeSentExtraInfo" => {
                let cookies = p["associatedCookies"].as_array().into_iter().flatten();
                let blocked = cookies.filter(|c| {
                    c["blockedReasons"]
                        .as_array()
                        .is_some_and(|r| !r.is_empty())
                });
                pages
                    .blocked_cookies
                    .extend(blocked.map(|c| text(&c["cookie"]["name"])));
            }
            "Network.webSocketCreated" => {
                pages.sockets.push((text(&p["requestId"]), text(&p["url"])))
            }
            "Network.webSocketHandshakeResponseReceived" => {
                pages.open_sockets.insert(text(&p["requestId"]));
            }
            "Network.webSocketClosed" => {
                pages.open_sockets.remove(&text(&p["requestId"]));
            }
            "Network.webSocketFrameError" => pages
                .faults
                .push(format!("socket: {}", text(&p["errorMessage"]))),
            "Runtime.consoleAPICalled" if p["type"] == "error" || p["type"] == "assert" => {
                let words = p["args"].as_array().into_iter().flatten();
                let words: Vec<_> = words
                    .map(|a| text(&a["value"]) + &text(&a["description"]))
                    .collect();
                pages.faults.push(format!("console: {}", words.join(" ")));
            }
            "Runtime.exceptionThrown" => {
                let details = &p["exceptionDetails"];
                let what = format!(
                    "{} {}",
                    text(&details["text"]),
                    text(&details["exception"]["description"])
                );
                pages.faults.push(format!("exception: {what}"));
            }
            "Log.entryAdded" if p["entry"]["level"] == "error" => {
                let entry = &p["entry"];
                pages.faults.push(format!(
                    "log: {} {}",
                    text(&entry["text"]),
                    text(&entry["url"])
                ));
            }
            "Inspector.targetCrashed" => pages.faults.push("the page crashed".to_owned()),
            _ => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
