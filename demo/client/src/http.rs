//! Requests as a browser on a host page would send them, and their answers.

use crate::provider::attribute;
use bedside_wire::{Problem, ProblemCode};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use std::sync::OnceLock;
use url::Url;

/// A client that follows no redirect by itself, keeps cookies, as the provider
/// needs them, and takes bodies as they are: without the header any encoding
/// would be right (RFC 9110, 12.5.3), and `wrangler dev` chooses one.
pub fn client() -> Client {
    let plain = header("accept-encoding", "identity");
    let builder = Client::builder()
        .default_headers(HeaderMap::from_iter([plain]))
        .redirect(Policy::none())
        .cookie_store(true)
        .no_proxy();
    builder.build().expect("an HTTP client")
}

/// Looks at each answer; set once.
static INSPECTOR: OnceLock<fn(&Response)> = OnceLock::new();

/// Has each answer of this process looked at, by the first inspector that is given.
pub fn inspect(inspector: fn(&Response)) {
    INSPECTOR.get_or_init(|| inspector);
}

/// A request's answer, read to its end.
#[derive(Debug, Clone)]
pub struct Response {
    /// Method and address, for messages.
    pub request: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
    /// The address it came from.
    pub url: Url,
}

impl Response {
    /// Sends `request`; fails the test when the connection does.
    pub async fn to(request: RequestBuilder) -> Self {
        Self::try_to(request)
            .await
            .unwrap_or_else(|e| panic!("no answer: {e:?}"))
    }

    /// Sends `request`, for tests in which the server may be gone.
    pub async fn try_to(request: RequestBuilder) -> reqwest::Result<Self> {
        let (client, request) = request.build_split();
        let sent = request?;
        let request = format!("{} {}", sent.method(), sent.url());
        let response = client.execute(sent).await?;
        let (status, headers, url) = (
            response.status(),
            response.headers().clone(),
            response.url().clone(),
        );
        let bytes = response.bytes().await?.to_vec();
        let response = Self {
            request,
            status,
            headers,
            bytes,
            url,
        };
        if let Some(inspector) = INSPECTOR.get() {
            inspector(&response);
        }
        Ok(response)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header's value, or "".
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// The same answer, when its status is `status`.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}: {}",
            self.request,
            self.text()
        );
        self
    }

    /// The body as JSON of a successful answer.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(
            self.status.is_success(),
            "{}: {} {}",
            self.request,
            self.status,
            self.text()
        );
        assert!(
            self.header("content-type").starts_with("application/json"),
            "{}: {:?}",
            self.request,
            self.headers
        );
        self.parse()
    }

    /// The problem this answer must be; its form is checked as well.
    #[track_caller]
    pub fn problem(&self) -> Problem {
        assert!(
            self.header("content-type")
                .starts_with("application/problem+json"),
            "no problem: {}: {} {}",
            self.request,
            self.status,
            self.text()
        );
        let problem: Problem = self.parse();
        assert_eq!(
            problem.status,
            self.status.as_u16(),
            "{}: status and body differ",
            self.request
        );
        assert_eq!(
            problem.status,
            problem.code.status(),
            "{}: status of {:?}",
            self.request,
            problem.code
        );
        assert!(
            problem.title.ends_with(['.', '?', '!']),
            "{}: {:?} is no sentence",
            self.request,
            problem.title
        );
        problem
    }

    /// Fails unless the answer is this problem.
    #[track_caller]
    pub fn refused(&self, code: ProblemCode) -> Problem {
        let problem = self.problem();
        assert_eq!(problem.code, code, "{}: {}", self.request, self.text());
        problem
    }

    /// Fails unless the answer is a page that tells a person of a problem.
    #[track_caller]
    pub fn problem_page(&self, status: u16) {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}: {}",
            self.request,
            self.text()
        );
        let text = self.text();
        assert!(
            self.header("content-type").starts_with("text/html"),
            "{}: no page: {text}",
            self.request
        );
        assert!(
            text.contains("<h1") || text.contains("<main"),
            "{}: nothing for a person: {text}",
            self.request
        );
    }

    /// The target of a redirect.
    #[track_caller]
    pub fn location(&self) -> Url {
        assert!(
            self.status.is_redirection(),
            "no redirect: {}: {} {}",
            self.request,
            self.status,
            self.text()
        );
        let target = self.header("location");
        self.url
            .join(target)
            .unwrap_or_else(|e| panic!("{}: {target:?}: {e}", self.request))
    }

    /// The address that a page of ours leads on to by itself.
    #[track_caller]
    pub fn onward(&self) -> Url {
        let text = self.text();
        let mut tags = text.split("<meta");
        let refresh = tags.find(|tag| tag.contains("http-equiv=\"refresh\""));
        let content = refresh.and_then(|tag| attribute(tag, "content"));
        let target = content.as_deref().and_then(|c| c.split_once("url="));
        let (_, target) =
            target.unwrap_or_else(|| panic!("{}: {} {text}", self.request, self.status));
        target
            .parse()
            .unwrap_or_else(|e| panic!("{}: {target:?}: {e}", self.request))
    }

    #[track_caller]
    fn parse<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|e| panic!("{}: {e}: {}", self.request, self.text()))
    }
}

/// A header's name and value from text.
pub fn header(name: &str, value: &str) -> (HeaderName, HeaderValue) {
    let name = name.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
    (
        name,
        value.parse().unwrap_or_else(|e| panic!("{value}: {e}")),
    )
}

/// A method from text.
pub fn method(name: &str) -> Method {
    name.parse().unwrap_or_else(|e| panic!("{name}: {e}"))
}
