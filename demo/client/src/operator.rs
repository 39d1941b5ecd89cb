//! The routes that the operator token opens.

use crate::Response;
use crate::http::client;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

/// The import route's limit of comments in one request.
const MOST_COMMENTS: usize = 500;

/// The operator of a running worker.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The worker's address, without a slash at the end.
    pub worker: String,
    /// The operator token.
    pub token: String,
}

/// The worker's response to an import.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Imported {
    /// Comments it did not have before.
    pub taken: u64,
    /// Comments that it had.
    pub known: u64,
}

impl Operator {
    /// Posts JSON to a route of a site.
    pub async fn posts(&self, site: &str, path: &str, sent: &Value) -> Result<Response> {
        let url = format!("{}/v1/sites/{site}{path}", self.worker);
        let request = client()
            .post(&url)
            .bearer_auth(&self.token)
            .header("idempotency-key", crate::random(16))
            .json(sent);
        let response = Response::try_to(request).await;
        response.with_context(|| format!("no response from {url}"))
    }

    /// Imports comments in as many requests as the route's limit asks for, as
    /// long as `go_on` returns true for the sum so far.
    pub async fn imports(
        &self,
        site: &str,
        page: &Value,
        comments: &mut dyn Iterator<Item = Value>,
        go_on: &mut dyn FnMut(Imported) -> bool,
    ) -> Result<Imported> {
        let mut all = Imported::default();
        loop {
            let comments: Vec<_> = comments.take(MOST_COMMENTS).collect();
            if comments.is_empty() {
                return Ok(all);
            }
            let sent = json!({ "page": page, "comments": comments });
            let imported: Imported = success(&self.posts(site, "/import", &sent).await?)?;
            all.taken += imported.taken;
            all.known += imported.known;
            if !go_on(all) {
                return Ok(all);
            }
        }
    }

    /// Makes a one-time link whose opener becomes the owner of a site.
    pub async fn owner_link(&self, site: &str) -> Result<String> {
        let response = self.posts(site, "/owner-link", &json!({})).await?;
        let link = success::<Value>(&response)?["link"]
            .as_str()
            .map(str::to_owned);
        link.context("the worker's response holds no link")
    }
}

/// Reads the body of a response that must be a success.
fn success<T: for<'de> Deserialize<'de>>(response: &Response) -> Result<T> {
    if !response.status.is_success() {
        let (request, status) = (&response.request, response.status);
        bail!("{request}: {status}: {}", response.text());
    }
    Ok(serde_json::from_slice(&response.bytes)?)
}
