//! One window of WebKit.

use super::driver::{Driver, ELEMENT, PENDING, SCRIPT};
use crate::browser::actions;
use crate::browser::engine::{EMULATE_FOCUS, Found, Outcome, Wanted, Window};
use crate::browser::find::{GUESS, STATE};
use async_trait::async_trait;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

/// A longer text is put in at once, as if it was pasted.
const TYPED: usize = 200;

/// To WebKit (2.50) a `select` that shows one choice is a button that opens a
/// menu: <https://w3c.github.io/html-aam/#el-select-combobox> says combobox.
const CLOSED_LIST: (&str, &str) = ("combobox", "button");

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

    async fn script(&self, expression: &str, arguments: Value) -> Outcome {
        let body = format!(
            "const value = ({expression}); if (!(value instanceof Promise)) return value; \
             {PENDING} = ({PENDING} ?? 0) + 1; return value.finally(() => {{ {PENDING} -= 1; }});"
        );
        let ask = json!({ "script": body, "args": arguments });
        match self.post(SCRIPT, ask).await {
            Ok(value) => Some(Ok(value)),
            Err(error) if error.starts_with("javascript error") => Some(Err(error)),
            Err(_) => None,
        }
    }

    /// Role and name of an element as the engine tells assistive technology.
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
        self.script(expression, json!([])).await
    }

    async fn gets_focus(&self) {
        // By hand, as popups run no script of ours before their own.
        let emulate = format!("(() => {{ {EMULATE_FOCUS} }})()");
        self.evaluates(&emulate).await;
    }

    async fn evaluates_apart(&self, expression: &str) -> Outcome {
        // The classic protocol has one world only.
        self.evaluates(expression).await
    }

    async fn asks(&self, element: &str, function: &str) -> Outcome {
        let response = format!("({function}).call(arguments[0])");
        self.script(&response, json!([{ ELEMENT: element }])).await
    }

    async fn elements(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Found>> {
        let guess = format!(
            "({function}).call(arguments[0] ?? document)\
             .map((e) => ({{ element: e, ...({GUESS})(e), ...({STATE})(e) }}))\
             .filter((e) => [e.role, null].includes(arguments[1]) \
             && (e.name.includes(arguments[2] ?? '') || arguments[2].includes(e.name)))"
        );
        let within = within.map(|element| json!({ ELEMENT: element }));
        let arguments = json!([within, wanted.role, wanted.name]);
        let guessed = self.script(&guess, arguments).await?.ok()?;
        let guessed = guessed.as_array()?;
        let confirmed = guessed.iter().map(|guess| async move {
            let element = guess["element"][ELEMENT].as_str()?;
            let mut found = Found::new(element, guess);
            let told = self.computed(element, "role").await?;
            if (found.role.as_str(), told.as_str()) != CLOSED_LIST {
                found.role = told;
            }
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
