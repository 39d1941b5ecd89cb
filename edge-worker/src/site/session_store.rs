//! Sessions, and the proofs seen lately.

use super::context::Account;
use super::db::Db;
use crate::error::Outcome;
use bedside_domain::Millis;
use serde::Deserialize;

/// A session with its person.
#[derive(Deserialize)]
pub struct Session {
    /// The key it is bound to.
    pub thumbprint: String,
    /// The person.
    #[serde(flatten)]
    pub account: Account,
}

/// The session of a token, unless it ended.
///
/// # Errors
/// Our own fault only.
pub fn find(db: &Db, token_hash: &str, now: Millis) -> Outcome<Option<Session>> {
    db.first(
        "SELECT s.thumbprint, a.id, a.name, a.name_is_suggested, a.role
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_hash = ? AND s.expires_at > ?",
        vec![token_hash.into(), now.into()],
    )
}

/// Keeps a new session, and forgets those that ended.
///
/// # Errors
/// Our own fault only.
pub fn keep(
    db: &Db,
    token_hash: &str,
    account: &str,
    thumbprint: &str,
    expires: Millis,
    now: Millis,
) -> Outcome<()> {
    db.run(
        "DELETE FROM sessions WHERE expires_at <= ?",
        vec![now.into()],
    )?;
    db.run(
        "INSERT INTO sessions (token_hash, account_id, thumbprint, expires_at) VALUES (?, ?, ?, ?)",
        vec![
            token_hash.into(),
            account.into(),
            thumbprint.into(),
            expires.into(),
        ],
    )
}

/// Ends a session.
///
/// # Errors
/// Our own fault only.
pub fn end(db: &Db, token_hash: &str) -> Outcome<()> {
    db.run(
        "DELETE FROM sessions WHERE token_hash = ?",
        vec![token_hash.into()],
    )
}

#[derive(Deserialize)]
struct Inserted {}

/// Forgets the proofs that are too old to be accepted anyway.
///
/// # Errors
/// Our own fault only.
pub fn forget_proofs(db: &Db, now: Millis) -> Outcome<()> {
    db.run("DELETE FROM proofs WHERE expires_at < ?", vec![now.into()])
}

/// Remembers a proof until [`forget_proofs`]; false when it was seen before.
///
/// # Errors
/// Our own fault only.
pub fn proof_is_new(db: &Db, jti: &str, until: Millis) -> Outcome<bool> {
    let inserted: Vec<Inserted> = db.all(
        "INSERT INTO proofs (jti, expires_at) VALUES (?, ?) ON CONFLICT (jti) DO NOTHING RETURNING jti",
        vec![jti.into(), until.into()],
    )?;
    Ok(!inserted.is_empty())
}
