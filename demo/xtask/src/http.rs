//! The few HTTP calls that tooling makes.

use anyhow::{Context, Result};
use std::time::Duration;

/// Time limit of one request.
const PATIENCE: Duration = Duration::from_secs(60);
/// Time limit of one probe: a service that is just starting may take a
/// connection and never answer it.
const PROBE_PATIENCE: Duration = Duration::from_secs(1);

/// A status with a body.
#[derive(Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// Returns true for a status of success.
    pub fn ok(&self) -> bool {
        (200..300).contains(&self.status)
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
pub fn get(url: &str) -> Result<Response> {
    let response = agent(PATIENCE).get(url).call();
    read(url, response)
}

/// GET of something that may not run yet.
pub fn probe(url: &str) -> Result<Response> {
    let response = agent(PROBE_PATIENCE).get(url).call();
    read(url, response)
}

fn read(
    url: &str,
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Response> {
    let mut response = response.with_context(|| format!("no response from {url}"))?;
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .with_config()
        .limit(64 * 1024 * 1024)
        .read_to_string()
        .with_context(|| format!("cannot read the response of {url}"))?;
    Ok(Response { status, body })
}
