//! One window of WebKit.

use super::driver::{Driver, ELEMENT};
use crate::browser::actions;
use crate::browser::engine::{Found, Outcome, Wanted, Window};
use crate::browser::find::{GUESS, STATE};
use async_trait::async_trait;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

/// A longer text is put in at once, as if it was pasted.
const TYPED: usize = 200;

/// A window handle.
pub struct DriverWindow {
    pub driver: Arc<Driver>,
    pub id: String,
}

impl DriverWindow {
    async fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.driver
            .commands(&self.id, Method::POST, path, body)
            .await
    }

    async fn script(&self, body: &str, arguments: Value) -> Outcome {
        let ask = json!({ "script": body, "args": arguments });
        match self.post("/execute/sync", ask).await {
            Ok(value) => Some(Ok(value)),
            Err(error) if error.starts_with("javascript error") => Some(Err(error)),
            Err(_) => None,
        }
    }

    /// What the engine tells assistive technology of an element.
    async fn computed(&self, element: &str, what: &str) -> Option<String> {
        let path = format!("/element/{element}/computed{what}");
        let told = self
            .driver
            .commands(&self.id, Method::GET, &path, Value::Null);
        Some(told.await.ok()?.as_str()?.to_owned())
    }
}

#[async_trait]
impl Window for DriverWindow {
    async fn goes(&self, url: &str) {
        let gone = self.post("/url", json!({ "url": url })).await;
        gone.unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    async fn evaluates(&self, expression: &str) -> Outcome {
        self.script(&format!("return ({expression});"), json!([]))
            .await
    }

    async fn evaluates_apart(&self, expression: &str) -> Outcome {
        // The classic protocol has one world only.
        self.evaluates(expression).await
    }

    async fn asks(&self, element: &str, function: &str) -> Outcome {
        let body = format!("return ({function}).call(arguments[0]);");
        self.script(&body, json!([{ ELEMENT: element }])).await
    }

    async fn elements(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Found>> {
        let body = format!(
            "const like = (one, other) => one.includes(other) || other.includes(one);\
             return ({function}).call(arguments[0] ?? document)\
             .map((e) => ({{ element: e, ...({GUESS})(e), ...({STATE})(e) }}))\
             .filter((e) => [e.role, null].concat(e.role === 'combobox' ? 'button' : []).includes(arguments[1]) && like(e.name, arguments[2] ?? ''));"
        );
        let within = within.map(|element| json!({ ELEMENT: element }));
        let arguments = json!([within, wanted.role, wanted.name]);
        let guessed = self.script(&body, arguments).await?.ok()?;
        let guessed = guessed.as_array()?;
        let confirmed = guessed.iter().map(|guess| async move {
            let element = guess["element"][ELEMENT].as_str()?;
            let mut found = Found::new(element, guess);
            found.role = self.computed(element, "role").await?;
            found.name = self.computed(element, "label").await?;
            Some(found)
        });
        let fits = |found: &Found| {
            wanted.role.is_none_or(|role| found.role == role)
                && wanted.name.is_none_or(|name| found.name == name)
        };
        let confirmed = join_all(confirmed).await.into_iter().flatten();
        Some(confirmed.filter(fits).collect())
    }

    async fn lets_go(&self) {
        // The driver holds elements weakly.
    }

    async fn clicks(&self, x: f64, y: f64) {
        // A click may close its own window.
        let _ = self
            .post("/actions", json!({ "actions": actions::click(x, y) }))
            .await;
    }

    async fn presses(&self, modifiers: &[&str], key: &str) {
        let press = actions::press(modifiers, key);
        // A key may close its own window.
        let _ = self.post("/actions", json!({ "actions": press })).await;
    }

    async fn types(&self, text: &str) {
        if text.len() <= TYPED {
            let typing = actions::typing(text);
            let typed = self.post("/actions", json!({ "actions": typing })).await;
            typed.unwrap_or_else(|e| panic!("{text:?} is not typed: {e}"));
        } else {
            let paste = format!("document.execCommand('insertText', false, {})", json!(text));
            self.evaluates(&paste).await;
        }
    }

    async fn closes(&self) {
        let close = self
            .driver
            .commands(&self.id, Method::DELETE, "/window", Value::Null);
        let _ = close.await;
    }

    async fn refuses(&self, command: &str) -> Option<String> {
        self.post(&format!("/{command}"), json!({})).await.err()
    }
}
