//! The classic WebDriver protocol, as much of it as is needed.

use crate::wait;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::Mutex;

/// The protocol's key of an element.
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The command that runs scripts.
pub const SCRIPT: &str = "/execute/sync";

/// The number of a page's promises that our scripts wait for.
pub const PENDING: &str = "globalThis[Symbol.for('awaited by a test')]";

/// Longer than any script of a test waits.
const PATIENCE: Duration = Duration::from_secs(30);

fn client() -> Client {
    let client = Client::builder().timeout(PATIENCE).build();
    client.expect("an HTTP client")
}

/// Between two looks whether an answer is lost.
const LOOK: Duration = Duration::from_secs(1);

/// A session.
pub struct Driver {
    http: Client,
    url: String,
    /// The window that commands are for; one command at a time.
    current: Mutex<String>,
}

impl Driver {
    /// Begins a session with the browser.
    pub async fn start(port: u16) -> Self {
        let mut driver = Self {
            http: client(),
            url: format!("http://127.0.0.1:{port}/session"),
            current: Mutex::default(),
        };
        // The tests wait for what they need themselves.
        let capabilities = json!({ "alwaysMatch": { "pageLoadStrategy": "none" } });
        let ask = json!({ "capabilities": capabilities });
        let session = driver.asks(Method::POST, "", ask).await;
        let session = session.unwrap_or_else(|e| panic!("no WebKit session: {e}"));
        driver.url = format!(
            "{}/{}",
            driver.url,
            session["sessionId"].as_str().expect("an id")
        );
        driver
    }

    /// All windows.
    pub async fn windows(&self) -> Option<Vec<String>> {
        let windows = self.asks(Method::GET, "/window/handles", Value::Null).await;
        serde_json::from_value(windows.ok()?).ok()
    }

    /// Opens a window.
    pub async fn opens_window(&self) -> String {
        let new = self.asks(Method::POST, "/window/new", json!({ "type": "window" }));
        let new = new.await.unwrap_or_else(|e| panic!("no window: {e}"));
        new["handle"].as_str().expect("a handle").to_owned()
    }

    /// Gives a command for a window.
    pub async fn commands(
        &self,
        window: &str,
        method: Method,
        path: &str,
        body: Value,
    ) -> Result<Value, String> {
        let mut current = self.current.lock().await;
        if *current != window {
            let ask = json!({ "handle": window });
            self.asks(Method::POST, "/window", ask).await?;
            window.clone_into(&mut current);
        }
        let reply = tokio::select! {
            biased;
            reply = self.asks(method, path, body) => reply,
            () = self.overtaken(), if path == SCRIPT => Err("the page has gone".to_owned()),
        };
        // Whatever was current may be gone now.
        if reply.is_err() {
            current.clear();
        }
        reply
    }

    /// Ends when the script that was sent before can have no answer any more:
    /// WebKit (2.50) forgets one whose page is kept to go back to, or has its
    /// own scripts off, when the page is left. One script runs after the other,
    /// so a later one's answer shows it, however slow the machine is.
    async fn overtaken(&self) {
        let later = json!({ "script": format!("return {PENDING} > 0;"), "args": [] });
        loop {
            wait::passes(LOOK).await;
            let told = self.asks(Method::POST, SCRIPT, later.clone());
            let told = wait::ends_within(LOOK, told).await;
            if told.is_some_and(|pending| pending == Ok(Value::Bool(false))) {
                // Both answers may be on their way.
                return wait::passes(LOOK).await;
            }
        }
    }

    async fn asks(&self, method: Method, path: &str, body: Value) -> Result<Value, String> {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await.map_err(|e| e.to_string())?;
        let failed = !response.status().is_success();
        let mut response: Value = response.json().await.map_err(|e| e.to_string())?;
        let value = response["value"].take();
        if failed {
            return Err(format!("{}: {}", value["error"], value["message"]).replace('"', ""));
        }
        Ok(value)
    }
}
