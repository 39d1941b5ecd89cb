//! Something a person can perceive: a role and a name, as assistive technology
//! is told them.

use super::find::{NODES, PERCEIVED, candidates};
use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};

/// An element with its role, name and states.
#[derive(Clone)]
pub struct Node {
    tab: Tab,
    object: String,
    /// Such as `button`.
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// The value of a text box.
    pub value: String,
    /// States such as `disabled`, `expanded`, `invalid`.
    pub states: Value,
}

/// Role, name, value and states of each element of an array.
const DESCRIBE: &str = r"
function () {
  return this.map((e) => ({
    role: e.computedRole,
    name: e.computedName.trim().replace(/\s+/g, ' '),
    value: e.value === undefined ? '' : String(e.value),
    states: {
      disabled: e.disabled === true || e.ariaDisabled === 'true',
      invalid: e.ariaInvalid,
      expanded: e.ariaExpanded,
      checked: e.checked,
    },
  }));
}";

impl Node {
    /// The elements of an array; `None` when the page went away.
    pub(super) async fn all_of(tab: &Tab, array: &str) -> Option<Vec<Self>> {
        let ask =
            json!({ "objectId": array, "functionDeclaration": DESCRIBE, "returnByValue": true });
        let described = tab.tries("Runtime.callFunctionOn", ask).await?;
        let described = described["result"]["value"].as_array()?.clone();
        let ask = json!({ "objectId": array, "ownProperties": true });
        let elements = tab.tries("Runtime.getProperties", ask).await?;
        let object = |index: usize| {
            let name = index.to_string();
            let all = elements["result"].as_array()?;
            let element = all.iter().find(|p| p["name"] == name)?;
            element["value"]["objectId"].as_str().map(str::to_owned)
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let nodes = described.iter().enumerate().filter_map(|(index, found)| {
            Some(Self {
                tab: tab.clone(),
                object: object(index)?,
                role: text(&found["role"]),
                name: text(&found["name"]),
                value: text(&found["value"]),
                states: found["states"].clone(),
            })
        });
        Some(nodes.collect())
    }

    /// All nodes of a role inside this one.
    pub async fn all(&self, role: &str) -> Vec<Node> {
        let (candidates, role) = (json!(candidates(role)), json!(role));
        let function = format!(
            "function () {{ {PERCEIVED} return perceived(this, {candidates}).filter((e) => \
             e.computedRole === {role}); }}"
        );
        let ask = json!({ "objectId": self.object, "functionDeclaration": function, "objectGroup": NODES });
        let reply = self.tab.tries("Runtime.callFunctionOn", ask).await;
        self.tab.nodes(reply).await
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
        let ask = json!({
            "objectId": self.object,
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

    /// Clicks in its middle with the mouse. Chromium drops what is pressed in a
    /// page that it has not painted yet; nobody could have seen what to press.
    pub async fn click(&self) {
        let look = "function () { this.scrollIntoView({ block: 'center', behavior: 'instant' }); \
                    return performance.getEntriesByType('paint').length > 0; }";
        wait::until("the page is painted", || async {
            (self.eval(look).await == true).then_some(())
        })
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
