//! One window of Firefox.

use super::{names, value};
use crate::browser::actions;
use crate::browser::engine::{Found, Outcome, Wanted, Window};
use crate::wait;
use async_trait::async_trait;
use bedside_xtask::devtools::Connection;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

/// A longer text is put in at once, as if it was pasted.
const TYPED: usize = 200;

/// Which window of a Firefox is in front: in the others nothing has the focus.
pub type Front = Arc<Mutex<String>>;

/// A top-level browsing context.
pub struct BidiWindow {
    pub bidi: Connection,
    pub id: String,
    front: Front,
}

impl BidiWindow {
    pub fn new(bidi: Connection, id: &str, front: Front) -> Self {
        Self {
            bidi,
            id: id.to_owned(),
            front,
        }
    }

    /// Comes to the front and stays there until the guard is dropped.
    async fn in_front(&self) -> MutexGuard<'_, String> {
        let mut front = self.front.lock().await;
        if *front != self.id {
            let ask = json!({ "context": self.id });
            self.call("browsingContext.activate", ask).await;
            front.clone_from(&self.id);
        }
        front
    }

    pub async fn call(&self, method: &str, params: Value) -> Option<Value> {
        self.bidi.try_call("", method, params).await
    }

    async fn outcome(&self, method: &str, mut ask: Value, sandbox: Option<&str>) -> Outcome {
        ask["target"] = json!({ "context": self.id });
        if let Some(sandbox) = sandbox {
            ask["target"]["sandbox"] = sandbox.into();
        }
        ask["awaitPromise"] = true.into();
        // What takes longer than this has lost its page.
        let reply = self.bidi.send("", method, ask);
        value::outcome(
            wait::ends_within(Duration::from_secs(20), reply)
                .await?
                .ok()?,
        )
    }

    async fn acts(&self, actions: Value) {
        let ask = json!({ "context": self.id, "actions": actions });
        let _front = self.in_front().await;
        // What is pressed may close its own window.
        self.call("input.performActions", ask).await;
    }
}

#[async_trait]
impl Window for BidiWindow {
    async fn goes(&self, url: &str) {
        let ask = json!({ "context": self.id, "url": url, "wait": "none" });
        let gone = self.bidi.call("", "browsingContext.navigate", ask).await;
        gone.unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    async fn evaluates(&self, expression: &str) -> Outcome {
        let ask = json!({ "expression": expression });
        self.outcome("script.evaluate", ask, None).await
    }

    async fn evaluates_apart(&self, expression: &str) -> Outcome {
        let ask = json!({ "expression": expression });
        self.outcome("script.evaluate", ask, Some("apart")).await
    }

    async fn asks(&self, element: &str, function: &str) -> Outcome {
        let _front = self.in_front().await;
        let ask = json!({ "functionDeclaration": function, "this": { "sharedId": element } });
        self.outcome("script.callFunction", ask, None).await
    }

    async fn elements(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Found>> {
        names::elements(self, function, within, wanted).await
    }

    async fn lets_go(&self) {
        // Nothing is held: elements are known by weak references.
    }

    async fn clicks(&self, x: f64, y: f64) {
        self.acts(actions::click(x, y)).await;
    }

    async fn presses(&self, modifiers: &[&str], key: &str) {
        self.acts(actions::press(modifiers, key)).await;
    }

    async fn types(&self, text: &str) {
        if text.len() <= TYPED {
            self.acts(actions::typing(text)).await;
        } else {
            let paste = format!("document.execCommand('insertText', false, {})", json!(text));
            self.evaluates(&paste).await;
        }
    }

    async fn closes(&self) {
        self.call("browsingContext.close", json!({ "context": self.id }))
            .await;
    }

    async fn refuses(&self, command: &str) -> Option<String> {
        self.bidi.call("", command, json!({})).await.err()
    }
}
