//! A person at a browser of their own: cookies, storage and windows that
//! nobody else sees.

use super::engine::{Condition, Engine, Profile, Settings};
use super::page_log::PageLog;
use super::tab::Tab;
use crate::wait;
use std::ops::Deref;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A person's windows, as the engine's driver fills them in. See [`Visitor`].
#[derive(Default)]
pub struct TabList {
    pub(super) page_log: PageLog,
    tabs: Mutex<Vec<Tab>>,
}

impl TabList {
    /// A window has opened, and is listened to.
    pub(super) fn opened(&self, tab: Tab) {
        self.lock().push(tab);
    }

    /// A window has closed.
    pub(super) fn closed(&self, id: &str) {
        for tab in self.lock().iter().filter(|tab| tab.id == id) {
            tab.gone.store(true, Ordering::Relaxed);
        }
    }

    /// All windows that are open.
    pub(super) fn tabs(&self) -> Vec<Tab> {
        let tabs = self.lock();
        tabs.iter().filter(|tab| !tab.is_gone()).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Tab>> {
        self.tabs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody at a browser. When they leave, every fault that no test announced
/// fails it.
pub struct Visitor {
    tab_list: Arc<TabList>,
    profile: Arc<dyn Profile>,
    tab: Tab,
}

/// Somebody at a browser as it comes.
pub async fn visitor() -> Visitor {
    visitor_with(Settings::default()).await
}

/// Somebody who has changed their browser's settings.
pub async fn visitor_with(settings: Settings) -> Visitor {
    let tab_list = Arc::new(TabList::default());
    let profile = Engine::of_this_run()
        .new_profile(settings, tab_list.clone())
        .await;
    let tab = open(&*profile, &tab_list).await;
    Visitor {
        tab_list,
        profile,
        tab,
    }
}

async fn open(profile: &dyn Profile, tab_list: &TabList) -> Tab {
    let id = profile.opens_window().await;
    wait::until("the window is there", || async {
        tab_list.tabs().into_iter().find(|tab| tab.id == id)
    })
    .await
}

impl Visitor {
    /// Opens another tab.
    pub async fn another_tab(&self) -> Tab {
        open(&*self.profile, &self.tab_list).await
    }

    /// Waits for a window that the page opens.
    pub async fn popup(&self) -> Tab {
        wait::until("a window opens", || async {
            let tabs = self.tab_list.tabs();
            tabs.into_iter().find(|tab| tab.id != self.tab.id)
        })
        .await
    }

    /// The number of open windows.
    pub fn windows(&self) -> usize {
        self.tab_list.tabs().len()
    }

    /// Domains and names of all cookies there are.
    pub async fn cookies(&self) -> Vec<String> {
        self.profile.cookies().await
    }

    /// Says that a fault whose text contains `part` is meant to happen.
    pub fn announce(&self, part: &str) {
        self.tab_list.page_log.announce(part);
    }

    /// Uses a screen of this size.
    pub async fn uses_screen(&self, width: u32, height: u32) {
        self.profile.always(Condition::Screen(width, height)).await;
    }

    /// Has this script run before those of every page they open.
    pub async fn runs_first(&self, script: &str) {
        self.profile
            .always(Condition::Script(script.to_owned()))
            .await;
    }

    /// Loses or regains the network.
    pub async fn is_offline(&self, offline: bool) {
        self.profile.always(Condition::Offline(offline)).await;
    }

    /// Is on a network with this round trip and these bits per second.
    pub async fn has_network(&self, round_trip_ms: u32, bits_per_second: u32) {
        let network = Condition::Network(round_trip_ms, bits_per_second);
        self.profile.always(network).await;
    }

    /// Cannot reach addresses that contain this; with `None` reaches all.
    pub async fn cannot_reach(&self, part: Option<&str>) {
        let part = part.map(str::to_owned);
        self.profile.always(Condition::Unreachable(part)).await;
    }

    /// Fails on every fault that was not announced.
    pub fn leaves_content(&self) {
        let faults = self.tab_list.page_log.unannounced();
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
        self.profile.ends();
        if !std::thread::panicking() {
            self.leaves_content();
        }
    }
}
