//! Random secrets: shown once as base64url, stored as their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Base64url without padding (RFC 4648, section 5).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads base64url without padding.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// SHA-256 of the text, base64url: how a secret is stored, and what a proof's
/// `ath` and a PKCE challenge are (RFC 9449, 4.2; RFC 7636, 4.2).
pub fn digest(text: &str) -> String {
    base64url(&Sha256::digest(text.as_bytes()))
}

/// HMAC-SHA-256 (RFC 2104) of the text, base64url: a secret that only who has
/// the key can make again. Nothing for a key that HMAC does not take, of which
/// there is none.
pub fn hmac(key: &str, text: &str) -> Option<String> {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    let made = mac.chain_update(text).finalize();
    Some(base64url(&made.into_bytes()))
}

/// True for base64url text of exactly `bytes` bytes.
pub fn is_base64url(text: &str, bytes: usize) -> bool {
    from_base64url(text).is_some_and(|decoded| decoded.len() == bytes)
}

/// True for bytes that no source of randomness gave: fewer than `values`
/// different ones, or steps between neighbours, or a shorter piece repeated.
/// A guess at strength cannot prove it; this finds what people type.
pub fn is_guessable(bytes: &[u8], values: usize) -> bool {
    let different = |all: &mut dyn Iterator<Item = u8>| all.collect::<BTreeSet<_>>().len();
    let mut steps = bytes.windows(2).map(|pair| pair[1].wrapping_sub(pair[0]));
    let repeats = |piece: usize| bytes[piece..].iter().eq(&bytes[..bytes.len() - piece]);
    different(&mut bytes.iter().copied()) < values
        || different(&mut steps) < values
        || (1..=bytes.len() / 2).any(repeats)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_the_pkce_challenge_of_rfc_7636_appendix_b() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(
            digest(verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn keyed_is_the_hmac_of_rfc_4231_case_2() {
        let made = hmac("Jefe", "what do ya want for nothing?");
        assert_eq!(
            made.as_deref(),
            Some("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM")
        );
    }

    #[test]
    fn base64url_of_the_right_length_is_recognised() {
        assert!(is_base64url(&base64url(&[7; 16]), 16));
        assert!(!is_base64url(&base64url(&[7; 16]), 32));
        assert!(!is_base64url("not base64!", 8));
    }
    #[test]
    fn what_people_type_is_guessable_and_random_bytes_are_not() {
        let alphabet: Vec<u8> = (b'a'..=b'z').chain(b'0'..=b'9').collect();
        for typed in [
            &[0; 32][..],
            b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            b"passwordpasswordpasswordpassword",
            b"changeme-changeme-changeme-chang",
            b"0123456789abcdef0123456789abcdef",
            &alphabet,
        ] {
            assert!(is_guessable(typed, 6), "{typed:?}");
        }
        assert!(is_guessable(&(0..32).collect::<Vec<u8>>(), 16));
        // Bytes as good as random ones, as such, in hex and in digits.
        for text in ["a", "b", "c", "d"] {
            let bytes = Sha256::digest(text);
            assert!(!is_guessable(&bytes, 16), "{text}");
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(!is_guessable(&hex.as_bytes()[..32], 6), "{text}");
            let digits: Vec<u8> = bytes.iter().map(|byte| b'0' + byte % 10).collect();
            assert!(!is_guessable(&digits, 6), "{text}");
        }
    }
}
