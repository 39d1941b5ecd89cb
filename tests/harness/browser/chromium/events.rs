//! What Chromium tells unasked.

use crate::browser::journal::{Journal, Request};
use crate::browser::wire::{Event, text};
use serde_json::Value;
use std::collections::HashMap;

/// Takes note of an event.
pub fn note(journal: &Journal, event: &Event) {
    let p = &event.params;
    let id = text(&p["requestId"]);
    match event.method.as_str() {
        "Network.requestWillBeSent" => {
            let (method, url) = (text(&p["request"]["method"]), text(&p["request"]["url"]));
            journal.asked(&id, Request::new(method, url));
        }
        "Network.responseReceived" => {
            let status = p["response"]["status"].as_u64().unwrap_or_default();
            let status = u16::try_from(status).unwrap_or_default();
            journal.answered(&id, status, headers(&p["response"]["headers"]));
        }
        // A request given up by the page itself is no fault.
        "Network.loadingFailed" if p["canceled"] != true => {
            journal.failed(&id, &text(&p["errorText"]));
        }
        "Network.webSocketCreated" => journal.socket_made(&id, &text(&p["url"])),
        "Network.webSocketHandshakeResponseReceived" => journal.socket_opened(&id),
        "Network.webSocketClosed" => journal.socket_closed(&id),
        "Network.webSocketFrameError" => {
            journal.fault(format!("socket: {}", text(&p["errorMessage"])));
        }
        "Runtime.consoleAPICalled" if p["type"] == "error" || p["type"] == "assert" => {
            let words = p["args"].as_array().into_iter().flatten();
            let words: Vec<_> = words
                .map(|a| text(&a["value"]) + &text(&a["description"]))
                .collect();
            journal.fault(format!("console: {}", words.join(" ")));
        }
        "Runtime.exceptionThrown" => {
            let details = &p["exceptionDetails"];
            let (what, thrown) = (&details["text"], &details["exception"]["description"]);
            journal.fault(format!("exception: {} {}", text(what), text(thrown)));
        }
        "Log.entryAdded" if p["entry"]["level"] == "error" => {
            let (what, url) = (text(&p["entry"]["text"]), text(&p["entry"]["url"]));
            // The same as the request that failed, once more.
            let kind = if what.contains("net::ERR_") {
                "network"
            } else {
                "log"
            };
            journal.fault(format!("{kind}: {what} {url}"));
        }
        "Inspector.targetCrashed" => journal.fault("the page crashed".to_owned()),
        _ => {}
    }
}

fn headers(headers: &Value) -> HashMap<String, String> {
    let headers = headers.as_object().into_iter().flatten();
    headers
        .map(|(name, value)| (name.to_lowercase(), text(value)))
        .collect()
}
