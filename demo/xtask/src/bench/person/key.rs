//! A browser's key, and the proofs it signs (RFC 9449).

use crate::secrets::random_hex;
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use p256::elliptic_curve::rand_core::OsRng;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::time::{SystemTime, UNIX_EPOCH};

/// A P-256 key, with the parts of a proof that never change.
pub struct Key {
    secret: SigningKey,
    header: String,
    /// SHA-256 of the public half (RFC 7638).
    pub thumbprint: String,
}

impl Key {
    /// A fresh one.
    pub fn new() -> Self {
        let secret = SigningKey::random(&mut OsRng);
        let point = secret.verifying_key().to_encoded_point(false);
        let half = |half: Option<&p256::FieldBytes>| {
            half.map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
                .unwrap_or_default()
        };
        let (x, y) = (half(point.x()), half(point.y()));
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let jwk = json!({ "crv": "P-256", "kty": "EC", "x": x, "y": y });
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": jwk });
        Self {
            secret,
            header: URL_SAFE_NO_PAD.encode(header.to_string()),
            thumbprint: hash(&canonical),
        }
    }

    /// The `DPoP` header of one request.
    pub fn proof(&self, method: &str, url: &str, token: Option<&str>) -> Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut claims = json!({
            "jti": random_hex(16)?,
            "htm": method,
            "htu": url,
            "iat": now.context("the clock stands before 1970")?.as_secs(),
        });
        if let Some(token) = token {
            claims["ath"] = hash(token).into();
        }
        let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
        let signed = format!("{}.{claims}", self.header);
        let signature: Signature = self.secret.sign(signed.as_bytes());
        Ok(format!(
            "{signed}.{}",
            URL_SAFE_NO_PAD.encode(signature.to_bytes())
        ))
    }
}

/// Base64url of SHA-256.
pub fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

/// Random bytes in base64url.
pub fn random(bytes: usize) -> Result<String> {
    let mut buffer = vec![0; bytes];
    getrandom::fill(&mut buffer).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(URL_SAFE_NO_PAD.encode(buffer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proof_has_three_parts_and_a_signature_of_64_bytes() {
        let key = Key::new();
        assert_eq!(key.thumbprint.len(), 43);
        let proof = key.proof("POST", "http://a/b", Some("t")).unwrap();
        let parts: Vec<_> = proof.split('.').collect();
        assert_eq!((parts.len(), parts[2].len()), (3, 86));
    }
}
