//! First outcomes of writes, for their repeats.

use super::db::Db;
use super::idempotent::IdempotentRequest;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::limits::IDEMPOTENCY_MS;
use serde::Deserialize;

/// A stored outcome.
#[derive(Deserialize)]
pub struct IdempotencyOutcomeRow {
    /// SHA-256 of the request's method, address and body.
    pub request_hash: String,
    /// The outcome as JSON.
    pub outcome: String,
}

/// The first outcome to a caller's write with this key.
pub fn find(db: &Db, caller: &str, key: &str) -> Result<Option<IdempotencyOutcomeRow>> {
    db.first(
        "SELECT request_hash, outcome FROM idempotency_outcomes WHERE caller = ? AND key = ?",
        vec![caller.into(), key.into()],
    )
}

/// Forgets the outcomes that are too old for a repeat.
pub fn forget(db: &Db, now: Millis) -> Result<()> {
    db.run(
        "DELETE FROM idempotency_outcomes WHERE created_at < ?",
        vec![(now - IDEMPOTENCY_MS).into()],
    )
}

/// The time of the oldest outcome.
pub fn oldest(db: &Db) -> Result<Option<Millis>> {
    db.time("SELECT MIN(created_at) AS at FROM idempotency_outcomes")
}

/// Stores an outcome until [`forget`].
pub fn insert(
    db: &Db,
    caller: &str,
    write: &IdempotentRequest,
    outcome: &str,
    now: Millis,
) -> Result<()> {
    db.run(
        "INSERT INTO idempotency_outcomes (caller, key, request_hash, outcome, created_at) VALUES (?, ?, ?, ?, ?)",
        vec![
            caller.into(),
            write.key.as_str().into(),
            write.request_hash.as_str().into(),
            outcome.into(),
            now.into(),
        ],
    )
}

/// Replaces the outcomes that told a caller of a comment of their own.
pub fn replace_own(db: &Db, caller: &str, comment: &str, outcome: &str) -> Result<()> {
    let begin = format!(r#"{{"comment":{{"id":"{comment}""#);
    db.run(
        "UPDATE idempotency_outcomes SET outcome = ? WHERE caller = ? AND instr(outcome, ?) = 1 AND instr(outcome, '\"source\":') > 0",
        vec![outcome.into(), caller.into(), begin.into()],
    )
}
