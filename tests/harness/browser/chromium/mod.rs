//! Chromium, driven by its DevTools protocol.
//!
//! One browser serves all tests of a binary that have the same settings; every
//! visitor has a context of their own.

mod events;
mod keys;
mod profile;
mod window;

pub use events::note;

use super::engine::{Profile, Settings};
use super::tab::Tab;
use super::visitor::TabList;
use bedside_xtask::chromium;
use bedside_xtask::devtools::{Connection, Event};
use profile::Context;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, mpsc};
use window::CdpWindow;

/// A running Chromium. Cloning shares it.
#[derive(Clone)]
struct Chromium {
    cdp: Connection,
    /// By the id of the browser context.
    contexts: Arc<Mutex<HashMap<String, Arc<Context>>>>,
}

/// A context with nothing in it.
pub async fn new_profile(settings: Settings, tab_list: Arc<TabList>) -> Arc<dyn Profile> {
    static SHARED: OnceCell<Chromium> = OnceCell::const_new();
    static BLOCKING: OnceCell<Chromium> = OnceCell::const_new();
    let browser = if settings.no_third_parties {
        let flags = ["--test-third-party-cookie-phaseout"];
        BLOCKING.get_or_init(|| Chromium::start(&flags)).await
    } else {
        SHARED.get_or_init(|| Chromium::start(&[])).await
    };
    let created = browser
        .cdp
        .call("", "Target.createBrowserContext", json!({}))
        .await
        .expect("a context");
    let id = created["browserContextId"].as_str().expect("an id");
    let context = Arc::new(Context::new(browser.clone(), id, tab_list, settings));
    browser.lock().insert(id.to_owned(), context.clone());
    context
}

impl Chromium {
    async fn start(flags: &[&str]) -> Self {
        // Roles and names as assistive technology is told them.
        let mut all = vec!["--enable-blink-features=ComputedAccessibilityInfo"];
        all.extend(flags);
        let (child, url) = chromium::start(&all).expect("Chromium starts");
        child.stays();
        Self::attach(&url).await
    }

    async fn attach(url: &str) -> Self {
        let (cdp, events) = Connection::connect(url).await.expect("DevTools");
        let browser = Self {
            cdp,
            contexts: Arc::default(),
        };
        tokio::spawn(browser.clone().watch(events));
        // Windows wait until their console and network are listened to.
        let everything =
            json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        browser
            .cdp
            .call("", "Target.setAutoAttach", everything)
            .await
            .expect("auto-attach");
        browser
    }

    async fn watch(self, mut events: mpsc::UnboundedReceiver<Event>) {
        while let Some(event) = events.recv().await {
            if event.method == "Target.attachedToTarget" {
                // On a task of its own: the next event may be its answer.
                tokio::spawn(self.clone().greet(event.params));
            } else if event.method == "Target.detachedFromTarget" {
                let target = event.params["targetId"].as_str().unwrap_or_default();
                for context in self.lock().values() {
                    context.tab_list.closed(target);
                }
            }
        }
    }

    async fn greet(self, params: Value) {
        let session = params["sessionId"].as_str().unwrap_or_default().to_owned();
        let info = &params["targetInfo"];
        let id = info["browserContextId"].as_str().unwrap_or_default();
        let context = self.lock().get(id).cloned();
        let go = "Runtime.runIfWaitingForDebugger";
        match context {
            Some(context) if info["type"] == "page" => {
                let target = info["targetId"].as_str().unwrap_or_default();
                let page_log = context.tab_list.page_log.clone();
                let window = CdpWindow::prepare(self.cdp.clone(), &session, page_log.clone());
                context.prepare(&window);
                // A window that is sent somewhere before it was let go hangs.
                self.cdp.try_call(&session, go, json!({})).await;
                context
                    .tab_list
                    .opened(Tab::new(Arc::new(window), target, page_log));
            }
            _ => drop(self.cdp.send(&session, go, json!({}))),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Context>>> {
        self.contexts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
