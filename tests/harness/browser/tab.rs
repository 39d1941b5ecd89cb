//! One window or tab.

use super::engine::Window;
use super::page_log::PageLog;
use crate::wait;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A window's position among the documents that were there one after the
/// other, and how far that one is.
const STAGE: &str = "[location.href, performance.timeOrigin, document.readyState]";

/// A window or tab. Cloning shares it.
#[derive(Clone)]
pub struct Tab {
    window: Arc<dyn Window>,
    /// The engine's own name for it.
    pub(super) id: String,
    /// The record of this tab.
    pub page_log: PageLog,
    pub(super) gone: Arc<AtomicBool>,
}

impl Tab {
    pub(super) fn new(window: Arc<dyn Window>, id: &str, page_log: PageLog) -> Self {
        Self {
            window,
            id: id.to_owned(),
            page_log,
            gone: Arc::default(),
        }
    }

    /// The window as its engine drives it.
    pub(super) fn window(&self) -> &dyn Window {
        &*self.window
    }

    /// Gives a command of the DevTools protocol, which Chromium alone has, and
    /// which must succeed.
    pub async fn call(&self, method: &str, params: Value) -> Value {
        let (cdp, session) = self.window.devtools().expect("Chromium");
        let reply = cdp.call(session, method, params).await;
        reply.unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// The same, with a command that may fail, as when the page goes away.
    pub async fn tries(&self, method: &str, params: Value) -> Option<Value> {
        let (cdp, session) = self.window.devtools().expect("Chromium");
        cdp.try_call(session, method, params).await
    }

    /// Goes to an address and waits until the page has loaded; one that is
    /// there already is loaded anew, unless the address names a part of it.
    pub async fn opens(&self, url: &str) {
        let whole = |url: &str| url.split('#').next().map(str::to_owned);
        let before = self.tries_to_eval(STAGE).await.unwrap_or_default();
        let stays = url.contains('#') && before[0].as_str().and_then(whole) == whole(url);
        self.window.goes(url).await;
        let loaded = wait::in_time(|| async {
            let now = self.tries_to_eval(STAGE).await?;
            let there = whole(now[0].as_str()?) == whole(url);
            let other = stays || now[1] != before[1];
            (there && other && now[2] == "complete").then_some(())
        })
        .await;
        if loaded.is_none() {
            panic!("{url} does not load: {}", self.describe("link").await);
        }
    }

    /// The value of an expression or of the promise it makes.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = match self.window.evaluates(expression).await {
            Some(Ok(value)) => value,
            Some(Err(error)) => panic!("{expression}: {error}"),
            None => panic!("the page has gone: {expression}"),
        };
        let shown = value.to_string();
        serde_json::from_value(value).unwrap_or_else(|e| panic!("{expression}: {e}: {shown}"))
    }

    /// Like [`Tab::eval`], `None` while the page is changing.
    pub async fn tries_to_eval(&self, expression: &str) -> Option<Value> {
        self.window.evaluates(expression).await?.ok()
    }

    /// Waits until an expression is true.
    pub async fn until(&self, reason: &str, expression: &str) {
        wait::until(format!("{reason}: {expression}"), || async {
            (self.tries_to_eval(expression).await? == true).then_some(())
        })
        .await;
    }

    /// The tab's address.
    pub async fn url(&self) -> String {
        self.eval("location.href").await
    }

    /// Holds no element any more, so that those that are gone from the page can
    /// be collected.
    pub async fn lets_go(&self) {
        self.window.lets_go().await;
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
        self.window.closes().await;
        self.until_gone().await;
    }
}
