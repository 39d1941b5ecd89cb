//! The worker's entry: what the `worker` crate's own `event(fetch)` does, but
//! without the detour of a promise for a response that need not be waited for.
//! Not measured again.

use super::RawResponse;
use crate::api;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;
use worker::{Env, wasm_bindgen};

/// Answers a request.
#[wasm_bindgen]
pub fn fetch(request: web_sys::Request, env: Env, _context: JsValue) -> JsValue {
    api::handle(request.into(), env).0
}

/// A response, or a promise of one.
pub struct ResponseOrPromise(JsValue);

impl From<RawResponse> for ResponseOrPromise {
    fn from(response: RawResponse) -> Self {
        Self(response.into())
    }
}

impl ResponseOrPromise {
    /// The promise of a response. It breaks where the platform cannot build one.
    pub fn promise(response: impl Future<Output = worker::Result<RawResponse>> + 'static) -> Self {
        let response = async { Ok(response.await?.into()) };
        Self(future_to_promise(response).into())
    }
}
