//! One person's part of Chromium: a browser context.

use super::Chromium;
use super::window::CdpWindow;
use crate::browser::engine::{Condition, Profile, Settings};
use crate::browser::visitor::TabList;
use async_trait::async_trait;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

/// A browser context.
pub struct Context {
    browser: Chromium,
    id: String,
    pub tab_list: Arc<TabList>,
    /// Conditions of every window, set before it runs anything.
    commands: Mutex<Vec<(&'static str, Value)>>,
}

impl Context {
    pub fn new(browser: Chromium, id: &str, tab_list: Arc<TabList>, settings: Settings) -> Self {
        let mut commands = Vec::new();
        if settings.dark {
            let features = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
            commands.push((
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            ));
        }
        if settings.no_scripts {
            commands.push((
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": true }),
            ));
        }
        Self {
            browser,
            id: id.to_owned(),
            tab_list,
            commands: Mutex::new(commands),
        }
    }

    /// Gives a new window what its person was granted.
    pub fn prepare(&self, window: &CdpWindow) {
        let commands = self.lock().clone();
        for (method, params) in commands {
            window.tell(method, params);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(&'static str, Value)>> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Profile for Context {
    async fn opens_window(&self) -> String {
        let ask = json!({ "url": "about:blank", "browserContextId": self.id });
        let created = self.browser.cdp.call("", "Target.createTarget", ask).await;
        let created = created.expect("a tab");
        created["targetId"].as_str().expect("an id").to_owned()
    }

    async fn cookies(&self) -> Vec<String> {
        let ask = json!({ "browserContextId": self.id });
        let all = self.browser.cdp.call("", "Storage.getCookies", ask).await;
        let all = all.expect("cookies");
        let cookies = all["cookies"].as_array().into_iter().flatten();
        cookies
            .map(|c| format!("{} {}", c["domain"], c["name"]).replace('"', ""))
            .collect()
    }

    async fn always(&self, condition: Condition) {
        let command = command(&condition);
        self.lock().push(command.clone());
        for tab in self.tab_list.tabs() {
            if let Some((cdp, session)) = tab.window().devtools() {
                let done = cdp.call(session, command.0, command.1.clone()).await;
                done.unwrap_or_else(|e| panic!("{}: {e}", command.0));
            }
        }
    }

    fn ends(&self) {
        self.browser.lock().remove(&self.id);
        let ask = json!({ "browserContextId": self.id });
        drop(
            self.browser
                .cdp
                .send("", "Target.disposeBrowserContext", ask),
        );
    }
}

fn command(condition: &Condition) -> (&'static str, Value) {
    let network = |offline: bool, latency: u32, bytes: i64| {
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes,
        });
        ("Network.emulateNetworkConditions", conditions)
    };
    match condition {
        Condition::Script(source) => (
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        ),
        Condition::Screen(width, height) => (
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        ),
        Condition::Offline(offline) => network(*offline, 0, -1),
        Condition::Network(latency, bits_per_second) => {
            network(false, *latency, i64::from(bits_per_second / 8))
        }
        Condition::Unreachable(part) => {
            let urls: Vec<_> = part.iter().map(|part| format!("*{part}*")).collect();
            ("Network.setBlockedURLs", json!({ "urls": urls }))
        }
    }
}
