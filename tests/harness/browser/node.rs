//! Something a person can perceive: a role and a name, as assistive technology
//! is told them.

use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};

/// A node of the accessibility tree.
#[derive(Clone)]
pub struct Node {
    tab: Tab,
    id: i64,
    /// Such as `button`.
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// The accessible description.
    pub description: String,
    /// The value of a text box.
    pub value: String,
    /// States such as `disabled`, `expanded`, `invalid`.
    pub states: Value,
}

impl Node {
    /// Reads a node of the protocol; `None` for one that nobody perceives.
    pub(super) fn read(tab: &Tab, node: &Value) -> Option<Self> {
        if node["ignored"] == true {
            return None;
        }
        let text = |part: &str| {
            node[part]["value"]
                .as_str()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let properties = node["properties"].as_array().into_iter().flatten();
        let states = properties
            .filter_map(|p| Some((p["name"].as_str()?.to_owned(), p["value"]["value"].clone())));
        Some(Self {
            tab: tab.clone(),
            id: node["backendDOMNodeId"].as_i64()?,
            role: text("role"),
            name: text("name"),
            description: text("description"),
            value: text("value"),
            states: Value::Object(states.collect()),
        })
    }

    /// The node of an element.
    pub(super) async fn at(tab: &Tab, id: i64) -> Option<Self> {
        let ask = json!({ "backendNodeId": id, "fetchRelatives": false });
        let tree = tab.tries("Accessibility.getPartialAXTree", ask).await?;
        let nodes = tree["nodes"].as_array()?;
        nodes
            .iter()
            .find(|n| n["backendDOMNodeId"] == id)
            .and_then(|n| Self::read(tab, n))
    }

    /// All nodes of a role inside this one.
    pub async fn all(&self, role: &str) -> Vec<Node> {
        self.tab.below(self.id, role).await
    }

    /// The first node inside this one of this role and name, now.
    pub async fn find(&self, role: &str, name: &str) -> Option<Node> {
        self.all(role)
            .await
            .into_iter()
            .find(|node| node.name == name)
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

    /// What a function of the element answers.
    pub async fn eval(&self, function: &str) -> Value {
        let resolved = self
            .tab
            .call("DOM.resolveNode", json!({ "backendNodeId": self.id }))
            .await;
        let ask = json!({
            "objectId": resolved["object"]["objectId"],
            "functionDeclaration": function,
            "returnByValue": true,
            "awaitPromise": true,
        });
        let reply = self.tab.call("Runtime.callFunctionOn", ask).await;
        assert!(
            reply["exceptionDetails"].is_null(),
            "{function}: {}",
            reply["exceptionDetails"]
        );
        reply["result"]["value"].clone()
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
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let buttons = u8::from(kind == "mousePressed");
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
            // A click may close its own window.
            self.tab.tries("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Puts the focus here, as a script would.
    pub async fn focus(&self) {
        self.tab
            .call("DOM.focus", json!({ "backendNodeId": self.id }))
            .await;
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
