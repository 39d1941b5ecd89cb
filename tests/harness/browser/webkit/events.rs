//! Events of WebKit's inspector: Chromium's protocol began as this
//! one, and the network's events are still the same.

use crate::browser::chromium;
use crate::browser::page_log::PageLog;
use bedside_xtask::devtools::{Event, text};

/// Errors that WebKit writes and that are none of the page's.
const NOISE: &[&str] = &[
    // A page that is left and may be come back to: said of its WebSockets even
    // where it has closed them itself by then, as the widget does
    // (https://bugs.webkit.org/show_bug.cgi?id=303619, mended after 2.50).
    "WebSocket is closed due to suspension",
];

/// Takes note of an event.
pub fn note(page_log: &PageLog, event: &Event) {
    let message = &event.params["message"];
    match event.method.as_str() {
        "Console.messageAdded" if message["level"] == "error" => {
            let what = format!("{} {}", text(&message["text"]), text(&message["url"]));
            let words = message["parameters"].as_array().into_iter().flatten();
            let words: Vec<_> = words.map(|word| text(&word["value"])).collect();
            let kind = match message["source"].as_str() {
                Some("network") => "network",
                _ if what.contains("access control checks") => "network",
                _ => "console",
            };
            if !is_noise(&what) {
                page_log.fault(format!("{kind}: {what} {}", words.join(" ")));
            }
        }
        "Network.webSocketFrameError" if is_noise(&text(&event.params["errorMessage"])) => {}
        // Told by the console as well, where it was not the page's own wish.
        "Network.loadingFailed" => {}
        _ => chromium::note(page_log, event),
    }
}

fn is_noise(what: &str) -> bool {
    NOISE.iter().any(|noise| what.contains(noise))
}
