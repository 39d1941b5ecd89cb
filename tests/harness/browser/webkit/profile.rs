//! One person's WebKit.

use super::driver::Driver;
use super::events;
use super::inspector::{self, Page, unpacked};
use super::process::{Processes, SCREEN};
use super::window::DriverWindow;
use crate::browser::engine::{Condition, Profile, Settings};
use crate::browser::page_log::PageLog;
use crate::browser::tab::Tab;
use crate::browser::visitor::TabList;
use crate::wait;
use async_trait::async_trait;
use bedside_xtask::devtools::{Event, text};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::mpsc;

/// The events of a network that goes or comes: WebKit itself asks the
/// system.
const TELL: &str = "(() => { Object.defineProperty(navigator, 'onLine', { get: () => ONLINE, configurable: true }); \
                    dispatchEvent(new Event(ONLINE ? 'online' : 'offline')); })()";

/// Conditions for windows that open later.
#[derive(Default)]
struct Wishes {
    script: String,
    offline: bool,
    round_trip: Duration,
    unreachable: Option<String>,
}

/// A browser.
pub struct Browser {
    driver: Arc<Driver>,
    inspector: u16,
    tab_list: Arc<TabList>,
    conditions: Arc<Mutex<Wishes>>,
    /// The inspector of the first window.
    page: OnceLock<Page>,
    known: tokio::sync::Mutex<HashSet<String>>,
    processes: Mutex<Option<Processes>>,
}

impl Browser {
    pub async fn start(settings: Settings, tab_list: Arc<TabList>) -> Arc<Self> {
        let processes = Processes::start(settings).await;
        let browser = Arc::new(Self {
            driver: Arc::new(Driver::start(processes.driver).await),
            inspector: processes.inspector,
            tab_list,
            conditions: Arc::default(),
            page: OnceLock::new(),
            known: tokio::sync::Mutex::default(),
            processes: Mutex::new(Some(processes)),
        });
        tokio::spawn(watch(Arc::downgrade(&browser)));
        browser
    }

    /// Looks which windows there are: the driver does not tell by itself.
    async fn looks(&self) {
        let mut known = self.known.lock().await;
        let Some(windows) = self.driver.windows().await else {
            return;
        };
        for gone in known.iter().filter(|id| !windows.contains(id)) {
            self.tab_list.closed(gone);
        }
        known.retain(|id| windows.contains(id));
        for id in windows {
            if known.insert(id.clone()) {
                self.greets(&id).await;
            }
        }
    }

    async fn greets(&self, id: &str) {
        // Windows that a page opens are not listened to: where that begins
        // while the driver's action that opened one is under way, the driver
        // never answers again (WebKit 2.50).
        if self.tab_list.tabs().is_empty() && self.page.get().is_none() {
            let (page, told) = inspector::attach(self.inspector).await;
            for domain in ["Inspector", "Console", "Network", "Page", "Runtime"] {
                page.tell(&format!("{domain}.enable"), json!({})).await;
            }
            let (page_log, conditions) = (self.tab_list.page_log.clone(), self.conditions.clone());
            tokio::spawn(listen(page.clone(), told, page_log, conditions));
            let _ = self.page.set(page);
        }
        let window = DriverWindow {
            driver: self.driver.clone(),
            id: id.to_owned(),
        };
        let tab = Tab::new(Arc::new(window), id, self.tab_list.page_log.clone());
        self.tab_list.opened(tab);
    }

    fn conditions(&self) -> MutexGuard<'_, Wishes> {
        self.conditions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes what is inside of all windows as large as this.
    async fn resizes(&self, width: u32, height: u32) {
        for tab in self.tab_list.tabs() {
            // The browser's own bar has its height; a width it has not.
            let bar = tab.eval::<u32>("outerHeight - innerHeight").await;
            let height_with_bar = height + bar;
            // In the middle, where the screen's pointer stays: without a window
            // manager the window under it has the focus, and no other shows it.
            let ask = json!({
                "x": SCREEN.0.saturating_sub(width) / 2,
                "y": SCREEN.1.saturating_sub(height_with_bar) / 2,
                "width": width,
                "height": height_with_bar,
            });
            let done = self
                .driver
                .commands(&tab.id, Method::POST, "/window/rect", ask)
                .await;
            done.unwrap_or_else(|e| panic!("{width} x {height}: {e}"));
            let inside = format!("innerWidth === {width} && innerHeight === {height}");
            tab.until("the window has its size", &inside).await;
        }
    }
}

