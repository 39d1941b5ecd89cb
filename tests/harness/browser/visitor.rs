//! A person at a browser of their own: cookies, storage and windows that
//! nobody else sees.

use super::journal::Journal;
use super::start::Browser;
use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};
use std::ops::Deref;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is set for every window before it runs anything.
#[derive(Default)]
struct Setup {
    tabs: Vec<Tab>,
    commands: Vec<(String, Value)>,
}

/// A browser context. See [`Visitor`].
pub struct Room {
    browser: Browser,
    id: String,
    pub(super) journal: Journal,
    setup: Mutex<Setup>,
}

impl Room {
    pub(super) fn new(browser: Browser, id: String) -> Self {
        Self {
            browser,
            id,
            journal: Journal::default(),
            setup: Mutex::default(),
        }
    }

    /// Gives a new window what [`Visitor::always`] was told.
    pub(super) fn prepare(&self, tab: &Tab) {
        let commands = self.lock().commands.clone();
        for (method, params) in commands {
            tab.tell(&method, params);
        }
    }

    pub(super) fn opened(&self, tab: Tab) {
        self.lock().tabs.push(tab);
    }

    pub(super) fn closed(&self, session: &str) {
        for tab in self.lock().tabs.iter().filter(|tab| tab.session == session) {
            tab.gone.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Setup> {
        self.setup.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody at a browser. When they leave, every fault that no test announced
/// fails it.
pub struct Visitor {
    room: Arc<Room>,
    tab: Tab,
}

/// Somebody at the browser that all tests share.
pub async fn visitor() -> Visitor {
    Visitor::at(Browser::shared().await).await
}

impl Visitor {
    /// Somebody at this browser.
    pub async fn at(browser: &Browser) -> Self {
        let room = browser.new_room().await;
        let tab = Self::new_tab(&room).await;
        Self { room, tab }
    }

    /// Opens another tab.
    pub async fn another_tab(&self) -> Tab {
        Self::new_tab(&self.room).await
    }

    async fn new_tab(room: &Room) -> Tab {
        let ask = json!({ "url": "about:blank", "browserContextId": room.id });
        let created = room
            .browser
            .cdp
            .call("", "Target.createTarget", ask)
            .await
            .expect("a tab");
        let target = created["targetId"].as_str().expect("an id").to_owned();
        wait::until("the tab is there", || async {
            room.lock()
                .tabs
                .iter()
                .find(|tab| tab.target == target)
                .cloned()
        })
        .await
    }

    /// Gives a command to this window and to every later one, before it runs.
    pub async fn always(&self, method: &str, params: Value) {
        self.tab.call(method, params.clone()).await;
        self.room.lock().commands.push((method.to_owned(), params));
    }

    /// Waits for a window that the page opens.
    pub async fn popup(&self) -> Tab {
        wait::until("a window opens", || async {
            let setup = self.room.lock();
            setup
                .tabs
                .iter()
                .find(|t| t.target != self.tab.target && !t.is_gone())
                .cloned()
        })
        .await
    }

    /// How many windows are open.
    pub fn windows(&self) -> usize {
        self.room
            .lock()
            .tabs
            .iter()
            .filter(|tab| !tab.is_gone())
            .count()
    }

    /// Names and domains of all cookies there are.
    pub async fn cookies(&self) -> Vec<String> {
        let ask = json!({ "browserContextId": self.room.id });
        let all = self
            .room
            .browser
            .cdp
            .call("", "Storage.getCookies", ask)
            .await
            .expect("cookies");
        let cookies = all["cookies"].as_array().into_iter().flatten();
        cookies
            .map(|c| {
                format!(
                    "{} {}",
                    c["domain"].as_str().unwrap_or(""),
                    c["name"].as_str().unwrap_or("")
                )
            })
            .collect()
    }

    /// Says that a fault whose text contains `part` is meant to happen.
    pub fn announce(&self, part: &str) {
        self.room.journal.announce(part);
    }

    /// Prefers dark or light, as the system would say.
    pub async fn prefers(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.always(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Uses a screen of this size.
    pub async fn uses_screen(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.always("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Loses or regains the network.
    pub async fn is_offline(&self, offline: bool) {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.tab
            .call("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Is on a network with this round trip and these bits per second.
    pub async fn has_network(&self, round_trip_ms: u32, bits_per_second: u32) {
        let bytes = bits_per_second / 8;
        let conditions = json!({
            "offline": false, "latency": round_trip_ms, "downloadThroughput": bytes, "uploadThroughput": bytes,
        });
        self.always("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Has switched scripts off.
    pub async fn has_no_scripts(&self) {
        self.always(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    }

    /// Fails on every fault that was not announced.
    pub fn leaves_content(&self) {
        let faults = self.room.journal.unannounced();
        assert!(
            faults.is_empty(),
            "the console shows:\n  {}",
            faults.join("\n  ")
        );
    }
}

impl Deref for Visitor {
    type Target = Tab;
    fn deref(&self) -> &Tab {
        &self.tab
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.room.browser.forget(&self.room.id);
        if !std::thread::panicking() {
            self.leaves_content();
        }
    }
}
