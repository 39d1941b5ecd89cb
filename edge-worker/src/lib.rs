#![doc = include_str!("../README.md")]

mod api;
mod assets;
mod cached_body;
mod config;
mod deployment_texts;
mod error;
mod live_room;
mod log;
mod metrics;
mod platform;
mod routes;
mod sign_in;
mod site;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Env, wasm_bindgen};

/// Handles a request as `worker`'s own `event(fetch)` does, but without the detour
/// of a promise for what need not be waited for.
#[wasm_bindgen]
pub fn fetch(request: web_sys::Request, env: Env, _context: JsValue) -> JsValue {
    api::handle(request, env)
}
