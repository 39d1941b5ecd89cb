//! The interface that every driver of a browser implements.

use super::visitor::TabList;
use super::{chromium, firefox, webkit};
use async_trait::async_trait;
use bedside_xtask::devtools::Connection;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

/// A browser's engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Driven by the DevTools protocol.
    Chromium,
    /// Driven by WebDriver BiDi.
    Firefox,
    /// Driven by WebDriver, listened to by its inspector.
    WebKit,
}

impl Engine {
    /// Names the engine for all tests of a run; Chromium without it.
    pub const VARIABLE: &str = "BEDSIDE_BROWSER";

    /// The one that this run is about.
    pub fn of_this_run() -> Self {
        static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
            let named = std::env::var(Engine::VARIABLE).unwrap_or_default();
            match named.as_str() {
                "" | "chromium" => Engine::Chromium,
                "firefox" => Engine::Firefox,
                "webkit" => Engine::WebKit,
                other => panic!("{}={other}: chromium, firefox or webkit", Engine::VARIABLE),
            }
        });
        *ENGINE
    }

    /// Cookies, storage and windows that nobody else sees.
    pub(super) async fn new_profile(
        self,
        settings: Settings,
        tab_list: Arc<TabList>,
    ) -> Arc<dyn Profile> {
        match self {
            Self::Chromium => chromium::new_profile(settings, tab_list).await,
            Self::Firefox => firefox::new_profile(settings, tab_list).await,
            Self::WebKit => webkit::new_profile(settings, tab_list).await,
        }
    }
}

/// A person's settings of their browser, made before it starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// Prefers dark, as the system would say.
    pub dark: bool,
    /// Has switched scripts off.
    pub no_scripts: bool,
    /// Keeps no cookie for third parties: by a setting in Chromium and WebKit
    /// (its tracking prevention); Firefox gives each site jars of its own
    /// without being asked.
    pub no_third_parties: bool,
}

impl Settings {
    /// Scripts are off.
    pub const NO_SCRIPTS: Self = Self {
        dark: false,
        no_scripts: true,
        no_third_parties: false,
    };

    /// Third parties get no cookie.
    pub const NO_THIRD_PARTIES: Self = Self {
        dark: false,
        no_scripts: false,
        no_third_parties: true,
    };

    /// Prefers `light` or `dark`.
    pub fn of_scheme(scheme: &str) -> Self {
        Self {
            dark: scheme == "dark",
            ..Self::default()
        }
    }
}

/// A condition of all of a person's windows from now on.
#[derive(Debug, Clone)]
pub enum Condition {
    /// This runs before a page's own scripts.
    Script(String),
    /// Pages have this many pixels across and down.
    Screen(u32, u32),
    /// The network is away, or there again.
    Offline(bool),
    /// An answer takes so many milliseconds longer; Chromium keeps to the bits
    /// per second as well.
    Network(u32, u32),
    /// Addresses that contain this cannot be reached.
    Unreachable(Option<String>),
}

/// Has a window behave as the one in front, as Chromium's all do: elsewhere only
/// one has the focus, which moves with what is pressed in another.
pub const EMULATE_FOCUS: &str = r"if (!window.focusIsEmulated) {
  window.focusIsEmulated = true;
  Document.prototype.hasFocus = () => true;
  const hold = (event) => {
    if (event.isTrusted && event.target === window) event.stopImmediatePropagation();
  };
  for (const name of ['focus', 'blur']) addEventListener(name, hold, true);
  dispatchEvent(new Event('focus'));
}";

/// A person's cookies, storage and windows.
#[async_trait]
pub trait Profile: Send + Sync {
    /// Opens a window and answers with its id in the room.
    async fn opens_window(&self) -> String;

    /// Domain and name of each cookie there is.
    async fn cookies(&self) -> Vec<String>;

    /// Grants a wish for all windows, also those that open later.
    async fn always(&self, condition: Condition);

    /// Closes and forgets everything; does not wait for it.
    fn ends(&self);
}

/// The value, or the exception; `None` when the page went away meanwhile.
pub type Outcome = Option<Result<Value, String>>;

/// A window or tab.
#[async_trait]
pub trait Window: Send + Sync {
    /// Goes to an address; need not wait until it has loaded.
    async fn goes(&self, url: &str);

    /// The value of an expression or of the promise it makes.
    async fn evaluates(&self, expression: &str) -> Outcome;

    /// The same in a world of its own, where the engine has one: the page's
    /// policies and names are out of the way.
    async fn evaluates_apart(&self, expression: &str) -> Outcome;

    /// The result of a function of an element.
    async fn asks(&self, element: &str, function: &str) -> Outcome;

    /// Of the array of elements that a function of an element, else of the
    /// document, answers: those that the engine itself tells assistive
    /// technology to be of this role and name.
    async fn elements(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Found>>;

    /// Holds no element any more.
    async fn lets_go(&self);

    /// Has the window behave as the one in front, where the engine does not do
    /// so for all.
    async fn gets_focus(&self) {}

    /// Waits until somebody could have seen what to press, and where.
    async fn is_seen(&self) {}

    /// Clicks with the mouse, at this many pixels from left and top.
    async fn clicks(&self, x: f64, y: f64);

    /// Presses a key together with modifiers.
    async fn presses(&self, modifiers: &[&str], key: &str);

    /// Types a text where the focus is.
    async fn types(&self, text: &str);

    /// Closes the window.
    async fn closes(&self);

    /// The DevTools protocol, in the engine that has it.
    fn devtools(&self) -> Option<(&Connection, &str)> {
        None
    }

    /// Why the engine does not know a command of its protocol; `None` when it
    /// does.
    async fn refuses(&self, command: &str) -> Option<String>;
}

/// Which elements are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Of this role.
    pub role: Option<&'a str>,
    /// Of exactly this name.
    pub name: Option<&'a str>,
}

/// An element that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The protocol's own name for it.
    pub element: String,
    /// Its role.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// The value of a text box.
    pub value: String,
    /// States such as `disabled`.
    pub states: Value,
}

impl Found {
    /// An element as a script described it.
    pub(super) fn new(element: &str, described: &Value) -> Self {
        let text = |name: &str| described[name].as_str().unwrap_or_default().to_owned();
        Self {
            element: element.to_owned(),
            role: text("role"),
            name: text("name"),
            value: text("value"),
            states: described["states"].clone(),
        }
    }
}
