//! Firefox, driven by WebDriver BiDi: <https://w3c.github.io/webdriver-bidi/>.
//!
//! One browser serves all tests of a binary that have the same settings; every
//! visitor has a user context of their own. By itself Firefox gives each site
//! that a page embeds cookies and storage of its own (total cookie protection).

mod events;
mod names;
mod profile;
mod value;
mod window;

use super::engine::{Profile, Settings};
use super::visitor::TabList;
use bedside_xtask::child::{Guarded, profile_folder, program};
use bedside_xtask::devtools::{Connection, Event, text};
use profile::Context;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OnceCell, mpsc};
use window::Front;

/// A running Firefox. Cloning shares it.
#[derive(Clone)]
struct Firefox {
    bidi: Connection,
    front: Front,
    /// By the id of the user context.
    contexts: Arc<Mutex<HashMap<String, Arc<Context>>>>,
}

/// A user context with nothing in it.
pub async fn new_profile(settings: Settings, tab_list: Arc<TabList>) -> Arc<dyn Profile> {
    static SHARED: [OnceCell<Firefox>; 4] = [const { OnceCell::const_new() }; 4];
    let which = usize::from(settings.dark) + 2 * usize::from(settings.no_scripts);
    let browser = SHARED[which].get_or_init(|| Firefox::start(settings)).await;
    let created = browser
        .bidi
        .call("", "browser.createUserContext", json!({}))
        .await
        .expect("a user context");
    let id = text(&created["userContext"]);
    let context = Arc::new(Context::new(browser.clone(), &id, tab_list));
    browser.lock().insert(id, context.clone());
    context.listens().await;
    context
}

/// Preferences of the profile; what is not here is as in every new Firefox
/// that is driven by a protocol.
fn preferences(settings: Settings) -> Vec<(&'static str, Value)> {
    vec![
        // WebDriver BiDi alone.
        ("remote.active-protocols", json!(1)),
        // 0 is dark, 1 is light.
        (
            "layout.css.prefers-color-scheme.content-override",
            json!(u8::from(!settings.dark)),
        ),
        ("javascript.enabled", json!(!settings.no_scripts)),
    ]
}

impl Firefox {
    async fn start(settings: Settings) -> Self {
        let folder = profile_folder("firefox").expect("a profile");
        let mut lines = String::new();
        for (name, value) in preferences(settings) {
            writeln!(lines, "user_pref(\"{name}\", {value});").expect("memory");
        }
        std::fs::write(folder.join("user.js"), lines).expect("a profile");
        let firefox = program("BEDSIDE_FIREFOX", &["firefox-esr", "firefox"]);
        let mut command = Command::new(firefox.expect("Firefox"));
        command
            .args(["--headless", "--no-remote", "--remote-debugging-port=0"])
            .arg("--profile")
            .arg(&folder);
        let mut child = Guarded::start(&mut command, &folder).expect("Firefox starts");
        let url = child.says(|line| {
            line.strip_prefix("WebDriver BiDi listening on ")
                .map(str::to_owned)
        });
        let url = url.expect("Firefox's address");
        child.stays();
        Self::attach(&format!("{url}/session")).await
    }

    async fn attach(url: &str) -> Self {
        let (bidi, events) = Connection::connect(url).await.expect("BiDi");
        let browser = Self {
            bidi,
            front: Front::default(),
            contexts: Arc::default(),
        };
        let session = json!({ "capabilities": {} });
        let begun = browser.bidi.call("", "session.new", session).await;
        begun.expect("a session");
        tokio::spawn(browser.clone().watch(events));
        browser
    }

    async fn watch(self, mut events: mpsc::UnboundedReceiver<Event>) {
        // Which user context a window belongs to: later events do not say so.
        let mut owners = HashMap::<String, Arc<Context>>::new();
        while let Some(event) = events.recv().await {
            let window = window_of(&event);
            if event.method == "browsingContext.contextCreated" {
                let id = text(&event.params["userContext"]);
                let parent = text(&event.params["parent"]);
                let owner = self.lock().get(&id).cloned();
                let owner = owner.or_else(|| owners.get(&parent).cloned());
                if let Some(owner) = owner {
                    if parent.is_empty() {
                        owner.greets(&window);
                    }
                    owners.insert(window, owner);
                }
            } else if let Some(owner) = owners.get(&window).cloned() {
                if event.method == "browsingContext.contextDestroyed" {
                    owner.tab_list.closed(&window);
                    owners.remove(&window);
                } else if event.params["isBlocked"] == true {
                    owner.decides(&event);
                }
                events::note(&owner.tab_list.page_log, &event);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Context>>> {
        self.contexts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn window_of(event: &Event) -> String {
    match &event.params["context"] {
        Value::String(context) => context.clone(),
        _ => text(&event.params["source"]["context"]),
    }
}
