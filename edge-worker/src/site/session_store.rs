//! Sessions, and the proofs seen lately.

use super::account_store::Identity;
use super::attempt_store;
use super::context::Account;
use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::device::Device;
use bedside_domain::limits::{SESSION_MS, SESSIONS_OF_PERSON};
use bedside_domain::session::SessionTimes;
use serde::Deserialize;

/// A session with its person.
#[derive(Deserialize)]
pub struct SessionRow {
    /// The key it is bound to.
    pub thumbprint: String,
    /// When its person last proved who they are; 0 when that is not known.
    pub authenticated_at: Millis,
    /// When it began.
    pub session_created_at: Millis,
    /// When it was last used, as far as that was recorded.
    pub used_at: Millis,
    /// The person.
    #[serde(flatten)]
    pub account: Account,
    /// The person at their provider.
    #[serde(flatten)]
    pub identity: Identity,
    /// 1 once an owner decided about the role.
    pub role_is_decided: u8,
}

impl SessionRow {
    /// The times that its life depends on.
    pub fn times(&self) -> SessionTimes {
        SessionTimes {
            created: self.session_created_at,
            used: self.used_at,
        }
    }
}

/// The session of a token, unless it ended by its age. Whether it was idle for
/// too long depends on the person's role: [`SessionTimes::is_over`].
pub fn find(db: &Db, token_hash: &str, now: Millis) -> Result<Option<SessionRow>> {
    db.first(
        "SELECT s.thumbprint, s.authenticated_at, s.created_at AS session_created_at, s.used_at,
            a.id, a.name, a.name_is_suggested, a.role, a.issuer, a.subject, a.role_is_decided
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_hash = ? AND s.expires_at > ?",
        vec![token_hash.into(), now.into()],
    )
}

/// A session as it is stored.
pub struct NewSession<'a> {
    /// SHA-256 of its token.
    pub token_hash: &'a str,
    /// The id by which its person can end it.
    pub id: &'a str,
    /// The person.
    pub account: &'a str,
    /// The key it is bound to.
    pub thumbprint: &'a str,
    /// When its person proved who they are; 0 when that is not known.
    pub authenticated_at: Millis,
    /// The kind of device.
    pub device: &'a Device,
}

/// Stores a new session that begins now. Those that ended are forgotten, and so are
/// an earlier one of the same browser, which the new one replaces, and the oldest
/// of a person with too many.
pub fn insert(db: &Db, new: &NewSession<'_>, now: Millis) -> Result<()> {
    delete_expired(db, now)?;
    db.run(
        "DELETE FROM sessions WHERE account_id = ? AND thumbprint = ?",
        vec![new.account.into(), new.thumbprint.into()],
    )?;
    db.run(
        "DELETE FROM sessions WHERE token_hash IN (
            SELECT token_hash FROM sessions WHERE account_id = ?
            ORDER BY created_at DESC LIMIT -1 OFFSET ?)",
        vec![new.account.into(), (SESSIONS_OF_PERSON as i64 - 1).into()],
    )?;
    db.run(
        "INSERT INTO sessions (token_hash, id, account_id, thumbprint, created_at, used_at,
            authenticated_at, expires_at, browser, system)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            new.token_hash.into(),
            new.id.into(),
            new.account.into(),
            new.thumbprint.into(),
            now.into(),
            now.into(),
            new.authenticated_at.into(),
            (now + SESSION_MS).into(),
            new.device.browser.as_deref().into(),
            new.device.system.as_deref().into(),
        ],
    )
}

/// Records that a session was used.
pub fn record_use(db: &Db, token_hash: &str, now: Millis) -> Result<()> {
    db.run(
        "UPDATE sessions SET used_at = ? WHERE token_hash = ?",
        vec![now.into(), token_hash.into()],
    )
}

/// A session, as its person sees it.
#[derive(Deserialize)]
pub struct Listed {
    /// SHA-256 of its token.
    pub token_hash: String,
    /// The id by which its person can end it.
    pub id: String,
    /// When it began.
    pub created_at: Millis,
    /// When it was last used, as far as that was recorded.
    pub used_at: Millis,
    /// The kind of device.
    #[serde(flatten)]
    pub device: Device,
}

/// A person's sessions, the newest first; the idle ones among them.
pub fn of_account(db: &Db, account: &str, now: Millis) -> Result<Vec<Listed>> {
    db.all(
        "SELECT token_hash, id, created_at, used_at, browser, system FROM sessions
         WHERE account_id = ? AND expires_at > ? ORDER BY created_at DESC LIMIT ?",
        vec![
            account.into(),
            now.into(),
            (SESSIONS_OF_PERSON as i64).into(),
        ],
    )
}

/// Deletes the sessions that ended.
pub fn delete_expired(db: &Db, now: Millis) -> Result<()> {
    db.run(
        "DELETE FROM sessions WHERE expires_at <= ?",
        vec![now.into()],
    )
}

/// The end of the session that ends first, and of the proof that does.
pub fn next_expiry(db: &Db) -> Result<[Option<Millis>; 2]> {
    Ok([
        db.time("SELECT MIN(expires_at) AS at FROM sessions")?,
        db.time("SELECT MIN(expires_at) AS at FROM proofs")?,
    ])
}

/// Ends a session.
pub fn end(db: &Db, token_hash: &str) -> Result<()> {
    db.run(
        "DELETE FROM sessions WHERE token_hash = ?",
        vec![token_hash.into()],
    )
}

/// Ends a session of a person by its id.
pub fn end_one(db: &Db, account: &str, id: &str) -> Result<()> {
    db.run(
        "DELETE FROM sessions WHERE account_id = ? AND id = ?",
        vec![account.into(), id.into()],
    )
}

/// Ends all sessions of a person, or all but the one with this token; sign-ins
/// that are about to become sessions, too.
pub fn end_all(db: &Db, account: &str, but: Option<&str>) -> Result<()> {
    attempt_store::end_verified(db, account)?;
    db.run(
        "DELETE FROM sessions WHERE account_id = ? AND token_hash <> ?",
        vec![account.into(), but.unwrap_or_default().into()],
    )
}

#[derive(Deserialize)]
struct Inserted {}

/// Forgets the proofs that are too old to be accepted anyway.
pub fn forget_proofs(db: &Db, now: Millis) -> Result<()> {
    db.run("DELETE FROM proofs WHERE expires_at < ?", vec![now.into()])
}

/// Remembers a proof until [`forget_proofs`]; false when it was seen before.
pub fn proof_is_new(db: &Db, jti: &str, until: Millis) -> Result<bool> {
    let inserted: Vec<Inserted> = db.all(
        "INSERT INTO proofs (jti, expires_at) VALUES (?, ?) ON CONFLICT (jti) DO NOTHING RETURNING jti",
        vec![jti.into(), until.into()],
    )?;
    Ok(!inserted.is_empty())
}
