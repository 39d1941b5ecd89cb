//! A browser's key, and the proofs it signs (RFC 9449), right or wrong.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use p256::elliptic_curve::rand_core::OsRng;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::time::{SystemTime, UNIX_EPOCH};

/// A P-256 key as the widget makes it.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    /// A fresh one.
    #[expect(
        clippy::new_without_default,
        reason = "no two keys are alike, so none is the default one"
    )]
    pub fn new() -> Self {
        Self(SigningKey::random(&mut OsRng))
    }

    /// The public half.
    pub fn jwk(&self) -> Value {
        let point = self.0.verifying_key().to_encoded_point(false);
        let text =
            |half: Option<&p256::FieldBytes>| URL_SAFE_NO_PAD.encode(half.expect("not compressed"));
        json!({ "crv": "P-256", "kty": "EC", "x": text(point.x()), "y": text(point.y()) })
    }

    /// RFC 7638.
    pub fn thumbprint(&self) -> String {
        let jwk = self.jwk();
        let canonical = format!(
            r#"{{"crv":"P-256","kty":"EC","x":{},"y":{}}}"#,
            jwk["x"], jwk["y"]
        );
        hash(&canonical)
    }

    /// A right proof for one request, to be bent by a test or to be signed.
    pub fn proof(&self, method: &str, url: &str, token: Option<&str>) -> Proof {
        let mut claims = json!({
            "jti": crate::random(16),
            "htm": method,
            "htu": url.split(['?', '#']).next(),
            "iat": now(),
        });
        if let Some(token) = token {
            claims["ath"] = hash(token).into();
        }
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk() });
        Proof {
            header,
            claims,
            key: self.clone(),
        }
    }

    fn sign(&self, text: &str) -> String {
        let signature: Signature = self.0.sign(text.as_bytes());
        URL_SAFE_NO_PAD.encode(signature.to_bytes())
    }
}

/// A proof before it is signed.
pub struct Proof {
    /// The JWT's header.
    pub header: Value,
    /// The JWT's claims.
    pub claims: Value,
    key: Key,
}

impl Proof {
    /// Changes a claim; `null` drops it.
    pub fn with(mut self, claim: &str, value: impl Into<Value>) -> Self {
        set(&mut self.claims, claim, value.into());
        self
    }

    /// Changes a field of the header; `null` drops it.
    pub fn with_header(mut self, field: &str, value: impl Into<Value>) -> Self {
        set(&mut self.header, field, value.into());
        self
    }

    /// The value of the `DPoP` header.
    pub fn signed(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&self.header), part(&self.claims));
        let signature = self.key.sign(&text);
        format!("{text}.{signature}")
    }
}

fn set(object: &mut Value, name: &str, value: Value) {
    match value {
        Value::Null => {
            object.as_object_mut().expect("an object").remove(name);
        }
        value => object[name] = value,
    }
}

/// Base64url of SHA-256.
pub fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.expect("after 1970").as_secs()).expect("before the year 292 billion")
}

#[test]
fn the_thumbprint_has_the_form_of_a_sha256() {
    assert_eq!(Key::new().thumbprint().len(), 43);
}
