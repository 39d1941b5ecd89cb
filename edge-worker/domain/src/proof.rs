//! Proofs of possession of a key: DPoP, RFC 9449.
//!
//! This module reads a proof and checks all that needs no cryptography. The
//! signature over [`Proof::signed`] is checked by the platform's WebCrypto,
//! and repeats of a `jti` by the Site object.

use crate::ErrorCode;
use crate::hashing::{base64url, digest, from_base64url};
use crate::limits::PROOF_SKEW_S;
use crate::{DomainError, Millis};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The longest proof that is read, in bytes. Ours are about 500.
const PROOF_BYTES: usize = 2_048;

/// A proof, read but not yet checked.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The text that the signature covers.
    pub signed: String,
    /// The signature: r and s, 64 bytes.
    pub signature: Vec<u8>,
    /// The public key as it came.
    pub key: PublicKey,
    claims: Claims,
}

/// A P-256 public key as a JWK (RFC 7517).
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Jwk")]
pub struct PublicKey {
    kty: String,
    crv: String,
    /// X coordinate, base64url of 32 bytes.
    pub x: String,
    /// Y coordinate, base64url of 32 bytes.
    pub y: String,
}

/// A key as it came, with the private members that any kind of JWK may have
/// (RFC 7518, 6.2.2, 6.3.2 and 6.4).
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
    d: Option<IgnoredAny>,
    p: Option<IgnoredAny>,
    q: Option<IgnoredAny>,
    dp: Option<IgnoredAny>,
    dq: Option<IgnoredAny>,
    qi: Option<IgnoredAny>,
    oth: Option<IgnoredAny>,
    k: Option<IgnoredAny>,
}

impl TryFrom<Jwk> for PublicKey {
    type Error = &'static str;

    /// A proof must not carry a private key (RFC 9449, sections 4.2 and 4.3).
    fn try_from(jwk: Jwk) -> Result<Self, Self::Error> {
        let Jwk { kty, crv, x, y, .. } = jwk;
        let private = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi, jwk.oth, jwk.k];
        if private.iter().any(Option::is_some) {
            return Err("a private key");
        }
        Ok(Self { kty, crv, x, y })
    }
}

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    jwk: PublicKey,
    /// Extensions that must be understood (RFC 7515, section 4.1.11): none is.
    crit: Option<IgnoredAny>,
}

#[derive(Debug, Clone, Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    ath: Option<String>,
}

/// The request that a proof must fit.
#[derive(Debug, Clone, Copy)]
pub struct ExpectedRequest<'a> {
    /// The request's method.
    pub method: &'a str,
    /// The request's address without query and fragment.
    pub url: &'a str,
    /// The token that came with it.
    pub token: Option<&'a str>,
    /// The worker's clock.
    pub now: Millis,
}

/// A proof that fits its request, apart from the signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedProof {
    /// Thumbprint of the key (RFC 7638), base64url of SHA-256.
    pub thumbprint: String,
    /// The proof's own id, good for one use.
    pub jti: String,
    /// Until when a repeat of `jti` must be remembered.
    pub until: Millis,
}

impl Proof {
    /// Reads the `DPoP` header's value.
    ///
    /// # Errors
    /// `proof_invalid` for anything but a JWT of the form RFC 9449 section 4.2
    /// gives, with ES256 and a P-256 key.
    pub fn parse(header: &str) -> Result<Self, DomainError> {
        Self::read(header).ok_or_else(|| ErrorCode::ProofInvalid.into())
    }

    fn read(text: &str) -> Option<Self> {
        if text.len() > PROOF_BYTES {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&from_base64url(header)?).ok()?;
        let claims: Claims = serde_json::from_slice(&from_base64url(payload)?).ok()?;
        let signature = from_base64url(signature)?;
        let fits = header.typ == "dpop+jwt"
            && header.crit.is_none()
            && header.alg == "ES256"
            && header.jwk.is_p256()
            && signature.len() == 64
            && (8..=64).contains(&claims.jti.len());
        fits.then(|| Self {
            signed: signed.to_owned(),
            signature,
            key: header.jwk,
            claims,
        })
    }

    /// Holds the proof against the request (RFC 9449, section 4.3).
    ///
    /// # Errors
    /// `proof_invalid` for another method, address or token; `proof_stale`
    /// when its time is too far from `now`.
    pub fn fit(&self, demand: ExpectedRequest<'_>) -> Result<VerifiedProof, DomainError> {
        let claims = &self.claims;
        let same = claims.htm == demand.method
            && claims.htu == demand.url
            && claims.ath == demand.token.map(digest);
        if !same {
            return Err(ErrorCode::ProofInvalid.into());
        }
        let now = demand.now.div_euclid(1_000);
        if claims.iat.abs_diff(now) > PROOF_SKEW_S as u64 {
            return Err(ErrorCode::ProofStale.into());
        }
        Ok(VerifiedProof {
            thumbprint: self.key.thumbprint(),
            jti: claims.jti.clone(),
            until: (claims.iat + PROOF_SKEW_S + 1) * 1_000,
        })
    }
}

