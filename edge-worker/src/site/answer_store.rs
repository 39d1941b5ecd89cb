//! First answers of writes, for their repeats.

use super::context::Write;
use super::db::Db;
use crate::error::Outcome;
use bedside_domain::Millis;
use bedside_domain::limits::IDEMPOTENCY_MS;
use serde::Deserialize;

/// A kept answer.
#[derive(Deserialize)]
pub struct Kept {
    /// What was asked.
    pub request_hash: String,
    /// What was answered, as JSON.
    pub answer: String,
}

/// The first answer to a caller's write with this key.
///
/// # Errors
/// Our own fault only.
pub fn find(db: &Db, caller: &str, key: &str) -> Outcome<Option<Kept>> {
    db.first(
        "SELECT request_hash, answer FROM answers WHERE caller = ? AND key = ?",
        vec![caller.into(), key.into()],
    )
}

/// Forgets the answers that are too old to be asked for again.
///
/// # Errors
/// Our own fault only.
pub fn forget(db: &Db, now: Millis) -> Outcome<()> {
    db.run(
        "DELETE FROM answers WHERE created_at < ?",
        vec![(now - IDEMPOTENCY_MS).into()],
    )
}

/// The time of the oldest answer.
///
/// # Errors
/// Our own fault only.
pub fn oldest(db: &Db) -> Outcome<Option<Millis>> {
    db.time("SELECT MIN(created_at) AS at FROM answers")
}

/// Keeps an answer until [`forget`].
///
/// # Errors
/// Our own fault only.
pub fn keep(db: &Db, caller: &str, write: &Write, answer: &str, now: Millis) -> Outcome<()> {
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
///
/// # Errors
/// Our own fault only.
pub fn replace_own(db: &Db, caller: &str, comment: &str, answer: &str) -> Outcome<()> {
    let begin = format!(r#"{{"comment":{{"id":"{comment}""#);
    db.run(
        "UPDATE answers SET answer = ? WHERE caller = ? AND instr(answer, ?) = 1 AND instr(answer, '\"source\":') > 0",
        vec![answer.into(), caller.into(), begin.into()],
    )
}
