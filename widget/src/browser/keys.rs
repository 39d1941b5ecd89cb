//! The key pair a session is bound to. The private half never leaves the
//! browser: WebCrypto signs with it and refuses to export it.

use super::base64url;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// The browser offers no WebCrypto: the page does not come over HTTPS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCrypto;

impl From<JsValue> for NoCrypto {
    fn from(_: JsValue) -> Self {
        NoCrypto
    }
}

/// A P-256 key pair for ES256.
pub struct KeyPair {
    /// The stored form: `{privateKey, publicKey}`.
    pair: JsValue,
    private: CryptoKey,
    /// The public point's coordinates, base64url.
    x: String,
    y: String,
}

impl KeyPair {
    /// Makes a new pair whose private key cannot be exported.
    pub async fn generate() -> Result<Self, NoCrypto> {
        let uses = Array::of2(&"sign".into(), &"verify".into());
        let kind = ecdsa("namedCurve", "P-256")?;
        let made = subtle()?.generate_key_with_object(&kind, false, &uses)?;
        Self::from_js(JsFuture::from(made).await?).await
    }

    /// The stored pair.
    pub async fn from_js(pair: JsValue) -> Result<Self, NoCrypto> {
        // What is no key makes the export fail, or the first proof.
        let half = |name: &str| Reflect::get(&pair, &name.into()).map(CryptoKey::unchecked_from_js);
        let private = half("privateKey")?;
        let public = half("publicKey")?;
        let jwk = JsFuture::from(subtle()?.export_key("jwk", &public)?).await?;
        let coordinate = |name: &str| {
            Reflect::get(&jwk, &name.into())?
                .as_string()
                .ok_or(JsValue::NULL)
        };
        Ok(Self {
            x: coordinate("x")?,
            y: coordinate("y")?,
            private,
            pair,
        })
    }

    /// The form in which it is stored.
    pub fn as_js(&self) -> &JsValue {
        &self.pair
    }

    /// The public point's coordinates, base64url.
    pub fn point(&self) -> (&str, &str) {
        (&self.x, &self.y)
    }

    /// ES256 over `text`, base64url.
    pub async fn sign(&self, text: &str) -> Result<String, NoCrypto> {
        let how = ecdsa("hash", "SHA-256")?;
        let bytes = Uint8Array::from(text.as_bytes());
        let signing = subtle()?.sign_with_object_and_js_u8_array(&how, &self.private, &bytes)?;
        // WebCrypto answers r and s side by side, which is what JWS wants.
        Ok(encode(&JsFuture::from(signing).await?))
    }
}

/// SHA-256 of `text`, base64url.
pub async fn sha256(text: &str) -> Result<String, NoCrypto> {
    let bytes = Uint8Array::from(text.as_bytes());
    let digest = subtle()?.digest_with_str_and_js_u8_array("SHA-256", &bytes)?;
    Ok(encode(&JsFuture::from(digest).await?))
}

fn encode(buffer: &JsValue) -> String {
    base64url::encode(&Uint8Array::new(buffer).to_vec())
}

fn ecdsa(name: &str, value: &str) -> Result<Object, NoCrypto> {
    let kind = Object::new();
    Reflect::set(&kind, &"name".into(), &"ECDSA".into())?;
    Reflect::set(&kind, &name.into(), &value.into())?;
    Ok(kind)
}

fn subtle() -> Result<SubtleCrypto, NoCrypto> {
    let crypto = web_sys::window().ok_or(NoCrypto)?.crypto()?;
    // On a page without HTTPS the getter answers undefined, whatever its type
    // says.
    let subtle: JsValue = crypto.subtle().into();
    if subtle.is_undefined() {
        return Err(NoCrypto);
    }
    Ok(subtle.unchecked_into())
}
