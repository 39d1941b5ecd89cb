//! The time, randomness and WebCrypto, which only the platform has.
//!
//! The domain's rules take these as arguments.

use bedside_domain::hashing::base64url;
use bedside_domain::proof::Proof;
use bedside_domain::{Millis, ids};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};
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

/// True where the proof's signature is its key's (ECDSA on P-256 with SHA-256). A
/// key that is no point of the curve gives `false`.
pub async fn signature_fits(proof: &Proof) -> bool {
    verify(proof).await.unwrap_or(false)
}

/// Public keys that are cached for their people's next request; importing one takes
/// a third as long as checking a signature.
const KEYS: usize = 512;

thread_local! {
    /// By their points.
    static IMPORTED: RefCell<HashMap<Vec<u8>, CryptoKey>> = RefCell::default();
}

async fn imported(subtle: &SubtleCrypto, point: Vec<u8>) -> Result<CryptoKey, JsValue> {
    if let Some(key) = IMPORTED.with_borrow(|keys| keys.get(&point).cloned()) {
        return Ok(key);
    }
    let algorithm = object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])?;
    let usages = js_sys::Array::of1(&"verify".into());
    let raw = Uint8Array::from(point.as_slice());
    let imported = subtle.import_key_with_object("raw", &raw, &algorithm, false, &usages)?;
    let key: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
    IMPORTED.with_borrow_mut(|keys| {
        if keys.len() >= KEYS {
            keys.clear();
        }
        keys.insert(point, key.clone());
    });
    Ok(key)
}

async fn verify(proof: &Proof) -> Result<bool, JsValue> {
    let subtle: SubtleCrypto = global("crypto")
        .and_then(|crypto| Reflect::get(&crypto, &"subtle".into()).ok())
        .ok_or(JsValue::UNDEFINED)?
        .unchecked_into();
    let key = imported(&subtle, proof.key.point()).await?;
    let algorithm = object(&[("name", "ECDSA".into()), ("hash", "SHA-256".into())])?;
    let verified = subtle.verify_with_object_and_u8_array_and_u8_array(
        &algorithm,
        &key,
        &proof.signature,
        proof.signed.as_bytes(),
    )?;
    Ok(JsFuture::from(verified).await?.is_truthy())
}

fn object(members: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object)
}

/// The encodings that the client takes. Cloudflare's network requests all that it
/// knows instead, and has the client's own header in `cf.clientAcceptEncoding`;
/// browsers, whose list is longer, are left as they are, so that nothing more need
/// be looked up for them.
pub fn encodings(request: &web_sys::Request) -> String {
    let accepted = request.headers().get("accept-encoding");
    let accepted = accepted.ok().flatten().unwrap_or_default();
    if !accepted.contains("br") || accepted.contains("deflate") {
        return accepted;
    }
    let own = Reflect::get(request, &"cf".into())
        .and_then(|cf| Reflect::get(&cf, &"clientAcceptEncoding".into()));
    own.ok().and_then(|own| own.as_string()).unwrap_or(accepted)
}

/// The binding of a name. A workerd binding whose environment variable is not set
/// is `null`, which `worker`'s own accessors throw at.
pub fn binding(env: &Env, name: &str) -> Option<JsValue> {
    let bound = Reflect::get(env, &name.into()).ok();
    bound.filter(|value| !value.is_undefined() && !value.is_null())
}

/// The other end of a request's connection.
pub struct Connection {
    /// Its address and port, which bare workerd tells in `cf.clientIp`.
    pub peer: Option<String>,
    /// True where Cloudflare's network took the connection: it names the data
    /// centre in `cf.colo`. Bare workerd makes `cf` itself, of the peer alone; no
    /// header of a client's gets into it.
    pub is_cloudflare: bool,
}

/// Reads what the platform tells of a request's connection.
pub fn connection(request: &web_sys::Request) -> Connection {
    let told = Reflect::get(request, &"cf".into()).unwrap_or_default();
    let member = |name: &str| {
        let value = Reflect::get(&told, &name.into()).ok();
        value.and_then(|value| value.as_string())
    };
    let peer = member("clientIp");
    Connection {
        is_cloudflare: peer.is_none() && member("colo").is_some(),
        peer,
    }
}

/// A property of the global object.
pub fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &name.into())
        .ok()
        .filter(|value| !value.is_undefined())
}
