//! One window or tab.

use super::cdp::Cdp;
use super::journal::Journal;
use super::node::Node;
use crate::wait;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A window or tab. Cloning shares it.
#[derive(Clone)]
pub struct Tab {
    cdp: Cdp,
    pub(super) session: String,
    pub(super) target: String,
    /// What went on in this tab.
    pub journal: Journal,
    pub(super) gone: Arc<AtomicBool>,
}

/// The protocol's name for the elements that [`Node`]s stand for.
pub(super) const NODES: &str = "nodes";

/// All elements below a root, those in open shadow roots too, that a person
/// can perceive.
///
/// Chromium's own accessibility queries are not used: one that is pending when
/// its page goes away crashes the renderer (version 156).
pub(super) const PERCEIVED: &str = r"
function perceived(root, selector) {
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(selector) && element.checkVisibility({ visibilityProperty: true })) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  if (root.shadowRoot) walk(root.shadowRoot);
  walk(root);
  return found;
}";

impl Tab {
    /// Starts to listen to a session's window, before it runs anything.
    pub(super) fn prepare(cdp: Cdp, session: &str, target: &str, journal: Journal) -> Self {
        let mut events = cdp.listen(session);
        let gone = Arc::new(AtomicBool::new(false));
        let tab = Self {
            cdp,
            session: session.into(),
            target: target.into(),
            journal: journal.clone(),
            gone,
        };
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                journal.note(&event);
            }
        });
        for domain in ["Network", "Log", "Runtime", "Page", "Inspector"] {
            tab.tell(&format!("{domain}.enable"), json!({}));
        }
        // Every window behaves as the one in front.
        tab.tell(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        );
        tab
    }

    /// Gives a command and does not wait for it. A new window answers some of
    /// them only when it was let go.
    pub(super) fn tell(&self, method: &str, params: Value) {
        drop(self.cdp.send(&self.session, method, params));
    }

    /// Gives a command that must succeed.
    pub async fn call(&self, method: &str, params: Value) -> Value {
        self.cdp
            .call(&self.session, method, params)
            .await
            .unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// Gives a command that may fail, as when the page goes away.
    pub async fn tries(&self, method: &str, params: Value) -> Option<Value> {
        self.cdp.try_call(&self.session, method, params).await
    }

    /// Goes to an address and waits until the page has loaded.
    pub async fn opens(&self, url: &str) {
        self.call("Page.navigate", json!({ "url": url })).await;
        let loaded = wait::in_time(|| async {
            let state = self
                .tries_to_eval("[location.href, document.readyState]")
                .await?;
            let there = state[0].as_str()?.split('#').next() == url.split('#').next();
            (there && state[1] == "complete").then_some(())
        })
        .await;
        if loaded.is_none() {
            panic!("{url} does not load: {}", self.describe("link").await);
        }
    }

    /// The value of an expression or of the promise it makes.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        let reply = self.call("Runtime.evaluate", evaluation(expression)).await;
        assert!(
            reply["exceptionDetails"].is_null(),
            "{expression}: {}",
            reply["exceptionDetails"]
        );
        let value = reply["result"]["value"].clone();
        serde_json::from_value(value).unwrap_or_else(|e| panic!("{expression}: {e}: {reply}"))
    }

    /// Like [`Tab::eval`], `None` while the page is changing.
    pub async fn tries_to_eval(&self, expression: &str) -> Option<Value> {
        let reply = self
            .tries("Runtime.evaluate", evaluation(expression))
            .await?;
        reply["exceptionDetails"]
            .is_null()
            .then(|| reply["result"]["value"].clone())
    }

    /// Waits until an expression is true.
    pub async fn until(&self, reason: &str, expression: &str) {
        wait::until(format!("{reason}: {expression}"), || async {
            (self.tries_to_eval(expression).await? == true).then_some(())
        })
        .await;
    }

    /// Where the tab is.
    pub async fn url(&self) -> String {
        self.eval("location.href").await
    }

    /// All nodes of a role, wherever they are in the page.
    pub async fn all(&self, role: &str) -> Vec<Node> {
        let (candidates, role) = (json!(candidates(role)), json!(role));
        let expression = format!(
            "(() => {{ {PERCEIVED} return perceived(document, {candidates}).filter((e) => \
             e.computedRole === {role}); }})()"
        );
        let reply = self.tries("Runtime.evaluate", held(&expression)).await;
        self.nodes(reply).await
    }

    /// The nodes of an array of elements.
    pub(super) async fn nodes(&self, reply: Option<Value>) -> Vec<Node> {
        let array = reply.and_then(|r| Some(r["result"]["objectId"].as_str()?.to_owned()));
        match array {
            Some(array) => Node::all_of(self, &array).await.unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The first node of this role and name, as soon as there is one.
    pub async fn get(&self, role: &str, name: &str) -> Node {
        match wait::in_time(|| self.find(role, name)).await {
            Some(node) => node,
            None => panic!(
                "{role} {name:?} is not shown: {}",
                self.describe(role).await
            ),
        }
    }

    /// What is there instead, for a failure's message.
    async fn describe(&self, role: &str) -> String {
        let text = "[location.href, document.readyState, document.visibilityState, document.body?.innerText.slice(0, 300)]";
        let page = self.tries_to_eval(text).await;
        let nodes: Vec<_> = self
            .all(role)
            .await
            .into_iter()
            .map(|node| node.name)
            .collect();
        format!("{} {role}s {nodes:?}", page.unwrap_or_default())
    }

    /// The first node of this role and name, now.
    pub async fn find(&self, role: &str, name: &str) -> Option<Node> {
        self.all(role)
            .await
            .into_iter()
            .find(|node| node.name == name)
    }

    /// Waits until there is no such node.
    pub async fn loses(&self, role: &str, name: &str) {
        wait::until(format!("{role} {name:?} goes away"), || async {
            self.find(role, name).await.is_none().then_some(())
        })
        .await;
    }

    /// A button.
    pub async fn button(&self, name: &str) -> Node {
        self.get("button", name).await
    }

    /// The innermost comment that shows this text, as soon as there is one.
    pub async fn comment(&self, text: &str) -> Node {
        wait::until(format!("a comment with {text:?} is shown"), || {
            self.find_comment(text)
        })
        .await
    }

    /// The innermost comment that shows this text, now.
    pub async fn find_comment(&self, text: &str) -> Option<Node> {
        let innermost = format!(
            "(() => {{ {PERCEIVED} const all = perceived(document, 'article').filter((e) => \
             e.textContent.includes({text})); \
             return all.filter((e) => !all.some((inner) => inner !== e && e.contains(inner))).slice(0, 1); }})()",
            text = json!(text),
        );
        let reply = self.tries("Runtime.evaluate", held(&innermost)).await;
        self.nodes(reply).await.into_iter().next()
    }

    /// True when some element shows this text.
    pub async fn shows(&self, text: &str) -> bool {
        let expression = format!(
            "(() => {{ {PERCEIVED} return perceived(document, '*').some((e) => \
             e.textContent.includes({})); }})()",
            json!(text)
        );
        self.tries_to_eval(&expression).await == Some(Value::Bool(true))
    }

    /// Waits until some element shows this text.
    pub async fn until_shown(&self, text: &str) {
        wait::until(format!("{text:?} is shown"), || async {
            self.shows(text).await.then_some(())
        })
        .await;
    }

    /// The node that has the focus, in shadow roots too.
    pub async fn focused(&self) -> Option<Node> {
        let deepest = "(() => { let e = document.activeElement; \
                       while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; \
                       return e && e !== document.body ? [e] : []; })()";
        let reply = self.tries("Runtime.evaluate", held(deepest)).await;
        self.nodes(reply).await.into_iter().next()
    }

    /// Holds no element any more, so that those that are gone from the page can
    /// be collected.
    pub async fn lets_go(&self) {
        self.call(
            "Runtime.releaseObjectGroup",
            json!({ "objectGroup": NODES }),
        )
        .await;
    }

    /// True when the window was closed.
    pub fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    /// Waits until the window was closed.
    pub async fn until_gone(&self) {
        wait::until("the window closes", || async {
            self.is_gone().then_some(())
        })
        .await;
    }

    /// Closes the window.
    pub async fn closes(&self) {
        self.tries("Page.close", json!({})).await;
        self.until_gone().await;
    }
}

/// An expression whose elements are held until [`Tab::lets_go`].
fn held(expression: &str) -> Value {
    json!({ "expression": expression, "objectGroup": NODES })
}

/// Which elements may have a role: asking each for its role takes time.
pub(super) fn candidates(role: &str) -> &'static str {
    match role {
        "article" => "article, [role=article]",
        "button" => "button, summary, input, [role=button]",
        "dialog" => "dialog, [role=dialog]",
        "heading" => "h1, h2, h3, h4, h5, h6, [role=heading]",
        "link" => "a, [role=link]",
        "radio" => "input, [role=radio]",
        "region" => "section, [role=region]",
        "tab" => "[role=tab]",
        "textbox" => "input, textarea, [role=textbox]",
        _ => "*",
    }
}

fn evaluation(expression: &str) -> Value {
    json!({ "expression": expression, "awaitPromise": true, "returnByValue": true })
}
