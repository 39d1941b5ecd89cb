//! `cargo xtask owner-link`: a one-time link that makes its opener the owner.

use crate::http;
use crate::secrets::operator_token;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::path::Path;

/// Asks a running worker for the link of a site. The operator token
/// comes from `BEDSIDE_OPERATOR_TOKEN`, or from the data directory of the demo.
pub fn owner_link(worker: &str, site: &str, data: &Path) -> Result<String> {
    let worker = worker.trim_end_matches('/');
    let url = format!("{worker}/v1/sites/{site}/owner-link");
    let answer = http::post_as_operator(&url, &operator_token(data)?, &json!({}))?;
    if !answer.ok() {
        bail!("{url} answered {}: {}", answer.status, answer.body);
    }
    let link = answer.json()?["link"].as_str().map(str::to_owned);
    link.context("the worker's answer holds no link")
}
