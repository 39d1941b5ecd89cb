//! Headers that bound what a browser does with an answer.

use crate::config::Config;
use crate::routes::Kind;
use std::rc::Rc;
use worker::Headers;

/// For what is no page: opened as one, it does nothing and shows nowhere else.
/// Who fetches it, or loads it as a script or style, is not bound by this.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// A year. Other hosts of the same domain are not ours to bind.
const HTTPS_ONLY: &str = "max-age=31536000";

/// Adds to an answer what every answer of its kind has; `failed` where it is a
/// problem. Pages bring their own policies.
///
/// # Errors
/// When the platform refuses a header.
pub fn harden(
    headers: &mut Headers,
    kind: Kind,
    failed: bool,
    config: Option<&Rc<Config>>,
) -> worker::Result<()> {
    headers.set("x-content-type-options", "nosniff")?;
    // The sign-in window may show it: its opener must not take it for closed.
    if kind == Kind::Popup && failed {
        headers.delete("cross-origin-opener-policy")?;
    }
    if !headers.has("content-security-policy")? {
        headers.set("content-security-policy", NO_PAGE)?;
    }
    if !headers.has("cross-origin-resource-policy")? {
        let readers = if kind.is_page() {
            "same-site"
        } else {
            "cross-origin"
        };
        headers.set("cross-origin-resource-policy", readers)?;
    }
    if config.is_some_and(|config| config.deployment.public_url.starts_with("https:")) {
        headers.set("strict-transport-security", HTTPS_ONLY)?;
    }
    Ok(())
}
