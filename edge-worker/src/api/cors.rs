//! Which origins may read what (the Fetch standard's CORS protocol). There
//! are no credentials in it: a session is a header that the widget sets.

use super::request::{RequestContext, RequestHead};
use crate::error::Result;
use crate::routes::Kind;
use bedside_domain::ErrorCode;
use worker::{Headers, Response, ResponseBuilder};

/// Holds the request's origin against the site's. A request without one comes
/// from no page, and a page of the worker's own host is ours.
///
/// # Errors
/// `origin_not_allowed`.
pub fn check(ctx: &RequestContext) -> Result<()> {
    let origin = ctx.head.header("origin");
    if origin.is_empty() || origin == ctx.config.deployment.public_url || ctx.site_id().is_empty() {
        return Ok(());
    }
    if ctx.site()?.origins.contains(&origin) {
        Ok(())
    } else {
        Err(ErrorCode::OriginNotAllowed.into())
    }
}

/// Answers a preflight. The origin is checked by then.
///
/// # Errors
/// When the platform refuses a header.
pub fn preflight(kind: Kind) -> Result<Response> {
    if kind.is_page() {
        return Err(ErrorCode::MethodNotAllowed.into());
    }
    Ok(ResponseBuilder::new()
        .with_status(204)
        .with_header(
            "access-control-allow-methods",
            "GET, POST, PATCH, PUT, DELETE",
        )?
        .with_header(
            "access-control-allow-headers",
            "authorization, content-type, dpop, idempotency-key",
        )?
        .with_header("access-control-max-age", "7200")?
        .empty())
}

/// Lets the page that asked read the answer. A problem may be read by any
/// page, so that a site owner sees why an origin was refused. Caches are told
/// also where nobody said an origin: what they keep must not be given to a page.
///
/// # Errors
/// When the platform refuses a header.
pub fn allow(headers: &mut Headers, head: &RequestHead, failed: bool) -> worker::Result<()> {
    headers.append("vary", "origin")?;
    let origin = head.header("origin");
    if origin.is_empty() {
        return Ok(());
    }
    headers.set(
        "access-control-allow-origin",
        if failed { "*" } else { &origin },
    )?;
    headers.set(
        "access-control-expose-headers",
        "etag, idempotency-replayed, retry-after",
    )
}