impl PublicKey {
    fn is_p256(&self) -> bool {
        let coordinate = |text: &str| crate::hashing::is_base64url(text, 32);
        self.kty == "EC" && self.crv == "P-256" && coordinate(&self.x) && coordinate(&self.y)
    }

    /// SHA-256 over the key's required members in lexicographic order (RFC
    /// 7638, section 3), base64url.
    pub fn thumbprint(&self) -> String {
        let members = format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
            self.x, self.y
        );
        base64url(&Sha256::digest(members.as_bytes()))
    }

    /// The key as an uncompressed point (SEC 1, 2.3.3), as WebCrypto's `raw`
    /// import takes it.
    pub fn point(&self) -> Vec<u8> {
        let coordinates = [&self.x, &self.y]
            .into_iter()
            .filter_map(|c| from_base64url(c));
        std::iter::once(4).chain(coordinates.flatten()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_792_000_000_000;
    const URL: &str = "https://comments.example.org/v1/sites/a/comments";

    fn jwt(header: &str, payload: &str) -> String {
        format!(
            "{}.{}.{}",
            base64url(header.as_bytes()),
            base64url(payload.as_bytes()),
            base64url(&[1; 64])
        )
    }

    fn header() -> String {
        let c = base64url(&[7; 32]);
        format!(
            r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{{"kty":"EC","crv":"P-256","x":"{c}","y":"{c}"}}}}"#
        )
    }

    fn payload(iat: i64, token: Option<&str>) -> String {
        let ath = token
            .map(|t| format!(r#","ath":"{}""#, digest(t)))
            .unwrap_or_default();
        format!(r#"{{"jti":"0123456789","htm":"POST","htu":"{URL}","iat":{iat}{ath}}}"#)
    }

    fn check(proof: &str, token: Option<&str>) -> Result<VerifiedProof, ErrorCode> {
        let demand = ExpectedRequest {
            method: "POST",
            url: URL,
            token,
            now: NOW,
        };
        Proof::parse(proof)
            .and_then(|p| p.fit(demand))
            .map_err(|r| r.code)
    }

    #[test]
    fn a_proof_for_this_request_fits() {
        let fitting = check(
            &jwt(&header(), &payload(NOW / 1_000, Some("tok"))),
            Some("tok"),
        );
        assert_eq!(fitting.map(|f| f.jti), Ok("0123456789".into()));
    }

    #[test]
    fn another_token_method_or_address_does_not_fit() {
        let now = NOW / 1_000;
        let invalid = Err(ErrorCode::ProofInvalid);
        assert_eq!(
            check(&jwt(&header(), &payload(now, Some("other"))), Some("tok")),
            invalid
        );
        assert_eq!(
            check(&jwt(&header(), &payload(now, None)), Some("tok")),
            invalid
        );
        assert_eq!(
            check(&jwt(&header(), &payload(now, Some("tok"))), None),
            invalid
        );
        assert_eq!(
            check(
                &jwt(&header(), &payload(now, None).replace("POST", "GET")),
                None
            ),
            invalid
        );
        assert_eq!(
            check(
                &jwt(&header(), &payload(now, None).replace("/a/", "/b/")),
                None
            ),
            invalid
        );
    }

    #[test]
    fn a_proof_from_another_time_is_stale() {
        for offset in [-PROOF_SKEW_S - 1, PROOF_SKEW_S + 1] {
            let proof = jwt(&header(), &payload(NOW / 1_000 + offset, None));
            assert_eq!(check(&proof, None), Err(ErrorCode::ProofStale));
        }
    }

    #[test]
    fn other_algorithms_types_and_shapes_are_not_read() {
        let good = payload(NOW / 1_000, None);
        for bad in [
            jwt(&header().replace("ES256", "none"), &good),
            jwt(&header().replace("dpop+jwt", "JWT"), &good),
            jwt(&header().replace("P-256", "P-384"), &good),
            jwt(&header(), "{}"),
            jwt(&header(), &good.replace("0123456789", "1")),
            "a.b".into(),
            String::new(),
            "x".repeat(PROOF_BYTES + 1),
        ] {
            assert_eq!(check(&bad, None), Err(ErrorCode::ProofInvalid), "{bad}");
        }
    }

    #[test]
    fn a_proof_that_carries_a_private_key_is_not_read() {
        let good = payload(NOW / 1_000, None);
        for member in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            let header = header().replace("\"kty\"", &format!("\"{member}\":\"AQ\",\"kty\""));
            let result = check(&jwt(&header, &good), None);
            assert_eq!(result, Err(ErrorCode::ProofInvalid), "{member}");
        }
    }

    #[test]
    fn a_proof_that_demands_an_extension_is_not_read() {
        let header = header().replace("\"alg\"", "\"crit\":[\"exp\"],\"alg\"");
        let result = check(&jwt(&header, &payload(NOW / 1_000, None)), None);
        assert_eq!(result, Err(ErrorCode::ProofInvalid));
    }

    #[test]
    fn the_key_is_an_uncompressed_point() -> Result<(), DomainError> {
        let point = Proof::parse(&jwt(&header(), &payload(0, None)))?
            .key
            .point();
        assert_eq!((point.len(), point[0]), (65, 4));
        Ok(())
    }
}
