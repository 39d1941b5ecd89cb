//! Something a person can perceive: a role and a name, as assistive technology
//! is told them.

use super::engine::Found;
use super::find::{of_role, wanted};
use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};

/// An element with its role, name and states.
#[derive(Clone)]
pub struct Node {
    tab: Tab,
    element: String,
    /// Such as `button`.
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// The value of a text box.
    pub value: String,
    /// States such as `disabled`, `expanded`, `invalid`.
    pub states: Value,
}

impl Node {
    pub(super) fn new(tab: &Tab, found: Found) -> Self {
        Self {
            tab: tab.clone(),
            element: found.element,
            role: found.role,
            name: found.name,
            value: found.value,
            states: found.states,
        }
    }

    /// True for this name, and for a button with these words whosever comment it
    /// is about: the author follows them.
    pub fn is_called(&self, words: &str) -> bool {
        let rest = self.name.strip_prefix(words);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
    }

    /// All nodes of a role inside this one.
    pub async fn all(&self, role: &str) -> Vec<Node> {
        let wanted = wanted(role, None);
        self.tab
            .nodes(&of_role(role), Some(&self.element), wanted)
            .await
    }

    /// The first node inside this one of this role and name, now; a button also
    /// as [`Tab::find`] finds it.
    pub async fn find(&self, role: &str, name: &str) -> Option<Node> {
        self.tab.find_within(Some(&self.element), role, name).await
    }

    /// The first node inside this one, as soon as there is one.
    pub async fn get(&self, role: &str, name: &str) -> Node {
        let reason = format!("{role} {name:?} is shown in {} {:?}", self.role, self.name);
        wait::until(reason, || self.find(role, name)).await
    }

    /// A button inside this node.
    pub async fn button(&self, name: &str) -> Node {
        self.get("button", name).await
    }

    /// Calls a function of the element and returns its result.
    pub async fn eval(&self, function: &str) -> Value {
        let outcome = self.tab.window().asks(&self.element, function).await;
        match outcome {
            Some(Ok(value)) => value,
            Some(Err(error)) => panic!("{function}: {error}"),
            None => panic!("{self:?} has gone: {function}"),
        }
    }

    /// The text it shows.
    pub async fn text(&self) -> String {
        self.eval("function () { return this.innerText; }")
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// An attribute's value.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        let function = format!(
            "function () {{ return this.getAttribute({}); }}",
            json!(name)
        );
        self.eval(&function).await.as_str().map(str::to_owned)
    }

    /// Left, top, width and height on the screen.
    pub async fn place(&self) -> [f64; 4] {
        let rect = self
            .eval("function () { const r = this.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }")
            .await;
        serde_json::from_value(rect).expect("four numbers")
    }

    /// Waits until the element's text contains this.
    pub async fn until_shows(&self, text: &str) {
        wait::until(
            format!("{} {:?} shows {text:?}", self.role, self.name),
            || async { self.text().await.contains(text).then_some(()) },
        )
        .await;
    }

    /// Clicks in its middle with the mouse.
    pub async fn click(&self) {
        // Before it is asked where it stands: what is not painted may move.
        self.tab.window().is_seen().await;
        self.eval("function () { this.scrollIntoView({ block: 'center', behavior: 'instant' }); }")
            .await;
        let [x, y, width, height] = self.place().await;
        assert!(
            width > 0.0 && height > 0.0,
            "{} {:?} has no size",
            self.role,
            self.name
        );
        let (x, y) = (x + width / 2.0, y + height / 2.0);
        self.tab.window().clicks(x, y).await;
    }

    /// Puts the focus here, as a script would.
    pub async fn focus(&self) {
        self.eval("function () { this.focus(); }").await;
    }

    /// Clicks into it and types a text in place of what is there.
    pub async fn write(&self, text: &str) {
        self.click().await;
        self.tab.presses("Control+A").await;
        self.tab.types(text).await;
    }

    /// True when it cannot be used.
    pub fn is_disabled(&self) -> bool {
        self.states["disabled"] == true
    }
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.role, self.name)
    }
}
