//! A request before the `worker` crate wraps it. Its wrapper parses the address
//! and copies the headers, which a response from the cache does without, and it
//! tells neither Cloudflare's `cf` as bare workerd sets it nor a method that it
//! does not know. Not measured again.

use js_sys::Reflect;
use worker::Request;

/// A request as the platform gave it.
pub struct RawRequest(web_sys::Request);

impl From<web_sys::Request> for RawRequest {
    fn from(request: web_sys::Request) -> Self {
        Self(request)
    }
}

impl From<&Request> for RawRequest {
    fn from(request: &Request) -> Self {
        // A handle of its own; the method of that name copies the body too.
        Self(Clone::clone(request.inner()))
    }
}

impl From<RawRequest> for Request {
    fn from(request: RawRequest) -> Self {
        request.0.into()
    }
}

/// The other end of a request's connection.
pub struct Connection {
    /// Its address and port, which bare workerd tells in `cf.clientIp`.
    pub peer: Option<String>,
    /// True where Cloudflare's network took the connection: it names the data centre
    /// in `cf.colo`. Bare workerd makes `cf` itself, of the peer alone; no header
    /// of a client's gets into it.
    pub is_cloudflare: bool,
}

impl RawRequest {
    /// Its address.
    pub fn url(&self) -> String {
        self.0.url()
    }

    /// Its method.
    pub fn method(&self) -> String {
        self.0.method()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<String> {
        self.0.headers().get(name).ok().flatten()
    }

    /// The encodings that the client takes. Cloudflare's network asks in the
    /// client's place for all that it knows, and keeps the client's own words in
    /// `cf.clientAcceptEncoding`; browsers, whose list is longer, are left as they
    /// are, so that nothing more need be looked up for them.
    pub fn encodings(&self) -> String {
        let asked = self.header("accept-encoding").unwrap_or_default();
        if !asked.contains("br") || asked.contains("deflate") {
            return asked;
        }
        self.cf("clientAcceptEncoding").unwrap_or(asked)
    }

    /// Reads what the platform tells of the request's connection.
    pub fn connection(&self) -> Connection {
        let peer = self.cf("clientIp");
        Connection {
            is_cloudflare: peer.is_none() && self.cf("colo").is_some(),
            peer,
        }
    }

    fn cf(&self, name: &str) -> Option<String> {
        let cf = Reflect::get(&self.0, &"cf".into()).ok()?;
        Reflect::get(&cf, &name.into()).ok()?.as_string()
    }
}
