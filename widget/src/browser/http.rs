//! `fetch`, as small as the widget needs it. Who sends what is decided in
//! `api`.

use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

/// No response within this long counts as none.
const TIMEOUT_MS: u32 = 15_000;

/// The part that the HTTP cache may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheMode {
    /// As the response's own headers allow: built assets.
    Default,
    /// Ask the worker, which may respond 304: what everybody sees.
    NoCache,
    /// Keep nothing: what one person sees.
    NoStore,
}

/// A request.
#[derive(Debug)]
pub struct HttpRequest<'a> {
    /// `GET`, `POST`...
    pub method: &'a str,
    /// The address.
    pub url: &'a str,
    /// Headers to add.
    pub headers: Vec<(&'static str, String)>,
    /// JSON to send.
    pub body: Option<&'a str>,
    /// The part that the HTTP cache may take.
    pub cache_mode: CacheMode,
}

/// A response.
#[derive(Debug)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

/// Nothing came back: no network, a name that does not resolve, an origin
/// that CORS refuses, silence. A browser does not tell these apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkError;

impl From<JsValue> for NetworkError {
    fn from(_: JsValue) -> Self {
        NetworkError
    }
}

/// The time during which requests make sense. Ending it aborts those under
/// way and refuses new ones.
#[derive(Clone)]
pub struct AbortScope(Rc<Option<AbortController>>);

impl Default for AbortScope {
    fn default() -> Self {
        Self(Rc::new(AbortController::new().ok()))
    }
}

impl AbortScope {
    /// Ends it.
    pub fn end(&self) {
        if let Some(controller) = &*self.0 {
            controller.abort();
        }
    }

    /// True after [`AbortScope::end`].
    pub fn is_over(&self) -> bool {
        self.0
            .as_ref()
            .as_ref()
            .is_some_and(|controller| controller.signal().aborted())
    }
}

/// Sends without cookies and without a referrer, and waits for the response.
pub async fn send(
    request: &HttpRequest<'_>,
    scope: &AbortScope,
) -> Result<HttpResponse, NetworkError> {
    if scope.is_over() {
        return Err(NetworkError);
    }
    let window = web_sys::window().ok_or(NetworkError)?;
    let controller = AbortController::new()?;
    // Both end with this request, so nothing is left on the long-lived signal.
    let _timer = Timeout::new(TIMEOUT_MS, abort(&controller));
    let _end = (*scope.0).as_ref().map(|scope| {
        super::Listener::default().on(&scope.signal(), "abort", {
            let abort = abort(&controller);
            move |_| abort()
        })
    });
    let init = init(request, &controller)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(request.url, &init))
        .await?
        .unchecked_into();
    let body = JsFuture::from(response.text()?).await?;
    Ok(HttpResponse {
        status: response.status(),
        body: body.as_string().ok_or(NetworkError)?,
    })
}

fn abort(controller: &AbortController) -> impl Fn() + 'static {
    let controller = controller.clone();
    move || controller.abort()
}

fn init(
    request: &HttpRequest<'_>,
    controller: &AbortController,
) -> Result<RequestInit, NetworkError> {
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_headers(&headers);
    if let Some(body) = request.body {
        init.set_body(&JsValue::from_str(body));
    }
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
    init.set_cache(match request.cache_mode {
        CacheMode::Default => RequestCache::Default,
        CacheMode::NoCache => RequestCache::NoCache,
        CacheMode::NoStore => RequestCache::NoStore,
    });
    init.set_signal(Some(&controller.signal()));
    Ok(init)
}
