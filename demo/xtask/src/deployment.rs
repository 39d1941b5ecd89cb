//! The demo's deployment: `demo/site/deployment.json` with this start's
//! addresses in place of `{{PAGES}}`, `{{WORKER}}`, `{{WORKER_WS}}` (the worker
//! as a WebSocket's address, for content policies) and `{{PROVIDER}}`.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// The public addresses of one start, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// The host pages.
    pub pages: String,
    /// The worker.
    pub worker: String,
    /// The OpenID provider.
    pub provider: String,
}

impl Addresses {
    /// Addresses on this machine. Pages are on another host than the worker,
    /// as real sites are.
    pub fn local(pages: u16, worker: u16, provider: u16) -> Self {
        Self {
            pages: format!("http://localhost:{pages}"),
            worker: format!("http://127.0.0.1:{worker}"),
            provider: format!("http://127.0.0.1:{provider}"),
        }
    }

    /// Puts the addresses in place of their names.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{{PAGES}}", &self.pages)
            .replace("{{WORKER}}", &self.worker)
            .replace("{{WORKER_WS}}", &self.worker.replacen("http", "ws", 1))
            .replace("{{PROVIDER}}", &self.provider)
    }

    /// Puts the addresses in place of their names, everywhere in a value.
    pub fn fill_value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.fill(text)),
            Value::Array(items) => items.iter().map(|item| self.fill_value(item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, field)| (name.clone(), self.fill_value(field)))
                .collect(),
            other => other.clone(),
        }
    }
}

/// Reads a deployment file, its placeholders still in it.
pub fn read(file: &Path) -> Result<Value> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
}

/// Raises all limits on how often, for programs that do what people take days
/// for.
pub fn raise_limits(deployment: &mut Value) {
    let wide = json!({ "burst": 1_000_000, "per_minute": 1_000_000 });
    let of_networks = [
        "requests",
        "searches",
        "counts",
        "sockets",
        "exchanges",
        "guesses",
        "operator",
        "sign_ins",
    ];
    let of_accounts = ["signed_in", "decisions", "settings"];
    let of_both = [
        "comments",
        "edits",
        "votes",
        "names",
        "reply_feeds",
        "reports",
    ];
    let mut limits = json!({ "waiting": 1_000_000, "open_sign_ins": 1_000_000 });
    for name in of_networks.iter().chain(&of_both) {
        limits[*name]["network"] = wide.clone();
    }
    for name in of_accounts.iter().chain(&of_both) {
        limits[*name]["account"] = wide.clone();
    }
    deployment["limits"] = limits;
    deployment["live_sockets"] = 100_000.into();
}

/// `BEDSIDE_PROVIDER_SECRETS`: every provider of the demo is the same program
/// and knows the worker by one secret.
pub fn provider_secrets(deployment: &Value, client_secret: &str) -> Value {
    let providers = deployment["providers"].as_array();
    let secrets: Map<String, Value> = providers
        .into_iter()
        .flatten()
        .filter_map(|provider| provider["id"].as_str())
        .map(|id| (id.to_owned(), Value::from(client_secret)))
        .collect();
    Value::Object(secrets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fill_every_string() {
        let addresses = Addresses::local(1, 2, 3);
        let filled = addresses.fill_value(&json!({
            "public_url": "{{WORKER}}",
            "providers": [{ "issuer": "{{PROVIDER}}/x" }],
            "sites": { "a": { "origins": ["{{PAGES}}"], "n": 1 } },
            "csp": "{{WORKER_WS}}",
        }));
        assert_eq!(filled["csp"], "ws://127.0.0.1:2");
        assert_eq!(filled["public_url"], "http://127.0.0.1:2");
        assert_eq!(filled["providers"][0]["issuer"], "http://127.0.0.1:3/x");
        assert_eq!(filled["sites"]["a"]["origins"][0], "http://localhost:1");
        assert_eq!(filled["sites"]["a"]["n"], 1);
    }

    #[test]
    fn each_provider_has_a_secret() {
        let deployment = json!({ "providers": [{ "id": "demo" }, { "id": "github" }] });
        let secrets = provider_secrets(&deployment, "s");
        assert_eq!(secrets, json!({ "demo": "s", "github": "s" }));
        assert_eq!(provider_secrets(&json!({}), "s"), json!({}));
    }
}
