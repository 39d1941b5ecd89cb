//! A caller of the Site object, and the once-only frame of what it writes.

use bedside_domain::Millis;
use bedside_domain::proof::VerifiedProof;
use serde::{Deserialize, Serialize};

/// A token and the proof of its key, checked as far as the front can.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Caller {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// The proof's key.
    pub thumbprint: String,
    /// The proof's id.
    pub jti: String,
    /// How long the proof's id must be remembered.
    pub until: Millis,
}

impl Caller {
    /// A token's hash and a proof that fits the request.
    pub fn new(token_hash: String, proof: VerifiedProof) -> Self {
        Self {
            token_hash,
            thumbprint: proof.thumbprint,
            jti: proof.jti,
            until: proof.until,
        }
    }
}

/// A write's `Idempotency-Key` and the hash of what it asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IdempotentRequest {
    /// The key.
    pub key: String,
    /// SHA-256 of method, address and body.
    pub request_hash: String,
}

/// An outcome to a write.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteOutcome<T> {
    /// The outcome.
    pub outcome: T,
    /// True when it was given before.
    pub replayed: bool,
}
