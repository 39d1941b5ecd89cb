//! A tab of Chromium, one command after the other.

use crate::child::Guarded;
use crate::devtools::{Connection, Event, text};
use crate::{block_on, chromium};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;

/// A running Chromium. It ends when dropped.
pub struct Browser {
    _child: Guarded,
    devtools: Connection,
}

/// A tab in a context of its own, which ends when dropped.
pub struct Tab<'b> {
    browser: &'b Browser,
    context: Value,
    session: String,
    events: UnboundedReceiver<Event>,
}

impl Browser {
    /// Starts one with an empty profile.
    pub fn start() -> Result<Self> {
        crate::tools::chromium()?;
        let (child, url) = chromium::start(&[])?;
        let (devtools, _) = block_on(Connection::connect(&url))?;
        Ok(Self {
            _child: child,
            devtools,
        })
    }

    /// Opens a tab with nothing cached.
    pub fn tab(&self) -> Result<Tab<'_>> {
        let context = self.call("", "Target.createBrowserContext", json!({}))?;
        let context = context["browserContextId"].clone();
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.call("", "Target.createTarget", blank)?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = text(&self.call("", "Target.attachToTarget", attach)?["sessionId"]);
        let events = self.devtools.listen(&session);
        Ok(Tab {
            browser: self,
            context,
            session,
            events,
        })
    }

    fn call(&self, session: &str, method: &str, params: Value) -> Result<Value> {
        let reply = block_on(self.devtools.call(session, method, params));
        reply.map_err(|error| anyhow!("{method}: {error}"))
    }
}

impl Tab<'_> {
    /// Gives a command and waits for its result.
    pub fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.browser.call(&self.session, method, params)
    }

    /// Returns the next event, if one comes in time.
    pub fn event(&mut self, time: Duration) -> Option<Event> {
        let event = async { tokio::time::timeout(time, self.events.recv()).await };
        block_on(event).ok().flatten()
    }

    /// Forgets the events that came so far.
    pub fn forget(&mut self) {
        while self.events.try_recv().is_ok() {}
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        let gone = json!({ "browserContextId": self.context });
        let _ = self.browser.call("", "Target.disposeBrowserContext", gone);
    }
}
