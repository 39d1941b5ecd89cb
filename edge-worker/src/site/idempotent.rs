//! Writes that are done once, however often they are sent.

use super::context::Context;
use super::idempotency_store;
use crate::error::Result;
use bedside_domain::ErrorCode;
use bedside_domain::rate_limits::Limit;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An operation that is done once.
#[derive(Serialize, Deserialize)]
pub struct Once<W> {
    /// The key, and the hash of the request.
    pub write: IdempotentRequest,
    /// The operation.
    pub op: W,
}

/// A write's `Idempotency-Key` and the hash of its request.
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

impl<T> WriteOutcome<T> {
    /// The outcome of a write that was done now.
    pub fn new(outcome: T) -> Self {
        Self {
            outcome,
            replayed: false,
        }
    }

    /// The same, with another outcome made of this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> WriteOutcome<U> {
        WriteOutcome {
            outcome: make(self.outcome),
            replayed: self.replayed,
        }
    }
}

impl Context<'_> {
    /// Does a write once: a repeat with the same key gives the first outcome.
    /// Everything inside happens as a whole or not at all. Only a write that is
    /// done counts for the limit of its route: a refused name costs none of the few
    /// that a person may choose. Refusals are bounded by [`Limit::SignedIn`].
    ///
    /// # Errors
    /// `idempotency_key_reused` for the same key with another request,
    /// `rate_limited` by the limit of the route, or the error of `work`. An error
    /// is not stored, so the write may be tried again.
    pub fn idempotent<T>(
        &self,
        caller: &str,
        write: &IdempotentRequest,
        mut work: impl FnMut() -> Result<T>,
    ) -> Result<WriteOutcome<T>>
    where
        T: Serialize + DeserializeOwned,
    {
        self.purge_expired()?;
        if let Some(first) = idempotency_store::find(self.db, caller, &write.key)? {
            if first.request_hash != write.request_hash {
                return Err(ErrorCode::IdempotencyKeyReused.into());
            }
            return Ok(WriteOutcome {
                outcome: serde_json::from_str(&first.outcome)?,
                replayed: true,
            });
        }
        // Each request of a signed-in person has counted for that one already.
        let limit = Some(self.sender.limit).filter(|limit| *limit != Limit::SignedIn);
        limit.map_or(Ok(()), |limit| self.check_limit(limit))?;
        let written = self.db.transaction(|| {
            let outcome = work()?;
            idempotency_store::insert(
                self.db,
                caller,
                write,
                &serde_json::to_string(&outcome)?,
                self.now,
            )?;
            Ok(WriteOutcome::new(outcome))
        })?;
        limit.map_or(Ok(()), |limit| self.admit(limit))?;
        Ok(written)
    }
}
