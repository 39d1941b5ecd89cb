//! JSON lines with their time: one per request that is not served from the cache,
//! and one for each event that an operator has to know of. Nothing in them belongs
//! to a reader: no body, no token, no page address in clear, no network address.

use crate::config::Config;
use crate::platform;
use bedside_domain::hashing::base64url;
use bedside_domain::time::to_rfc3339;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::cell::Cell;

/// A request's line.
#[derive(Serialize)]
pub struct Line<'a> {
    /// When the request came (RFC 3339).
    pub at: String,
    /// The route's name, never its address.
    pub route: &'a str,
    /// The request's method.
    pub method: &'a str,
    /// The response's status.
    pub status: u16,
    /// Milliseconds as the platform's clock saw them.
    pub ms: i64,
    /// The site's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<&'a str>,
    /// An HMAC of the page's key: it tells which lines are about the same page, and
    /// no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The problem's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'a str>,
    /// The cause of an internal error, for the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<&'a str>,
    /// Cached responses since this isolate's last line. They have no line of their
    /// own: writing one costs as much as sending the response.
    #[serde(skip_serializing_if = "is_zero")]
    pub kept: u32,
}

thread_local! {
    static KEPT: Cell<u32> = const { Cell::new(0) };
}

/// Counts a response from the cache.
pub fn count_kept() {
    KEPT.set(KEPT.get().saturating_add(1));
}

/// Cached responses since the last call.
pub fn take_kept() -> u32 {
    KEPT.take()
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Line<'_> {
    /// Writes the line: to the error stream where something broke.
    pub fn write(&self) {
        let text = serde_json::to_string(self).unwrap_or_default();
        if self.cause.is_some() {
            worker::console_error!("{text}")
        } else {
            worker::console_log!("{text}")
        }
    }
}

/// Something that an operator has to know, besides requests.
#[derive(Serialize)]
struct Event<'a> {
    at: String,
    event: &'a str,
    cause: &'a str,
}

impl<'a> Event<'a> {
    fn now(event: &'a str, cause: &'a str) -> String {
        let at = to_rfc3339(platform::now());
        serde_json::to_string(&Event { at, event, cause }).unwrap_or_default()
    }
}

/// Writes that something went as it should.
pub fn note(event: &str, cause: &str) {
    worker::console_log!("{}", Event::now(event, cause));
}

/// Writes that something of ours is wrong, to the error stream.
pub fn error(event: &str, cause: &str) {
    worker::console_error!("{}", Event::now(event, cause));
}

/// Writes that something failed which may be another's fault, or pass.
pub fn warn(event: &str, cause: &str) {
    worker::console_warn!("{}", Event::now(event, cause));
}

/// Twelve characters that stand for a page in the logs.
pub fn page_hash(config: &Config, page: &str) -> String {
    let mut hash = Sha256::new();
    // The secret has a fixed length, so no page's text can shift into it; and
    // the output is cut, so it cannot be extended.
    hash.update(config.secret.expose());
    hash.update(page);
    let mut text = base64url(&hash.finalize());
    text.truncate(12);
    text
}
