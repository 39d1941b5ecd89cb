//! Bedside's HTTP API as a person at a browser calls it: typed requests, the
//! DPoP key and the sign-in by popup and by redirect. The test harness, the
//! seeder and the benchmarks share it.
//!
//! A method that is named like a deed (`posts`, `signs_in_at`) panics when the
//! worker refuses; one that is named `tries_to_..` returns the response.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that is refused ends there, and says by what"
)]

pub mod http;
pub mod key;
pub mod live;
pub mod moderation;
pub mod operator;
pub mod owner_link;
pub mod page_moves;
pub mod person;
pub mod plain;
pub mod provider;
pub mod reading;
pub mod removal;
pub mod sessions;
pub mod sign_in;
pub mod text_overrides;
pub mod votes;
pub mod wait;

pub use http::Response;
pub use key::Key;
pub use operator::Operator;
pub use person::Person;

/// Returns `bytes` random bytes as base64url.
pub fn random(bytes: usize) -> String {
    use base64::Engine as _;
    use p256::elliptic_curve::rand_core::{OsRng, RngCore};
    let mut buffer = vec![0; bytes];
    OsRng.fill_bytes(&mut buffer);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(buffer)
}
