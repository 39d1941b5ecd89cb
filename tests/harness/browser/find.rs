//! Finding things in a tab as a person would: by role and name, by text, by
//! where the focus is.

use super::node::Node;
use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};

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
    pub(super) async fn describe(&self, role: &str) -> String {
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

    /// The node that has the focus, as soon as it is one of this role.
    pub async fn until_focused(&self, role: &str) -> Node {
        wait::until(format!("the focus is on a {role}"), || async {
            self.focused().await.filter(|node| node.role == role)
        })
        .await
    }

    /// The node that has the focus, in shadow roots too.
    pub async fn focused(&self) -> Option<Node> {
        let deepest = "(() => { let e = document.activeElement; \
                       while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; \
                       return e && e !== document.body ? [e] : []; })()";
        let reply = self.tries("Runtime.evaluate", held(deepest)).await;
        self.nodes(reply).await.into_iter().next()
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
