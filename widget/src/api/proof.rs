//! DPoP proofs (RFC 9449): that a request comes from the browser that holds
//! the session's key.

use super::{Client, url};
use crate::browser::keys::{KeyPair, NoCrypto, sha256};
use crate::browser::{base64url, random};
use serde::Serialize;

#[derive(Serialize)]
struct ProofHeader<'a> {
    typ: &'static str,
    alg: &'static str,
    jwk: PublicJwk<'a>,
}

/// Fields in this order and with nothing else, as the thumbprint of RFC 7638
/// wants them.
#[derive(Serialize)]
struct PublicJwk<'a> {
    crv: &'static str,
    kty: &'static str,
    x: &'a str,
    y: &'a str,
}

#[derive(Serialize)]
struct Payload<'a> {
    jti: &'a str,
    htm: &'a str,
    htu: &'a str,
    iat: i64,
    /// The hash of the token that is sent along.
    #[serde(skip_serializing_if = "Option::is_none")]
    ath: Option<&'a str>,
}

impl Client {
    /// A proof for one request, with the token that it is sent with.
    pub(super) async fn prove(
        &self,
        keys: &KeyPair,
        method: &str,
        address: &str,
        token: Option<&str>,
    ) -> Result<String, NoCrypto> {
        let ath = match token {
            Some(token) => Some(sha256(token).await?),
            None => None,
        };
        let payload = Payload {
            jti: &random::token(),
            htm: method,
            htu: url::without_query(address),
            iat: self.worker_time(),
            ath: ath.as_deref(),
        };
        let input = signing_input(keys.point(), &payload);
        let signature = keys.sign(&input).await?;
        Ok([input.as_str(), ".", &signature].concat())
    }
}

/// The key's thumbprint (RFC 7638), by which the worker knows it.
pub async fn thumbprint(keys: &KeyPair) -> Result<String, NoCrypto> {
    sha256(&json(&jwk(keys.point()))).await
}

fn signing_input(point: (&str, &str), payload: &Payload<'_>) -> String {
    let header = ProofHeader {
        typ: "dpop+jwt",
        alg: "ES256",
        jwk: jwk(point),
    };
    let part = |json: String| base64url::encode(json.as_bytes());
    [part(json(&header)), part(json(payload))].join(".")
}

fn jwk<'a>((x, y): (&'a str, &'a str)) -> PublicJwk<'a> {
    PublicJwk {
        crv: "P-256",
        kty: "EC",
        x,
        y,
    }
}

fn json(value: &impl Serialize) -> String {
    crate::json::write(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(ath: Option<&'static str>) -> Payload<'static> {
        Payload {
            jti: "one",
            htm: "POST",
            htu: "https://c.example/v1/sites/a/comments",
            iat: 1_700_000_000,
            ath,
        }
    }

    #[test]
    fn the_key_is_written_as_its_thumbprint_is_taken() {
        // RFC 7638, section 3: members in lexicographic order, no spaces.
        let written = json(&jwk(("xx", "yy")));
        assert_eq!(written, r#"{"crv":"P-256","kty":"EC","x":"xx","y":"yy"}"#);
    }

    #[test]
    fn a_token_is_bound_to_the_proof() {
        assert!(json(&payload(Some("hash"))).ends_with(r#""iat":1700000000,"ath":"hash"}"#));
        assert!(!json(&payload(None)).contains("ath"));
    }

    #[test]
    fn the_signature_covers_header_and_payload() {
        let input = signing_input(("xx", "yy"), &payload(None));
        let header = base64url::encode(
            br#"{"typ":"dpop+jwt","alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"xx","y":"yy"}}"#,
        );
        let (first, second) = input.split_once('.').unwrap();
        assert_eq!(first, header);
        assert_eq!(second, base64url::encode(json(&payload(None)).as_bytes()));
    }
}
