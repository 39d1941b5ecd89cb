//! Parts of an outgoing request that the `worker` crate takes but does not make:
//! a signal that ends it in time, and a body of bytes.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use worker::AbortSignal;

/// A signal that aborts after so many milliseconds.
pub fn timeout(ms: u32) -> AbortSignal {
    web_sys::AbortSignal::timeout_with_u32(ms).into()
}

/// Bytes as a request's body.
pub fn request_body(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}