/// Looks after the windows as long as there is a browser.
async fn watch(browser: Weak<Browser>) {
    while let Some(browser) = browser.upgrade() {
        browser.looks().await;
        drop(browser);
        wait::passes(Duration::from_millis(50)).await;
    }
}

/// Notes what a window's inspector tells, and decides about held requests.
async fn listen(
    page: Page,
    mut told: mpsc::UnboundedReceiver<Event>,
    page_log: PageLog,
    conditions: Arc<Mutex<Wishes>>,
) {
    while let Some(event) = told.recv().await {
        let Some(event) = unpacked(&event) else {
            continue;
        };
        if event.method == "Network.requestIntercepted" {
            let url = text(&event.params["request"]["url"]);
            let fate = conditions
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .fate_of(&url);
            tokio::spawn(decide(
                page.clone(),
                event.params["requestId"].clone(),
                fate,
            ));
        }
        events::note(&page_log, &event);
    }
}

/// Sends a held request after a time, or never.
async fn decide(page: Page, request: Value, fate: Option<Duration>) {
    match fate {
        Some(after) => {
            wait::passes(after).await;
            let ask = json!({ "requestId": request, "stage": "request" });
            page.tell("Network.interceptContinue", ask).await;
        }
        None => {
            let ask = json!({ "requestId": request, "errorType": "General" });
            page.tell("Network.interceptRequestWithError", ask).await;
        }
    }
}

async fn hold_requests(page: &Page) {
    page.tell("Network.setInterceptionEnabled", json!({ "enabled": true }))
        .await;
    let all = json!({ "url": ".*", "stage": "request", "isRegex": true });
    page.tell("Network.addInterception", all).await;
}

impl Wishes {
    fn holds_requests(&self) -> bool {
        self.offline || self.unreachable.is_some() || !self.round_trip.is_zero()
    }

    /// After which time a request is sent; `None` if it must fail.
    fn fate_of(&self, url: &str) -> Option<Duration> {
        let unreachable = self.unreachable.as_ref();
        let refused = self.offline || unreachable.is_some_and(|part| url.contains(part.as_str()));
        (!refused).then_some(self.round_trip)
    }

    fn take(&mut self, condition: &Condition) {
        match condition {
            Condition::Script(source) => self.script.push_str(&format!("{{ {source} }}\n")),
            Condition::Offline(offline) => self.offline = *offline,
            Condition::Network(round_trip, _) => {
                self.round_trip = Duration::from_millis((*round_trip).into());
            }
            Condition::Unreachable(part) => self.unreachable.clone_from(part),
            Condition::Screen(..) => {}
        }
    }
}

#[async_trait]
impl Profile for Browser {
    async fn opens_window(&self) -> String {
        // The first one is there from the beginning.
        let id = if self.tab_list.tabs().is_empty() {
            wait::until("WebKit has a window", || async {
                self.driver.windows().await?.into_iter().next()
            })
            .await
        } else {
            self.driver.opens_window().await
        };
        self.looks().await;
        id
    }

    async fn cookies(&self) -> Vec<String> {
        let mut cookies = Vec::new();
        for tab in self.tab_list.tabs() {
            let of_page = self
                .driver
                .commands(&tab.id, Method::GET, "/cookie", Value::Null)
                .await;
            let of_page = of_page.unwrap_or_else(|e| panic!("no cookies: {e}"));
            let of_page = of_page.as_array().into_iter().flatten();
            cookies.extend(of_page.map(|c| format!("{} {}", text(&c["domain"]), text(&c["name"]))));
        }
        // The driver knows those of the pages that are open.
        for request in self.tab_list.page_log.requests() {
            if let Some(set) = request.headers.get("set-cookie") {
                cookies.push(format!("{} {set}", request.url));
            }
        }
        cookies
    }

    async fn always(&self, condition: Condition) {
        let held = self.conditions().holds_requests();
        self.conditions().take(&condition);
        let script = self.conditions().script.clone();
        let holds = self.conditions().holds_requests() && !held;
        if let Some(page) = self.page.get() {
            let script = json!({ "source": script });
            page.tell("Page.setBootstrapScript", script).await;
            if holds {
                hold_requests(page).await;
            }
        }
        match condition {
            Condition::Screen(width, height) => self.resizes(width, height).await,
            Condition::Offline(offline) => {
                let tell = TELL.replace("ONLINE", if offline { "false" } else { "true" });
                for tab in self.tab_list.tabs() {
                    tab.tries_to_eval(&tell).await;
                }
            }
            _ => {}
        }
    }

    fn ends(&self) {
        let processes = self
            .processes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        // Waits for their end, which no other test should have to.
        std::thread::spawn(|| drop(processes));
    }
}
