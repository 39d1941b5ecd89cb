//! Randomness from the browser's cryptographic source.

use super::base64url;

/// 16 random bytes as 22 characters of base64url: an idempotency key, the
/// handle of a sign-in, the id of a proof.
pub fn token() -> String {
    let mut bytes = [0u8; 16];
    fill(&mut bytes);
    base64url::encode(&bytes)
}

/// A number from 0 up to 1, for jitter only.
pub fn unit() -> f64 {
    js_sys::Math::random()
}

fn fill(bytes: &mut [u8]) {
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes).ok());
    if filled.is_none() {
        // Every browser that runs wasm has the source above. If one hides it,
        // these still differ from each other; a proof needs WebCrypto anyway.
        for byte in bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
}
