//! Finding things in a tab as a person would: by role and name, by text, by
//! where the focus is.

use super::engine::Wanted;
use super::node::Node;
use super::tab::Tab;
use crate::wait;
use serde_json::{Value, json};

/// All elements below a root, those in open shadow roots too, that a person
/// can perceive. Which of them have a role and a name is asked of the engine.
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

/// Value and states of an element.
pub(super) const STATE: &str = r"
(e) => ({
  value: e.value === undefined ? '' : String(e.value),
  states: {
    disabled: e.disabled === true || e.ariaDisabled === 'true',
    invalid: e.ariaInvalid,
    expanded: e.ariaExpanded,
    checked: e.checked,
  },
})";

/// An element's role and name, guessed by the plainest of the rules that
/// browsers follow; engines that are asked for one element at a time confirm it:
/// <https://www.w3.org/TR/accname-1.2/>.
pub(super) const GUESS: &str = r"
(e) => {
  const roles = { A: 'link', ARTICLE: 'article', BUTTON: 'button', DIALOG: 'dialog', FIELDSET: 'group',
    SECTION: 'region', SELECT: 'combobox', SUMMARY: 'button', TEXTAREA: 'textbox' };
  const inputs = { button: 'button', checkbox: 'checkbox', radio: 'radio', search: 'searchbox', submit: 'button' };
  const role = e.getAttribute('role') ?? (/^H[1-6]$/.test(e.tagName) ? 'heading'
    : e.tagName === 'INPUT' ? inputs[e.type] ?? 'textbox' : roles[e.tagName] ?? '');
  const text = (n) => n.nodeType === Node.TEXT_NODE ? n.data
    : n.ariaHidden === 'true' ? '' : [...n.childNodes].map(text).join('');
  const words = (nodes) => nodes.map(text).join(' ');
  const ids = e.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labels = ids.map((id) => e.getRootNode().getElementById(id)).filter((n) => n);
  const own = e.matches('fieldset') ? [...e.querySelectorAll(':scope > legend')]
    : e.matches('input, textarea, select, article, section, dialog') ? [] : [e];
  const name = e.getAttribute('aria-label') ?? words(labels.length ? labels : e.labels?.length ? [...e.labels] : own);
  return { role, name: name.trim().replace(/\s+/g, ' ') };
}";

impl Tab {
    /// All nodes of a role, wherever they are in the page.
    pub async fn all(&self, role: &str) -> Vec<Node> {
        self.nodes(&of_role(role), None, wanted(role, None)).await
    }

    /// The nodes of an array of elements that a function makes.
    pub(super) async fn nodes(
        &self,
        function: &str,
        within: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Vec<Node> {
        let found = self.window().elements(function, within, wanted).await;
        let found = found.unwrap_or_default().into_iter();
        found.map(|found| Node::new(self, found)).collect()
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

    /// The elements that are there instead, for a failure's message.
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

    /// The first node of this role and name, now. A button or link of a
    /// comment is found by its words, too: whose comment it is follows them in its name.
    pub async fn find(&self, role: &str, name: &str) -> Option<Node> {
        self.find_within(None, role, name).await
    }

    pub(super) async fn find_within(
        &self,
        within: Option<&str>,
        role: &str,
        name: &str,
    ) -> Option<Node> {
        let (function, wanted) = (of_role(role), wanted(role, Some(name)));
        let named = self.nodes(&function, within, wanted).await;
        let first = named.into_iter().next();
        let tag = match role {
            "button" => "button",
            "link" => "a",
            _ => return first,
        };
        if first.is_some() {
            return first;
        }
        let function = format!(
            "function () {{ {PERCEIVED} return perceived(this, '{tag}[aria-label]').filter((e) => \
             e.getAttribute('aria-label').startsWith({words})).slice(0, 1); }}",
            words = json!([name, ", "].concat()),
        );
        let named = self.nodes(&function, within, Wanted::default()).await;
        named.into_iter().next()
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

    /// Waits for a comment, and asks for it where it waits behind a button: what
    /// everybody reads may be some seconds old.
    pub async fn reads(&self, text: &str) -> Node {
        wait::until(format!("{text:?} is read"), || async {
            for waiting in ["1 new comment", "2 new comments", "3 new comments"] {
                if let Some(button) = self.find("button", waiting).await {
                    button.click().await;
                }
            }
            self.find_comment(text).await
        })
        .await
    }

    /// The innermost comment that shows this text, now.
    pub async fn find_comment(&self, text: &str) -> Option<Node> {
        let innermost = format!(
            "function () {{ {PERCEIVED} const all = perceived(this, 'article').filter((e) => \
             e.textContent.includes({text})); \
             return all.filter((e) => !all.some((inner) => inner !== e && e.contains(inner))).slice(0, 1); }}",
            text = json!(text),
        );
        let nodes = self.nodes(&innermost, None, Wanted::default()).await;
        nodes.into_iter().next()
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

    /// Waits until this text can be seen without scrolling: what only screen
    /// readers are told is a pixel wide.
    pub async fn until_seen(&self, text: &str) {
        let expression = format!(
            "(() => {{ {PERCEIVED} return perceived(document, '*').some((e) => {{ \
             if (!e.textContent.includes({})) return false; \
             const r = e.getBoundingClientRect(); \
             return r.width > 20 && r.height > 10 && r.bottom > 0 && r.top < innerHeight \
                 && e.childElementCount === 0; }}); }})()",
            json!(text)
        );
        wait::until(format!("{text:?} can be seen"), || async {
            let seen = self.tries_to_eval(&expression).await;
            (seen == Some(Value::Bool(true))).then_some(())
        })
        .await;
    }

    /// Waits until no comment shows this text.
    pub async fn loses_text(&self, text: &str) {
        wait::until(format!("no comment shows {text:?}"), || async {
            self.find_comment(text).await.is_none().then_some(())
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
        let deepest = "function () { let e = this.activeElement; \
                       while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; \
                       return e && e !== this.body ? [e] : []; }";
        let nodes = self.nodes(deepest, None, Wanted::default()).await;
        nodes.into_iter().next()
    }
}

/// A function that makes an array of all elements inside `this` that may be of
/// a role.
pub(super) fn of_role(role: &str) -> String {
    let candidates = json!(candidates(role));
    format!("function () {{ {PERCEIVED} return perceived(this, {candidates}); }}")
}

/// Those of a role, and of a name if it matters.
pub(super) fn wanted<'a>(role: &'a str, name: Option<&'a str>) -> Wanted<'a> {
    Wanted {
        role: Some(role),
        name,
    }
}

/// Which elements may have a role: asking each for its role takes time.
fn candidates(role: &str) -> &'static str {
    match role {
        "article" => "article, [role=article]",
        "button" => "button, summary, input, [role=button]",
        "checkbox" => "input, [role=checkbox]",
        "combobox" => "select, input, [role=combobox]",
        "dialog" => "dialog, [role=dialog]",
        "group" => "fieldset, [role=group]",
        "heading" => "h1, h2, h3, h4, h5, h6, [role=heading]",
        "link" => "a, [role=link]",
        "radio" => "input, [role=radio]",
        "region" => "section, [role=region]",
        "searchbox" => "input, [role=searchbox]",
        "status" => "output, [role=status]",
        "tab" => "[role=tab]",
        "textbox" => "input, textarea, [role=textbox]",
        _ => "*",
    }
}
