//! Request bodies, bounded before they are parsed.

use super::RequestContext;
use crate::error::{HttpError, Result};
use crate::platform::{BodyPieces, BrokenBody, whole_body};
use bedside_domain::limits::REQUEST_BYTES;
use bedside_domain::{DomainError, ErrorCode};
use bedside_http::media_type;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// The body as JSON.
///
/// # Errors
/// `media_type`, `body_too_large`, `not_utf8` or `not_json`.
pub async fn json<T: DeserializeOwned>(ctx: &mut RequestContext) -> Result<(T, String)> {
    json_within(ctx, REQUEST_BYTES).await
}

/// The body as JSON of at most `limit` bytes, and as it came.
///
/// # Errors
/// As [`json`].
pub async fn json_within<T: DeserializeOwned>(
    ctx: &mut RequestContext,
    limit: usize,
) -> Result<(T, String)> {
    let text = text(ctx, "application/json", limit).await?;
    let value = serde_json::from_str(&text).map_err(|_| DomainError::new(ErrorCode::NotJson))?;
    Ok((value, text))
}

/// The fields of a form.
///
/// # Errors
/// `media_type`, `body_too_large` or `not_utf8`.
pub async fn form(ctx: &mut RequestContext) -> Result<Form> {
    let text = text(ctx, "application/x-www-form-urlencoded", REQUEST_BYTES).await?;
    Ok(Form(
        url::form_urlencoded::parse(text.as_bytes())
            .into_owned()
            .collect(),
    ))
}

/// The fields of a form that only our own pages may send.
///
/// # Errors
/// `form_not_ours`, or as [`form`].
pub async fn own_form(ctx: &mut RequestContext) -> Result<Form> {
    check_own(ctx)?;
    form(ctx).await
}

/// Refuses what another site's page sent. Browsers say where a request comes
/// from (Fetch Metadata); older ones send the `Origin` of a form.
///
/// # Errors
/// `form_not_ours`.
pub fn check_own(ctx: &RequestContext) -> Result<()> {
    let is_own = match ctx.head.header("sec-fetch-site").as_str() {
        "" => ctx.head.header("origin") == ctx.config.deployment.public_url,
        site => site == "same-origin",
    };
    if is_own {
        Ok(())
    } else {
        Err(ErrorCode::FormNotOurs.into())
    }
}

/// A form's fields.
pub struct Form(HashMap<String, String>);

impl Form {
    /// A field's value; nothing when it is not there or empty.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }

    /// A field's value; empty when it is not there.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }
}

async fn text(ctx: &mut RequestContext, expected: &str, limit: usize) -> Result<String> {
    if !media_type::is(&ctx.head.header("content-type"), expected) {
        return Err(ErrorCode::MediaType.into());
    }
    let bytes = bytes(ctx, limit).await?;
    String::from_utf8(bytes).map_err(|_| ErrorCode::NotUtf8.into())
}

/// Bytes that are read beyond the limit and thrown away: a browser that is
/// still sending when the connection closes is told of a broken connection and
/// never of the limit.
const PATIENCE: usize = 1024 * 1024;

/// The body, of at most `limit` bytes.
async fn bytes(ctx: &RequestContext, limit: usize) -> Result<Vec<u8>> {
    // A body is never longer than its `Content-Length` (RFC 9112, 6.3), and in
    // one piece it is there sooner.
    let length = ctx.head.header("content-length").parse::<usize>();
    if length.is_ok_and(|length| length <= limit) {
        let whole = whole_body(&ctx.request).await?;
        return Ok(whole.to_vec());
    }
    bytes_in_pieces(ctx, limit).await
}

impl From<BrokenBody> for HttpError {
    fn from(_: BrokenBody) -> Self {
        HttpError::Internal("the body broke off".into())
    }
}

/// Reads the body in pieces and keeps no more than the limit.
async fn bytes_in_pieces(ctx: &RequestContext, limit: usize) -> Result<Vec<u8>> {
    let pieces = BodyPieces::of(&ctx.request);
    let mut bytes = Vec::new();
    let mut seen = 0;
    loop {
        let piece = pieces.next().await?;
        if piece.is_none() && seen <= limit {
            return Ok(bytes);
        }
        let Some(piece) = piece.filter(|_| seen <= limit + PATIENCE) else {
            pieces.cancel();
            return Err(DomainError {
                limit: Some(limit as u64),
                ..ErrorCode::BodyTooLarge.into()
            }
            .into());
        };
        seen += piece.len();
        if seen <= limit {
            bytes.extend(piece.to_vec());
        }
    }
}
