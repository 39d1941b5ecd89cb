//! Signatures, checked by WebCrypto, which is native code: the `worker` crate has
//! no way to it. Not measured again against a crate in wasm.

use super::global;
use bedside_domain::hashing::base64url;
use bedside_domain::proof::Proof;
use bedside_http::cache::Cache;
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// True where the proof's signature is its key's (ECDSA on P-256 with SHA-256).
/// A key that is no point of the curve gives `false`.
pub async fn signature_fits(proof: &Proof) -> bool {
    verify(proof).await.unwrap_or(false)
}

/// Public keys that are cached for their people's next request; importing one
/// takes a third as long as checking a signature.
const KEYS: usize = 512;

thread_local! {
    /// By their points in base64url. The bytes of a key are the platform's to know.
    static IMPORTED: RefCell<Cache<CryptoKey>> = RefCell::new(Cache::new(usize::MAX, KEYS));
}

async fn imported(subtle: &SubtleCrypto, point: Vec<u8>) -> Result<CryptoKey, JsValue> {
    let name = base64url(&point);
    if let Some(key) = IMPORTED.with_borrow_mut(|keys| keys.get(&name).cloned()) {
        return Ok(key);
    }
    let algorithm = object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])?;
    let usages = js_sys::Array::of1(&"verify".into());
    let raw = Uint8Array::from(point.as_slice());
    let imported = subtle.import_key_with_object("raw", &raw, &algorithm, false, &usages)?;
    let key: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
    IMPORTED.with_borrow_mut(|keys| keys.insert(name, key.clone(), 0));
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
