//! One call: proof, sending, retries, and what to do about errors.

use super::{ApiError, Backoff, Client, url};
use crate::browser::keys::KeyPair;
use crate::browser::{Answer, Freshness, Request, network, random, send, sleep};
use bedside_wire::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// Between tries of the same call.
const BETWEEN_TRIES: Backoff = Backoff {
    first_ms: 600,
    longest_ms: 4_000,
};
/// How often a call that got no answer is sent in all.
const TRIES: u32 = 3;

/// Who a call comes from.
pub(super) enum Caller {
    /// Anybody: no header tells people apart.
    Anyone,
    /// Whoever holds this key; no session yet.
    Key(Rc<KeyPair>),
    /// The person signed in.
    SignedIn,
}

/// A call to one of the site's routes.
pub(super) struct Call<'a> {
    pub method: &'a str,
    /// After `/v1/sites/SITE`, or a whole address.
    pub path: &'a str,
    pub query: &'a [(&'a str, Option<&'a str>)],
    /// JSON.
    pub body: Option<String>,
    /// Writes have one: sent again, they get the first answer again.
    pub idempotency_key: Option<&'a str>,
    pub caller: Caller,
}

impl<'a> Call<'a> {
    pub fn get(path: &'a str, caller: Caller) -> Self {
        Self {
            method: "GET",
            path,
            query: &[],
            body: None,
            idempotency_key: None,
            caller,
        }
    }

    /// A write by the person signed in.
    pub fn write(method: &'a str, path: &'a str, key: &'a str) -> Self {
        Self {
            method,
            idempotency_key: Some(key),
            ..Self::get(path, Caller::SignedIn)
        }
    }

    pub fn query(mut self, query: &'a [(&'a str, Option<&'a str>)]) -> Self {
        self.query = query;
        self
    }

    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_string(body).ok();
        self
    }

    /// True for what a cache in between may answer, apart from built assets.
    fn is_read(&self) -> bool {
        self.method == "GET" && self.path.starts_with('/')
    }

    fn freshness(&self) -> Freshness {
        match self.caller {
            _ if !self.path.starts_with('/') => Freshness::Cached,
            Caller::Anyone => Freshness::Checked,
            _ => Freshness::Private,
        }
    }
}

impl Client {
    /// Makes a call and reads its answer.
    pub(super) async fn ask<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T, ApiError> {
        let answer = self.call(call).await?;
        serde_json::from_str(&answer.body).map_err(|_| ApiError::Unreadable)
    }

    /// Makes a call. An answer is one whose status says success.
    pub(super) async fn call(&self, call: &Call<'_>) -> Result<Answer, ApiError> {
        let address = if call.path.starts_with('/') {
            url::with_query(&self.0.embed.api(), call.path, call.query)
        } else {
            call.path.to_owned()
        };
        let mut failures = 0;
        let mut clock_corrected = false;
        let mut reread = false;
        loop {
            let error = match self.send_once(call, &address).await {
                Ok(answer) if (200..300).contains(&answer.status) => return Ok(answer),
                // A server in between lost the worker: as good as no answer.
                Ok(answer) if answer.status >= 502 && is_html(&answer.body) => ApiError::Offline,
                Ok(answer) => ApiError::read(&answer.body),
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

    async fn send_once(&self, call: &Call<'_>, address: &str) -> Result<Answer, ApiError> {
        let mut headers = vec![("Accept-Language", self.0.embed.lang.clone())];
        if call.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = call.idempotency_key {
            headers.push(("Idempotency-Key", key.to_owned()));
        }
        let (keys, token) = self.identify(&call.caller).await?;
        if let Some(keys) = keys {
            let proof = self.prove(&keys, call.method, address, token.as_deref());
            headers.push(("DPoP", proof.await.map_err(|_| ApiError::Unreadable)?));
        }
        if let Some(token) = token {
            headers.push(("Authorization", ["DPoP ", &token].concat()));
        }
        // Proofs are of an address without its query.
        let fresh = (call.is_read() && network::is_behind_a_cache()).then(random::token);
        let fresh = fresh.map(|token| url::with(address, "fresh", &token));
        let request = Request {
            method: call.method,
            url: fresh.as_deref().unwrap_or(address),
            headers,
            body: call.body.as_deref(),
            freshness: call.freshness(),
        };
        send(&request, &self.0.life)
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
