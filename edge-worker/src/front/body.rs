//! Request bodies, bounded before they are parsed.

use super::Call;
use crate::error::{Failure, Outcome};
use bedside_domain::DomainError;
use bedside_domain::limits::REQUEST_BYTES;
use bedside_wire::ProblemCode;
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// The body as JSON.
///
/// # Errors
/// `media_type`, `body_too_large`, `not_utf8` or `not_json`.
pub async fn json<T: DeserializeOwned>(call: &mut Call) -> Outcome<(T, String)> {
    json_within(call, REQUEST_BYTES).await
}

/// The body as JSON of at most `limit` bytes, and as it came.
///
/// # Errors
/// As [`json`].
pub async fn json_within<T: DeserializeOwned>(
    call: &mut Call,
    limit: usize,
) -> Outcome<(T, String)> {
    let text = text(call, "application/json", limit).await?;
    let value = serde_json::from_str(&text).map_err(|_| DomainError::new(ProblemCode::NotJson))?;
    Ok((value, text))
}

/// The fields of a form.
///
/// # Errors
/// `media_type`, `body_too_large` or `not_utf8`.
pub async fn form(call: &mut Call) -> Outcome<Form> {
    let text = text(call, "application/x-www-form-urlencoded", REQUEST_BYTES).await?;
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
pub async fn own_form(call: &mut Call) -> Outcome<Form> {
    check_own(call)?;
    form(call).await
}

/// Refuses what another site's page sent. Browsers say where a request comes
/// from (Fetch Metadata); older ones send the `Origin` of a form.
///
/// # Errors
/// `form_not_ours`.
pub fn check_own(call: &Call) -> Outcome<()> {
    let is_own = match call.asked.header("sec-fetch-site").as_str() {
        "" => call.asked.header("origin") == call.config.deployment.public_url,
        site => site == "same-origin",
    };
    if is_own {
        Ok(())
    } else {
        Err(ProblemCode::FormNotOurs.into())
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

async fn text(call: &mut Call, media_type: &str, limit: usize) -> Outcome<String> {
    let sent = call.asked.header("content-type");
    let essence = sent.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(media_type) {
        return Err(ProblemCode::MediaType.into());
    }
    let bytes = bytes(call, limit).await?;
    String::from_utf8(bytes).map_err(|_| ProblemCode::NotUtf8.into())
}

/// What is read beyond the limit and thrown away, in bytes: a browser that is
/// still sending when the connection closes is told of a broken connection and
/// never of the limit.
const PATIENCE: usize = 1024 * 1024;

/// The body, of at most `limit` bytes.
async fn bytes(call: &mut Call, limit: usize) -> Outcome<Vec<u8>> {
    // A body is never longer than its `Content-Length` (RFC 9112, 6.3), and in
    // one piece it is there sooner.
    let length = call.asked.header("content-length").parse::<usize>();
    if length.is_ok_and(|length| length <= limit) {
        let read = call.request.inner().array_buffer();
        let read = read.map_err(|_| broke_off())?;
        let whole = JsFuture::from(read).await.map_err(|_| broke_off())?;
        return Ok(Uint8Array::new(&whole).to_vec());
    }
    bytes_in_pieces(call, limit).await
}

fn broke_off() -> Failure {
    Failure::Broken("the body broke off".into())
}

/// Reads the body in pieces and keeps no more than the limit.
async fn bytes_in_pieces(call: &mut Call, limit: usize) -> Outcome<Vec<u8>> {
    let Some(stream) = call.request.inner().body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    let mut seen = 0;
    loop {
        let piece = JsFuture::from(reader.read())
            .await
            .map_err(|_| broke_off())?;
        let get = |name: &str| js_sys::Reflect::get(&piece, &name.into()).unwrap_or_default();
        let done = get("done").is_truthy();
        if done && seen <= limit {
            return Ok(bytes);
        }
        if done || seen > limit + PATIENCE {
            let _ = reader.cancel();
            return Err(DomainError {
                limit: Some(limit as u64),
                ..ProblemCode::BodyTooLarge.into()
            }
            .into());
        }
        let piece = Uint8Array::new(&get("value"));
        seen += piece.length() as usize;
        if seen <= limit {
            bytes.extend(piece.to_vec());
        }
    }
}
