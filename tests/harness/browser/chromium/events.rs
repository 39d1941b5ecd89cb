//! Chromium's events.

use crate::browser::page_log::{PageLog, Request};
use bedside_xtask::devtools::{Event, text};
use serde_json::Value;
use std::collections::HashMap;

/// Takes note of an event.
pub fn note(page_log: &PageLog, event: &Event) {
    let p = &event.params;
    let id = text(&p["requestId"]);
    match event.method.as_str() {
        "Network.requestWillBeSent" => {
            let (method, url) = (text(&p["request"]["method"]), text(&p["request"]["url"]));
            page_log.requested(&id, Request::new(method, url));
        }
        "Network.responseReceived" => {
            let status = p["response"]["status"].as_u64().unwrap_or_default();
            let status = u16::try_from(status).unwrap_or_default();
            page_log.responded(&id, status, headers(&p["response"]["headers"]));
        }
        // A request given up by the page itself is no fault.
        "Network.loadingFailed" if p["canceled"] != true => {
            page_log.failed(&id, &text(&p["errorText"]));
        }
        "Network.webSocketCreated" => page_log.socket_made(&id, &text(&p["url"])),
        "Network.webSocketHandshakeResponseReceived" => page_log.socket_opened(&id),
        "Network.webSocketClosed" => page_log.socket_closed(&id),
        "Network.webSocketFrameError" => {
            page_log.fault(format!("socket: {}", text(&p["errorMessage"])));
        }
        "Runtime.consoleAPICalled" if p["type"] == "error" || p["type"] == "assert" => {
            let words = p["args"].as_array().into_iter().flatten();
            let words: Vec<_> = words
                .map(|a| text(&a["value"]) + &text(&a["description"]))
                .collect();
            page_log.fault(format!("console: {}", words.join(" ")));
        }
        "Runtime.exceptionThrown" => {
            let details = &p["exceptionDetails"];
            let (what, thrown) = (&details["text"], &details["exception"]["description"]);
            page_log.fault(format!("exception: {} {}", text(what), text(thrown)));
        }
        "Log.entryAdded" if p["entry"]["level"] == "error" => {
            let (what, url) = (text(&p["entry"]["text"]), text(&p["entry"]["url"]));
            // The same as the request that failed, once more.
            let kind = if what.contains("net::ERR_") {
                "network"
            } else {
                "log"
            };
            page_log.fault(format!("{kind}: {what} {url}"));
        }
        "Inspector.targetCrashed" => page_log.fault("the page crashed".to_owned()),
        _ => {}
    }
}

fn headers(headers: &Value) -> HashMap<String, String> {
    let headers = headers.as_object().into_iter().flatten();
    headers
        .map(|(name, value)| (name.to_lowercase(), text(value)))
        .collect()
}
