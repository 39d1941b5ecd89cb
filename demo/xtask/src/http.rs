//! The few HTTP calls that tooling makes.

use anyhow::{Context, Result};
use serde_json::Value;
use std::time::Duration;

/// Time limit of one request; an import of 500 comments is the longest.
const PATIENCE: Duration = Duration::from_secs(60);
/// Time limit of one probe: a service that is just starting may take a
/// connection and never answer it.
const PROBE_PATIENCE: Duration = Duration::from_secs(1);

/// A status with a body.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// Returns true for a status of success.
    pub fn ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.body).context("the answer is no JSON")
    }
}

fn agent(patience: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .build()
        .into()
}

/// GET without credentials.
pub fn get(url: &str) -> Result<Answer> {
    let response = agent(PATIENCE).get(url).call();
    read(url, response)
}

/// GET of something that may not run yet.
pub fn probe(url: &str) -> Result<Answer> {
    let response = agent(PROBE_PATIENCE).get(url).call();
    read(url, response)
}

/// POST of JSON to one of the worker's operator routes.
pub fn post_as_operator(url: &str, token: &str, body: &Value) -> Result<Answer> {
    let response = agent(PATIENCE)
        .post(url)
        .header("Authorization", &format!("Bearer {token}"))
        .header("Idempotency-Key", &crate::secrets::random_hex(16)?)
        .send_json(body);
    read(url, response)
}

fn read(
    url: &str,
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Answer> {
    let mut response = response.with_context(|| format!("no answer from {url}"))?;
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .with_config()
        .limit(64 * 1024 * 1024)
        .read_to_string()
        .with_context(|| format!("cannot read the answer of {url}"))?;
    Ok(Answer { status, body })
}
