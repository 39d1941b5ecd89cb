//! Answers that are whole pages of the worker's own host.

use crate::assets;
use crate::error::{self, HttpError, Result};
use bedside_i18n::Texts;
use bedside_widget::ssr::{MessageKind, MessagePage, message};
use worker::{Env, Response, ResponseBuilder};

/// No script, style, connection or form's target but our own; nothing may frame
/// it. The picture is the empty icon that the pages name, lest browsers ask for
/// one.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      form-action 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/// Features that none of our pages uses: nothing that it loads may use them either.
const NOT_USED: &str = "camera=(), display-capture=(), fullscreen=(), geolocation=(), \
                        microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), \
                        xr-spatial-tracking=()";

/// A page's headers.
///
/// # Errors
/// When the platform refuses one.
pub fn builder(status: u16) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_status(status)
        .with_header("content-type", "text/html; charset=utf-8")?
        .with_header("content-security-policy", POLICY)?
        .with_header("cross-origin-opener-policy", "same-origin")?
        .with_header("cross-origin-resource-policy", "same-site")?
        .with_header("permissions-policy", NOT_USED)?
        // Forms of these pages are told apart from other sites' by their
        // Origin, which `no-referrer` would hide.
        .with_header("referrer-policy", "same-origin")?
        .with_header("x-content-type-options", "nosniff")
}

/// A private page.
///
/// # Errors
/// When it cannot be built.
pub fn html(status: u16, html: String) -> Result<Response> {
    Ok(builder(status)?
        .with_header("cache-control", "no-store")?
        .fixed(html.into_bytes()))
}

/// A private page without forms: what it fetches, and where it leads, is not told
/// its address, in which a provider may have put its code.
///
/// # Errors
/// When it cannot be built.
pub fn without_forms(status: u16, html: String) -> Result<Response> {
    let mut response = self::html(status, html)?;
    response
        .headers_mut()
        .set("referrer-policy", "no-referrer")?;
    Ok(response)
}

/// A page without the opener policy where it is in the sign-in window, as that
/// answers the page that opened it.
///
/// # Errors
/// When the platform refuses that.
pub fn keep_opener(mut response: Response, in_popup: bool) -> Result<Response> {
    if in_popup {
        let headers = response.headers_mut();
        headers.delete("cross-origin-opener-policy")?;
    }
    Ok(response)
}

/// On to another address of our own: Chromium holds also what a form's answer
/// redirects to against `form-action`. The next request is a `GET`.
///
/// # Errors
/// When it cannot be built.
pub fn go(address: &str) -> Result<Response> {
    Ok(ResponseBuilder::new()
        .with_status(303)
        .with_header("location", address)?
        .with_header("cache-control", "no-store")?
        .with_header("referrer-policy", "no-referrer")?
        .empty())
}

/// A page that says what went wrong and what to do.
///
/// # Errors
/// When the platform cannot build an answer at all.
pub async fn failed(env: &Env, texts: &Texts, failure: HttpError) -> worker::Result<Response> {
    let problem = error::worded(failure, texts);
    let status = problem.status;
    let page = MessagePage {
        texts: texts.clone(),
        build: assets::build(env).await.unwrap_or_default(),
        kind: MessageKind::Bad,
        title: texts.get("error_title"),
        text: problem.title.clone().into(),
        link: None,
    };
    let mut response = error::with_retry_after(builder(status)?, &problem)?
        .with_header("cache-control", "no-store")?
        .fixed(message(&page).await.into_bytes());
    response
        .headers_mut()
        .set("referrer-policy", "no-referrer")?;
    Ok(response)
}
