//! One person's part of Firefox: a user context.

use super::Firefox;
use super::window::BidiWindow;
use crate::browser::engine::{Condition, EMULATE_FOCUS, Profile};
use crate::browser::tab::Tab;
use crate::browser::visitor::TabList;
use crate::wait;
use async_trait::async_trait;
use bedside_xtask::devtools::{Event, text};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// BiDi tells nothing of a WebSocket's life, so the page's own says it.
const WATCH_SOCKETS: &str = r"(tell) => {
  const Real = window.WebSocket;
  window.WebSocket = class WebSocket extends Real {
    constructor(...all) {
      super(...all);
      const id = crypto.randomUUID();
      tell([id, 'made', this.url]);
      this.addEventListener('open', () => tell([id, 'open']));
      this.addEventListener('close', () => tell([id, 'closed']));
    }
  };
}";

/// Rules for requests before they are sent.
#[derive(Default)]
struct Network {
    /// BiDi's name for our being asked about each request.
    intercept: Option<String>,
    round_trip: Duration,
    unreachable: Option<String>,
}

/// A user context.
pub struct Context {
    browser: Firefox,
    id: String,
    pub tab_list: Arc<TabList>,
    network: Mutex<Network>,
}

impl Context {
    pub fn new(browser: Firefox, id: &str, tab_list: Arc<TabList>) -> Self {
        Self {
            browser,
            id: id.to_owned(),
            tab_list,
            network: Mutex::default(),
        }
    }

    /// Has the browser tell what happens in this context.
    pub async fn listens(&self) {
        let events = [
            "browsingContext.contextCreated",
            "browsingContext.contextDestroyed",
            "log.entryAdded",
            "network.beforeRequestSent",
            "network.responseStarted",
            "network.fetchError",
            "script.message",
        ];
        let ask = json!({ "events": events, "userContexts": [self.id] });
        self.call("session.subscribe", ask).await;
        let channel = json!({ "type": "channel", "value": { "channel": "sockets" } });
        self.preloads(WATCH_SOCKETS, json!([channel])).await;
        let focus = format!("() => {{ {EMULATE_FOCUS} }}");
        self.preloads(&focus, json!([])).await;
    }

    /// A window has opened.
    pub fn greets(&self, id: &str) {
        let window = BidiWindow::new(self.browser.bidi.clone(), id, self.browser.front.clone());
        let page_log = self.tab_list.page_log.clone();
        self.tab_list
            .opened(Tab::new(Arc::new(window), id, page_log));
    }

    /// Sends a request that the browser holds, later or not at all.
    pub fn decides(&self, event: &Event) {
        let request = json!({ "request": event.params["request"]["request"] });
        let url = text(&event.params["request"]["url"]);
        let network = self.lock();
        let refused = network.unreachable.as_ref();
        let refused = refused.is_some_and(|part| url.contains(part.as_str()));
        let (command, after) = if refused {
            ("network.failRequest", Duration::ZERO)
        } else {
            ("network.continueRequest", network.round_trip)
        };
        let bidi = self.browser.bidi.clone();
        tokio::spawn(async move {
            wait::passes(after).await;
            drop(bidi.send("", command, request));
        });
    }

    async fn call(&self, method: &str, params: Value) -> Value {
        let reply = self.browser.bidi.call("", method, params).await;
        reply.unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    async fn preloads(&self, function: &str, arguments: Value) {
        let ask = json!({ "functionDeclaration": function, "arguments": arguments, "userContexts": [self.id] });
        self.call("script.addPreloadScript", ask).await;
    }

    async fn is_asked_about_requests(&self) {
        if self.lock().intercept.is_some() {
            return;
        }
        let windows: Vec<_> = self.tab_list.tabs().into_iter().map(|tab| tab.id).collect();
        let ask = json!({ "phases": ["beforeRequestSent"], "contexts": windows });
        let intercept = self.call("network.addIntercept", ask).await;
        self.lock().intercept = Some(text(&intercept["intercept"]));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Network> {
        self.network.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Profile for Context {
    async fn opens_window(&self) -> String {
        let ask = json!({ "type": "window", "userContext": self.id });
        text(&self.call("browsingContext.create", ask).await["context"])
    }

    async fn cookies(&self) -> Vec<String> {
        let ask = json!({ "partition": { "type": "storageKey", "userContext": self.id } });
        let all = self.call("storage.getCookies", ask).await;
        let cookies = all["cookies"].as_array().into_iter().flatten();
        cookies
            .map(|c| format!("{} {}", text(&c["domain"]), text(&c["name"])))
            .collect()
    }

    async fn always(&self, condition: Condition) {
        match condition {
            Condition::Script(source) => {
                self.preloads(&format!("() => {{ {source} }}"), json!([]))
                    .await;
            }
            Condition::Screen(width, height) => {
                let viewport = json!({ "width": width, "height": height });
                let ask = json!({ "viewport": viewport, "userContexts": [self.id] });
                self.call("browsingContext.setViewport", ask).await;
            }
            Condition::Offline(offline) => {
                let conditions = offline.then(|| json!({ "type": "offline" }));
                let ask = json!({ "networkConditions": conditions, "userContexts": [self.id] });
                self.call("emulation.setNetworkConditions", ask).await;
            }
            Condition::Network(round_trip, _) => {
                self.lock().round_trip = Duration::from_millis(round_trip.into());
                self.is_asked_about_requests().await;
            }
            Condition::Unreachable(part) => {
                self.lock().unreachable = part;
                self.is_asked_about_requests().await;
            }
        }
    }

    fn ends(&self) {
        self.browser.lock().remove(&self.id);
        let ask = json!({ "userContext": self.id });
        drop(self.browser.bidi.send("", "browser.removeUserContext", ask));
    }
}
