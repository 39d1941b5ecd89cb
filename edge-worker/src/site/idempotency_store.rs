//! First answers of writes, for their repeats.

use super::context::IdempotentRequest;
use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::limits::IDEMPOTENCY_MS;
use serde::Deserialize;

/// A kept answer.
#[derive(Deserialize)]
pub struct IdempotencyOutcomeRow {
    /// What was asked.
    pub request_hash: String,
    /// What was answered, as JSON.
    pub answer: String,
}

/// The first answer to a caller's write with this key.
pub fn find(db: &Db, caller: &str, key: &str) -> Result<Option<IdempotencyOutcomeRow>> {
    db.first(
        "SELECT request_hash, answer FROM answers WHERE caller = ? AND key = ?",
        vec![caller.into(), key.into()],
    )
}

/// Forgets the answers that are too old to be asked for again.
pub fn forget(db: &Db, now: Millis) -> Result<()> {
    db.run(
        "DELETE FROM answers WHERE created_at < ?",
        vec![(now - IDEMPOTENCY_MS).into()],
    )
}

/// The time of the oldest answer.
pub fn oldest(db: &Db) -> Result<Option<Millis>> {
    db.time("SELECT MIN(created_at) AS at FROM answers")
}

/// Keeps an answer until [`forget`].
pub fn keep(
    db: &Db,
    caller: &str,
    write: &IdempotentRequest,
    answer: &str,
    now: Millis,
) -> Result<()> {
    db.run(
        "INSERT INTO answers (caller, key, request_hash, answer, created_at) VALUES (?, ?, ?, ?, ?)",
        vec![
            caller.into(),
            write.key.as_str().into(),
            write.request_hash.as_str().into(),
            answer.into(),
            now.into(),
        ],
    )
}

/// Puts another answer in the place of those that told a caller of a comment of
/// their own.
pub fn replace_own(db: &Db, caller: &str, comment: &str, answer: &str) -> Result<()> {
    let begin = format!(r#"{{"comment":{{"id":"{comment}""#);
    db.run(
        "UPDATE answers SET answer = ? WHERE caller = ? AND instr(answer, ?) = 1 AND instr(answer, '\"source\":') > 0",
        vec![answer.into(), caller.into(), begin.into()],
    )
}
