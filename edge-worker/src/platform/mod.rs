//! The platform: the time, randomness, WebCrypto, and each place that goes round
//! the `worker` crate, with its reason.
//!
//! The rules take the time, ids and randomness as arguments; this is where the
//! arguments come from. Where a reason has no number, none was measured again
//! since the way round was built.

mod body;
mod crypto;
mod entry;
mod fetch;
mod request;
mod response;
mod socket;
mod sql;
mod stub;
mod turn;
mod zlib;

pub use body::{BodyPieces, BrokenBody, whole_body};
pub use crypto::signature_fits;
pub use entry::ResponseOrPromise;
pub use fetch::{request_body, timeout};
pub use request::RawRequest;
pub use response::{Bytes, RawResponse, ResponseHead};
pub use socket::{is_open, is_same};
pub use sql::Sql;
pub use stub::ObjectStub;
pub use turn::Turn;
pub use zlib::compress;

use bedside_domain::hashing::base64url;
use bedside_domain::{Millis, ids};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Crypto;
use worker::Env;

/// The time now.
pub fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// Bytes of the platform's cryptographic randomness.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = global("crypto").and_then(|c| c.dyn_into::<Crypto>().ok()) {
        // It only fails beyond 65,536 bytes (W3C Web Cryptography, 10.1.1).
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A fresh secret of 32 bytes, base64url.
pub fn new_secret() -> String {
    base64url(&random::<32>())
}

/// A fresh id.
pub fn new_id() -> String {
    ids::uuid_v7(now(), random())
}

/// The binding of a name. A workerd binding whose environment variable is not set
/// is `null`, which `worker`'s own accessors throw at.
pub fn binding(env: &Env, name: &str) -> Option<JsValue> {
    let bound = Reflect::get(env, &name.into()).ok();
    bound.filter(|value| !value.is_undefined() && !value.is_null())
}

/// True where an object that is bound has this method.
pub fn has_method(bound: &JsValue, method: &str) -> bool {
    let member = Reflect::get(bound, &method.into());
    member.is_ok_and(|member| member.is_function())
}

/// A property of the global object.
fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &name.into())
        .ok()
        .filter(|value| !value.is_undefined())
}
