//! One window of Chromium.

use super::events;
use crate::browser::engine::{Found, Outcome, Wanted, Window};
use crate::browser::find::{GUESS, STATE};
use crate::browser::page_log::PageLog;
use crate::wait;
use async_trait::async_trait;
use bedside_xtask::devtools::Connection;
use serde_json::{Value, json};

/// The protocol's name for the elements that are held.
const HELD: &str = "held";

/// A session with a page.
pub struct CdpWindow {
    cdp: Connection,
    session: String,
}

impl CdpWindow {
    /// Starts to listen to a session's window, before it runs anything.
    pub fn prepare(cdp: Connection, session: &str, page_log: PageLog) -> Self {
        let mut events = cdp.listen(session);
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                events::note(&page_log, &event);
            }
        });
        let window = Self {
            cdp,
            session: session.into(),
        };
        for domain in ["Network", "Log", "Runtime", "Page", "Inspector"] {
            window.tell(&format!("{domain}.enable"), json!({}));
        }
        // Every window behaves as the one in front.
        window.tell(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        );
        window
    }

    /// Gives a command and does not wait for it. A new window answers some of
    /// them only when it was let go.
    pub fn tell(&self, method: &str, params: Value) {
        drop(self.cdp.send(&self.session, method, params));
    }

    async fn call(&self, method: &str, params: Value) -> Option<Value> {
        self.cdp.try_call(&self.session, method, params).await
    }

    async fn outcome(&self, method: &str, params: Value) -> Outcome {
        self.call(method, params).await.map(result)
    }

    async fn describe(&self, array: &str) -> Option<Vec<Found>> {
        let describe = format!(
            "function () {{ return this.map((e) => ({{ role: e.computedRole, \
             name: e.computedName.trim().replace(/\\s+/g, ' '), ...({STATE})(e) }})); }}"
        );
        let ask =
            json!({ "objectId": array, "functionDeclaration": describe, "returnByValue": true });
        let described = self.call("Runtime.callFunctionOn", ask).await?;
        let described = described["result"]["value"].as_array()?.clone();
        let ask = json!({ "objectId": array, "ownProperties": true });
        let elements = self.call("Runtime.getProperties", ask).await?;
        let object = |index: usize| {
            let name = index.to_string();
            let all = elements["result"].as_array()?;
            let element = all.iter().find(|p| p["name"] == name)?;
            element["value"]["objectId"].as_str()
        };
        let found = described.iter().enumerate();
        let found = found.filter_map(|(index, found)| Some(Found::new(object(index)?, found)));
        Some(found.collect())
    }
}

#[async_trait]
impl Window for CdpWindow {
    async fn goes(&self, url: &str) {
        let gone = self
            .cdp
            .call(&self.session, "Page.navigate", json!({ "url": url }));
        gone.await.unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    async fn evaluates(&self, expression: &str) -> Outcome {
        let ask = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        self.outcome("Runtime.evaluate", ask).await
    }

    async fn evaluates_apart(&self, expression: &str) -> Outcome {
        let frames = self.call("Page.getFrameTree", json!({})).await?;
        let ask = json!({ "frameId": frames["frameTree"]["frame"]["id"], "worldName": "apart" });
        let world = self.call("Page.createIsolatedWorld", ask).await?;
        let ask = json!({
            "contextId": world["executionContextId"], "expression": expression,
            "awaitPromise": true, "returnByValue": true,
        });
        // A look at a whole page takes long on a busy machine: longer than what
        // is asked of a page that may go meanwhile.
        let reply = self.cdp.call(&self.session, "Runtime.evaluate", ask).await;
        reply.ok().map(result)
    }

    async fn asks(&self, element: &str, function: &str) -> Outcome {
        let ask = json!({
            "objectId": element,
            "functionDeclaration": function,
            "returnByValue": true,
            "awaitPromise": true,
        });
        self.outcome("Runtime.callFunctionOn", ask).await
    }

    async fn elements(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Found>> {
        let (role, name) = (json!(wanted.role), json!(wanted.name));
        // Each question to the engine takes some ten milliseconds: who cannot
        // be meant is not asked.
        let of_role = format!(
            "function () {{ \
             const like = (one, other) => other === null || one.includes(other) || other.includes(one); \
             return ({function}).call(this).filter((e) => like(({GUESS})(e).name, {name}) \
             && ({role} === null || e.computedRole === {role})); }}"
        );
        let reply = match within {
            Some(element) => {
                let ask = json!({ "objectId": element, "functionDeclaration": of_role, "objectGroup": HELD });
                self.call("Runtime.callFunctionOn", ask).await?
            }
            None => {
                let expression = format!("({of_role}).call(document)");
                let ask = json!({ "expression": expression, "objectGroup": HELD });
                self.call("Runtime.evaluate", ask).await?
            }
        };
        let mut found = self.describe(reply["result"]["objectId"].as_str()?).await?;
        found.retain(|found| wanted.name.is_none_or(|name| found.name == name));
        Some(found)
    }

    async fn lets_go(&self) {
        let ask = json!({ "objectGroup": HELD });
        self.call("Runtime.releaseObjectGroup", ask).await;
    }

    /// Chromium drops what is pressed in a page that it has not painted yet.
    async fn is_seen(&self) {
        wait::until("the page is painted", || async {
            let painted = "performance.getEntriesByType('paint').length > 0";
            (self.evaluates(painted).await?.ok()? == true).then_some(())
        })
        .await;
    }

    async fn clicks(&self, x: f64, y: f64) {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let buttons = u8::from(kind == "mousePressed");
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
            // A click may close its own window.
            self.call("Input.dispatchMouseEvent", event).await;
        }
    }

    async fn presses(&self, modifiers: &[&str], key: &str) {
        let mut event = super::keys::event(modifiers, key);
        // A key may close its own window.
        self.call("Input.dispatchKeyEvent", event.clone()).await;
        event["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", event).await;
    }

    async fn types(&self, text: &str) {
        self.call("Input.insertText", json!({ "text": text })).await;
    }

    async fn closes(&self) {
        self.call("Page.close", json!({})).await;
    }

    fn devtools(&self) -> Option<(&Connection, &str)> {
        Some((&self.cdp, &self.session))
    }

    async fn refuses(&self, command: &str) -> Option<String> {
        self.cdp.call(&self.session, command, json!({})).await.err()
    }
}

/// The value that JavaScript returned, or the error it threw.
fn result(mut reply: Value) -> Result<Value, String> {
    match &reply["exceptionDetails"] {
        Value::Null => Ok(reply["result"]["value"].take()),
        exception => Err(exception.to_string()),
    }
}
