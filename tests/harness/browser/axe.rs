//! axe-core over what is on the screen.

use super::tab::Tab;
use serde_json::{Value, json};

/// Rules that are not held, each with its reason.
const NOT_HELD: &[(&str, &str)] = &[(
    "landmark-unique",
    "best practice, no WCAG criterion: two threads on one page are both the region Comments",
)];

impl Tab {
    /// Fails on every violation of WCAG 2.2 A and AA and of axe's best
    /// practices, shadow roots included.
    pub async fn is_accessible(&self, state: &str) {
        let before = self.page_log.faults().len();
        let violations = self.violations().await;
        // axe itself sets styles, which strict pages refuse.
        self.page_log.forget(before, "Applying inline style");
        assert!(
            violations.is_empty(),
            "{state}:\n  {}",
            violations.join("\n  ")
        );
    }

    async fn violations(&self) -> Vec<String> {
        let script = std::fs::read_to_string(crate::world::axe_script()).expect("axe-core");
        let rules: serde_json::Map<_, _> = NOT_HELD
            .iter()
            .map(|(rule, _)| ((*rule).to_owned(), json!({ "enabled": false })))
            .collect();
        // A world of its own: the page's policies and names are not touched.
        let run = format!(
            "(async () => {{ if (typeof axe !== 'object') {{ {script} }} \
             return (await axe.run(document, {{ resultTypes: ['violations'], rules: {} }})).violations; }})()",
            Value::Object(rules)
        );
        let violations = match self.window().evaluates_apart(&run).await {
            Some(Ok(Value::Array(violations))) => violations,
            other => panic!("axe: {other:?}"),
        };
        violations.iter().flat_map(describe).collect()
    }
}

fn describe(violation: &Value) -> Vec<String> {
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    let line = |node: &Value| {
        let summary = node["failureSummary"]
            .as_str()
            .unwrap_or_default()
            .replace('\n', " ");
        format!(
            "{}: {}: {summary}",
            violation["id"].as_str().unwrap_or_default(),
            node["target"]
        )
    };
    nodes.map(line).collect()
}
