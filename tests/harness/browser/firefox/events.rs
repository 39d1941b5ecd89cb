//! Firefox's events.

use crate::browser::page_log::{PageLog, Request};
use bedside_xtask::devtools::{Event, text};
use serde_json::Value;
use std::collections::HashMap;

/// Takes note of an event.
pub fn note(page_log: &PageLog, event: &Event) {
    let p = &event.params;
    // A redirect goes on under the same id.
    let id = format!("{} {}", text(&p["request"]["request"]), p["redirectCount"]);
    match event.method.as_str() {
        "network.beforeRequestSent" => {
            let (method, url) = (text(&p["request"]["method"]), text(&p["request"]["url"]));
            page_log.requested(&id, Request::new(method, url));
        }
        "network.responseStarted" => {
            let status = p["response"]["status"].as_u64().unwrap_or_default();
            let status = u16::try_from(status).unwrap_or_default();
            page_log.responded(&id, status, headers(&p["response"]["headers"]));
        }
        // A request given up by the page itself is no fault.
        "network.fetchError" if p["errorText"] != "NS_BINDING_ABORTED" => {
            page_log.failed(&id, &text(&p["errorText"]));
        }
        "script.message" if p["channel"] == "sockets" => {
            let said = |index: usize| text(&p["data"]["value"][index]["value"]);
            match said(1).as_str() {
                "made" => page_log.socket_made(&said(0), &said(2)),
                "open" => page_log.socket_opened(&said(0)),
                _ => page_log.socket_closed(&said(0)),
            }
        }
        "log.entryAdded" if p["level"] == "error" => {
            let what = text(&p["text"]);
            page_log.fault(format!("{}: {what}", kind(&text(&p["type"]), &what)));
        }
        _ => {}
    }
}

/// The kind of a fault. A request or a WebSocket that failed is told in
/// the console once more.
fn kind<'a>(kind: &'a str, what: &str) -> &'a str {
    if what.contains("CORS request did not succeed") {
        "network"
    } else if what.contains("ws://") {
        "socket"
    } else {
        kind
    }
}

fn headers(headers: &Value) -> HashMap<String, String> {
    let headers = headers.as_array().into_iter().flatten();
    headers
        .map(|h| (text(&h["name"]).to_lowercase(), text(&h["value"]["value"])))
        .collect()
}
