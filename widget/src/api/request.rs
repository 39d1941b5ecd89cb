//! One request: proof, sending, retries, and what to do about errors.

use super::{ApiError, Backoff, Client, url};
use crate::browser::keys::KeyPair;
use crate::browser::{CacheMode, HttpRequest, HttpResponse, network, random, send, sleep};
use crate::json;
use bedside_wire::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// Between tries of the same request.
const BETWEEN_TRIES: Backoff = Backoff {
    first_ms: 600,
    longest_ms: 4_000,
};
/// Tries of a request that gets no response.
const TRIES: u32 = 3;

/// The proof of identity that a request carries.
pub(super) enum RequestAuth {
    /// Anybody: no header tells people apart.
    Anyone,
    /// This key; no session yet.
    Key(Rc<KeyPair>),
    /// The person signed in.
    SignedIn,
}

/// A request to one of the site's routes.
pub(super) struct ApiRequest<'a> {
    pub method: &'a str,
    /// After `/v1/sites/SITE`, or a whole address.
    pub path: &'a str,
    pub query: &'a [(&'a str, Option<&'a str>)],
    /// JSON.
    pub body: Option<String>,
    /// Writes have one: sent again, they get the first response again.
    pub idempotency_key: Option<&'a str>,
    pub auth: RequestAuth,
}

impl<'a> ApiRequest<'a> {
    pub fn get(path: &'a str, auth: RequestAuth) -> Self {
        Self {
            method: "GET",
            path,
            query: &[],
            body: None,
            idempotency_key: None,
            auth,
        }
    }

    /// A write by the person signed in.
    pub fn write(method: &'a str, path: &'a str, key: &'a str) -> Self {
        Self {
            method,
            idempotency_key: Some(key),
            ..Self::get(path, RequestAuth::SignedIn)
        }
    }

    pub fn query(mut self, query: &'a [(&'a str, Option<&'a str>)]) -> Self {
        self.query = query;
        self
    }

    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.body = Some(json::write(body));
        self
    }

    /// True for responses that a cache in between may give, apart from built assets.
    fn is_read(&self) -> bool {
        self.method == "GET" && self.path.starts_with('/')
    }

    fn cache_mode(&self) -> CacheMode {
        match self.auth {
            _ if !self.path.starts_with('/') => CacheMode::Default,
            RequestAuth::Anyone => CacheMode::NoCache,
            _ => CacheMode::NoStore,
        }
    }
}

impl Client {
    /// Sends a request and reads its response.
    pub(super) async fn fetch<T: DeserializeOwned>(
        &self,
        request: &ApiRequest<'_>,
    ) -> Result<T, ApiError> {
        let response = self.request(request).await?;
        json::read(&response.body).ok_or(ApiError::Unreadable)
    }

    /// Sends a request. An error status is an error.
    pub(super) async fn request(&self, request: &ApiRequest<'_>) -> Result<HttpResponse, ApiError> {
        let address = if request.path.starts_with('/') {
            url::with_query(&self.0.embed.api(), request.path, request.query)
        } else {
            request.path.to_owned()
        };
        let mut failures = 0;
        let mut clock_corrected = false;
        let mut reread = false;
        loop {
            let error = match self.send_once(request, &address).await {
                Ok(response) if (200..300).contains(&response.status) => return Ok(response),
                // A server in between lost the worker: as good as no response.
                Ok(response) if response.status >= 502 && is_html(&response.body) => {
                    ApiError::Offline
                }
                Ok(response) => ApiError::read(&response.body),
                Err(error) => error,
            };
            match &error {
                ApiError::Problem(problem) => match (problem.code, problem.server_time) {
                    (ProblemCode::ProofStale, Some(time)) if !clock_corrected => {
                        clock_corrected = true;
                        self.correct_clock(time);
                        continue;
                    }
                    // Another tab may have signed in since: that is this
                    // browser's session now.
                    (ProblemCode::SessionExpired, _) if !reread => {
                        reread = true;
                        if self.reread_session().await {
                            continue;
                        }
                        self.forget_session().await;
                    }
                    (ProblemCode::SessionExpired, _) => self.forget_session().await,
                    _ => {}
                },
                ApiError::Offline => {
                    failures += 1;
                    if failures < TRIES && network::is_online() && !self.is_closed() {
                        sleep(BETWEEN_TRIES.wait_ms(failures, random::unit())).await;
                        continue;
                    }
                }
                ApiError::Unreadable => {}
            }
            return Err(error);
        }
    }

    async fn send_once(
        &self,
        request: &ApiRequest<'_>,
        address: &str,
    ) -> Result<HttpResponse, ApiError> {
        let mut headers = vec![("Accept-Language", self.0.embed.lang.clone())];
        if request.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = request.idempotency_key {
            headers.push(("Idempotency-Key", key.to_owned()));
        }
        let (keys, token) = self.identify(&request.auth).await?;
        if let Some(keys) = keys {
            let proof = self.prove(&keys, request.method, address, token.as_deref());
            headers.push(("DPoP", proof.await.map_err(|_| ApiError::Unreadable)?));
        }
        if let Some(token) = token {
            headers.push(("Authorization", ["DPoP ", &token].concat()));
        }
        // Proofs are of an address without its query.
        let fresh = (request.is_read() && network::is_behind_a_cache()).then(random::token);
        let fresh = fresh.map(|token| url::with(address, "fresh", &token));
        let request = HttpRequest {
            method: request.method,
            url: fresh.as_deref().unwrap_or(address),
            headers,
            body: request.body.as_deref(),
            cache_mode: request.cache_mode(),
        };
        send(&request, &self.0.scope)
            .await
            .map_err(|_| ApiError::Offline)
    }

    fn correct_clock(&self, server_time: u64) {
        let ours = self.worker_time() - self.0.clock_offset.get();
        self.0.clock_offset.set(server_time as i64 - ours);
    }
}

fn is_html(body: &str) -> bool {
    !body.trim_start().starts_with('{')
}
