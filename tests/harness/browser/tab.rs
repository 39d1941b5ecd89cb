//! One window or tab.

use super::cdp::Cdp;
use super::find::NODES;
use super::journal::Journal;
use crate::wait;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A window or tab. Cloning shares it.
#[derive(Clone)]
pub struct Tab {
    cdp: Cdp,
    pub(super) session: String,
    pub(super) target: String,
    /// What went on in this tab.
    pub journal: Journal,
    pub(super) gone: Arc<AtomicBool>,
}

impl Tab {
    /// Starts to listen to a session's window, before it runs anything.
    pub(super) fn prepare(cdp: Cdp, session: &str, target: &str, journal: Journal) -> Self {
        let mut events = cdp.listen(session);
        let gone = Arc::new(AtomicBool::new(false));
        let tab = Self {
            cdp,
            session: session.into(),
            target: target.into(),
            journal: journal.clone(),
            gone,
        };
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                journal.note(&event);
            }
        });
        for domain in ["Network", "Log", "Runtime", "Page", "Inspector"] {
            tab.tell(&format!("{domain}.enable"), json!({}));
        }
        // Every window behaves as the one in front.
        tab.tell(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        );
        tab
    }

    /// Gives a command and does not wait for it. A new window answers some of
    /// them only when it was let go.
    pub(super) fn tell(&self, method: &str, params: Value) {
        drop(self.cdp.send(&self.session, method, params));
    }

    /// Gives a command that must succeed.
    pub async fn call(&self, method: &str, params: Value) -> Value {
        self.cdp
            .call(&self.session, method, params)
            .await
            .unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// Gives a command that may fail, as when the page goes away.
    pub async fn tries(&self, method: &str, params: Value) -> Option<Value> {
        self.cdp.try_call(&self.session, method, params).await
    }

    /// Goes to an address and waits until the page has loaded.
    pub async fn opens(&self, url: &str) {
        self.call("Page.navigate", json!({ "url": url })).await;
        let loaded = wait::in_time(|| async {
            let state = self
                .tries_to_eval("[location.href, document.readyState]")
                .await?;
            let there = state[0].as_str()?.split('#').next() == url.split('#').next();
            (there && state[1] == "complete").then_some(())
        })
        .await;
        if loaded.is_none() {
            panic!("{url} does not load: {}", self.describe("link").await);
        }
    }

    /// The value of an expression or of the promise it makes.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        let reply = self.call("Runtime.evaluate", evaluation(expression)).await;
        assert!(
            reply["exceptionDetails"].is_null(),
            "{expression}: {}",
            reply["exceptionDetails"]
        );
        let value = reply["result"]["value"].clone();
        serde_json::from_value(value).unwrap_or_else(|e| panic!("{expression}: {e}: {reply}"))
    }

    /// Like [`Tab::eval`], `None` while the page is changing.
    pub async fn tries_to_eval(&self, expression: &str) -> Option<Value> {
        let reply = self
            .tries("Runtime.evaluate", evaluation(expression))
            .await?;
        reply["exceptionDetails"]
            .is_null()
            .then(|| reply["result"]["value"].clone())
    }

    /// Waits until an expression is true.
    pub async fn until(&self, reason: &str, expression: &str) {
        wait::until(format!("{reason}: {expression}"), || async {
            (self.tries_to_eval(expression).await? == true).then_some(())
        })
        .await;
    }

    /// Where the tab is.
    pub async fn url(&self) -> String {
        self.eval("location.href").await
    }

    /// Holds no element any more, so that those that are gone from the page can
    /// be collected.
    pub async fn lets_go(&self) {
        self.call(
            "Runtime.releaseObjectGroup",
            json!({ "objectGroup": NODES }),
        )
        .await;
    }

    /// True when the window was closed.
    pub fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    /// Waits until the window was closed.
    pub async fn until_gone(&self) {
        let gone = wait::in_time(|| async { self.is_gone().then_some(()) });
        if gone.await.is_none() {
            let shown = self.describe("button").await;
            panic!("the window does not close: {shown}");
        }
    }

    /// Closes the window.
    pub async fn closes(&self) {
        self.tries("Page.close", json!({})).await;
        self.until_gone().await;
    }
}

fn evaluation(expression: &str) -> Value {
    json!({ "expression": expression, "awaitPromise": true, "returnByValue": true })
}
