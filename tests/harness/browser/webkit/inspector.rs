//! WebKit's remote inspector: what a page's console and network do, scripts
//! that run before the page's, and requests that are held.

use crate::wait;
use bedside_xtask::devtools::{Connection, Event, text};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::mpsc;

/// The inspector of a window.
#[derive(Clone)]
pub struct Page {
    connection: Connection,
    target: String,
}

/// Attaches to the browser's first window, which has the first id.
pub async fn attach(port: u16) -> (Page, mpsc::UnboundedReceiver<Event>) {
    wait::until("WebKit's inspector has a window", || async {
        let url = format!("ws://127.0.0.1:{port}/socket/1/1/WebPage");
        let (connection, mut events) = Connection::connect(&url).await.expect("the inspector");
        // A window that is there says so at once.
        let created = wait::ends_within(Duration::from_secs(1), events.recv()).await??;
        let target = text(&created.params["targetInfo"]["targetId"]);
        (created.method == "Target.targetCreated").then_some((Page { connection, target }, events))
    })
    .await
}

impl Page {
    /// Gives a command; its answer is that it was passed on.
    pub async fn tell(&self, method: &str, params: Value) {
        let message = json!({ "id": 1, "method": method, "params": params }).to_string();
        let ask = json!({ "targetId": self.target, "message": message });
        // A window may have gone.
        self.connection
            .try_call("", "Target.sendMessageToTarget", ask)
            .await;
    }
}

/// An event of a window's inspector, unpacked.
pub fn unpacked(event: &Event) -> Option<Event> {
    if event.method != "Target.dispatchMessageFromTarget" {
        return None;
    }
    let message = event.params["message"].as_str()?;
    let mut message: Value = serde_json::from_str(message).ok()?;
    Some(Event {
        method: message["method"].as_str()?.to_owned(),
        params: message["params"].take(),
    })
}
