//! HTTP for the OAuth libraries, by the platform's fetch.

use crate::platform::{request_body, timeout};
use bedside_domain::deployment::is_private;
use bedside_domain::limits::PROVIDER_MS;
use openidconnect::{HttpRequest, HttpResponse};
use std::fmt;
use worker::{Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response};

/// The longest response of a provider that is read, in bytes.
const ANSWER_BYTES: usize = 512 * 1024;

/// A provider did not respond, or too late, or with too much.
#[derive(Debug)]
pub struct Unavailable(String);

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unavailable {}

impl From<worker::Error> for Unavailable {
    fn from(error: worker::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<http::Error> for Unavailable {
    fn from(error: http::Error) -> Self {
        Self(error.to_string())
    }
}

/// Sends one request. Redirects are not followed: a provider's endpoints are
/// where its metadata says, and following would let it aim us elsewhere.
///
/// # Errors
/// [`Unavailable`], also when the provider says that it is broken.
pub async fn send(request: HttpRequest) -> Result<HttpResponse, Unavailable> {
    let (parts, body) = request.into_parts();
    // A provider's own document says where its tokens and keys are.
    if !is_private(&parts.uri.to_string()) {
        return Err(Unavailable("its address is not https".into()));
    }
    let headers = Headers::new();
    for (name, value) in &parts.headers {
        headers.set(name.as_str(), value.to_str().unwrap_or_default())?;
    }
    // GitHub's API refuses requests without one.
    headers.set("user-agent", "Bedside")?;
    let mut init = RequestInit::new();
    init.with_method(Method::from(parts.method.as_str().to_owned()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !body.is_empty() {
        init.with_body(Some(request_body(&body)));
    }
    let request = Request::new_with_init(&parts.uri.to_string(), &init)?;
    let signal = timeout(PROVIDER_MS);
    let response = Fetch::Request(request).send_with_signal(&signal).await?;
    read(response).await
}

async fn read(mut response: Response) -> Result<HttpResponse, Unavailable> {
    if response.status_code() >= 500 {
        let status = response.status_code();
        return Err(Unavailable(format!("it answered {status}")));
    }
    let mut builder = http::Response::builder().status(response.status_code());
    for (name, value) in response.headers() {
        builder = builder.header(name, value);
    }
    let body = response.bytes().await?;
    if body.len() > ANSWER_BYTES {
        return Err(Unavailable("the answer is too long".into()));
    }
    Ok(builder.body(body)?)
}
