//! Starting Chromium and taking notice of every window it opens.

use super::cdp::{Cdp, Event};
use super::tab::Tab;
use super::visitor::Room;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, mpsc};

/// A running Chromium. Cloning shares it.
#[derive(Clone)]
pub struct Browser {
    pub(super) cdp: Cdp,
    /// By the id of the browser context.
    rooms: Arc<Mutex<HashMap<String, Arc<Room>>>>,
}

impl Browser {
    /// The one that the tests of a binary share.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<Browser> = OnceCell::const_new();
        SHARED.get_or_init(|| Self::start(&[])).await
    }

    /// Starts one with further flags.
    pub async fn start(flags: &[&str]) -> Self {
        let profile = std::env::temp_dir().join(format!("bedside-chromium-{}", crate::random(9)));
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            // Roles and names as assistive technology is told them.
            "--enable-blink-features=ComputedAccessibilityInfo",
            "--remote-debugging-port=0",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.extend(flags.iter().map(|&flag| flag.to_owned()));
        let program = program();
        let mut child = crate::child::spawn_guarded(&program, &arguments, &profile)
            .unwrap_or_else(|e| panic!("{}: {e}", program.display()));
        let output = BufReader::new(child.stderr.take().expect("piped"));
        // The pipe to its guard must stay open until the tests end.
        std::mem::forget(child);
        let mut lines = output.lines().map_while(Result::ok);
        let url = lines.find_map(|line| {
            line.strip_prefix("DevTools listening on ")
                .map(str::to_owned)
        });
        let url = url.unwrap_or_else(|| panic!("{} ended without an address", program.display()));
        std::thread::spawn(move || lines.for_each(drop));
        Self::attach(&url).await
    }

    async fn attach(url: &str) -> Self {
        let (cdp, events) = Cdp::connect(url).await;
        let browser = Self {
            cdp,
            rooms: Arc::default(),
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

    /// A context with nothing in it.
    pub(super) async fn new_room(&self) -> Arc<Room> {
        let created = self
            .cdp
            .call("", "Target.createBrowserContext", json!({}))
            .await
            .expect("a context");
        let id = created["browserContextId"]
            .as_str()
            .expect("an id")
            .to_owned();
        let room = Arc::new(Room::new(self.clone(), id.clone()));
        self.lock().insert(id, room.clone());
        room
    }

    pub(super) fn forget(&self, id: &str) {
        self.lock().remove(id);
        drop(self.cdp.send(
            "",
            "Target.disposeBrowserContext",
            json!({ "browserContextId": id }),
        ));
    }

    async fn watch(self, mut events: mpsc::UnboundedReceiver<Event>) {
        while let Some(event) = events.recv().await {
            if event.method == "Target.attachedToTarget" {
                // On a task of its own: the next event may be its answer.
                tokio::spawn(self.clone().greet(event.params));
            } else if event.method == "Target.detachedFromTarget" {
                let session = event.params["sessionId"].as_str().unwrap_or_default();
                for room in self.lock().values() {
                    room.closed(session);
                }
            }
        }
    }

    async fn greet(self, params: Value) {
        let session = params["sessionId"].as_str().unwrap_or_default().to_owned();
        let info = &params["targetInfo"];
        let id = info["browserContextId"].as_str().unwrap_or_default();
        let room = self.lock().get(id).cloned();
        let go = "Runtime.runIfWaitingForDebugger";
        match room {
            Some(room) if info["type"] == "page" => {
                let target = info["targetId"].as_str().unwrap_or_default();
                let tab = Tab::prepare(self.cdp.clone(), &session, target, room.journal.clone());
                room.prepare(&tab);
                // A window that is sent somewhere before it was let go hangs.
                self.cdp.try_call(&session, go, json!({})).await;
                room.opened(tab);
            }
            _ => drop(self.cdp.send(&session, go, json!({}))),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Room>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("BEDSIDE_CHROMIUM") {
        return named.into();
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|dir| names.map(|name| dir.join(name)))
        .find(|p| p.is_file());
    found.unwrap_or_else(|| {
        panic!("no Chromium in PATH: install it, or name it in BEDSIDE_CHROMIUM")
    })
}
