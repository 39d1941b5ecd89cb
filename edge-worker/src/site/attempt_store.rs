//! Sign-in attempts, and owners' one-time links.

use super::account_store::DecidesRoles;
use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::limits::SIGN_IN_MS;
use bedside_domain::sign_in::{Attempt, SignInFlow};
use serde::{Deserialize, Serialize};

/// A new attempt to be stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewAttempt {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// The provider's id.
    pub provider: String,
    /// Sent to the provider and expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier (RFC 7636).
    pub verifier: String,
    /// The language of the pages shown on the way.
    pub lang: String,
    /// The flow of the sign-in.
    pub purpose: SignInFlow,
    /// SHA-256 of the attempt id that the opener polls with.
    pub attempt_id_hash: Option<String>,
    /// Demands that the person signs in at the provider anew.
    pub fresh: bool,
}

/// An attempt as it is stored.
#[derive(Debug, Clone, Deserialize)]
pub struct AttemptRow {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// The provider's id.
    pub provider: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier.
    pub verifier: String,
    /// The language of the pages shown on the way.
    pub lang: String,
    purpose: String,
    state: String,
    /// When it was started.
    pub started_at: Millis,
    fresh: i64,
    /// When the person proved who they are; 0 when that is not known.
    pub authenticated_at: Option<Millis>,
}

impl AttemptRow {
    /// True where the person is to sign in at the provider anew.
    pub fn is_fresh(&self) -> bool {
        self.fresh != 0
    }

    /// The flow of the sign-in.
    pub fn purpose(&self) -> Result<SignInFlow> {
        Ok(serde_json::from_str(&self.purpose)?)
    }

    /// The attempt's state.
    pub fn attempt(&self) -> Result<Attempt> {
        Ok(serde_json::from_str(&self.state)?)
    }
}

/// Milliseconds that an attempt is stored: long enough that a late one is still
/// told why it is late.
pub const STORED_MS: Millis = 2 * SIGN_IN_MS;

/// Deletes the attempts that were started before `time`.
pub fn delete_before(db: &Db, time: Millis) -> Result<()> {
    db.run(
        "DELETE FROM attempts WHERE started_at < ?",
        vec![time.into()],
    )
}

/// The number of attempts, counted up to `most`.
pub fn count(db: &Db, most: u64) -> Result<u64> {
    db.count(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM attempts WHERE started_at > 0 LIMIT ?)",
        vec![most.into()],
    )
}

/// The number of attempts that hold a comment, counted up to `most`.
pub fn count_plain(db: &Db, most: u64) -> Result<u64> {
    db.count(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM attempts
         WHERE json_extract(purpose, '$.mode') = 'plain' AND started_at > 0 LIMIT ?)",
        vec![most.into()],
    )
}

/// The start of the oldest attempt.
pub fn oldest(db: &Db) -> Result<Option<Millis>> {
    db.time("SELECT MIN(started_at) AS at FROM attempts")
}

/// Stores a new attempt.
pub fn insert(db: &Db, new: &NewAttempt, now: Millis) -> Result<()> {
    delete_before(db, now - STORED_MS)?;
    db.run(
        "INSERT INTO attempts (state_hash, provider, nonce, verifier, lang, purpose, state, attempt_id_hash, started_at, fresh)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            new.state_hash.as_str().into(),
            new.provider.as_str().into(),
            new.nonce.as_str().into(),
            new.verifier.as_str().into(),
            new.lang.as_str().into(),
            serde_json::to_string(&new.purpose)?.into(),
            serde_json::to_string(&Attempt::Started)?.into(),
            new.attempt_id_hash.as_deref().into(),
            now.into(),
            i64::from(new.fresh).into(),
        ],
    )
}

/// The attempt that a provider's response belongs to.
pub fn by_state(db: &Db, state_hash: &str) -> Result<Option<AttemptRow>> {
    db.first(
        "SELECT * FROM attempts WHERE state_hash = ?",
        vec![state_hash.into()],
    )
}

/// The attempt that a attempt id belongs to.
pub fn by_attempt_id(db: &Db, attempt_id_hash: &str) -> Result<Option<AttemptRow>> {
    db.first(
        "SELECT * FROM attempts WHERE attempt_id_hash = ?",
        vec![attempt_id_hash.into()],
    )
}

/// Moves an attempt to its next state.
pub fn advance(db: &Db, state_hash: &str, attempt: &Attempt) -> Result<()> {
    db.run(
        "UPDATE attempts SET state = ? WHERE state_hash = ?",
        vec![serde_json::to_string(attempt)?.into(), state_hash.into()],
    )
}

/// Ends the attempts that are verified and not exchanged yet, of a person whose
/// sessions end: each would become one.
pub fn end_verified(db: &Db, account: &str) -> Result<()> {
    db.run(
        "UPDATE attempts SET state = ? WHERE json_extract(state, '$.account') = ?",
        vec![
            serde_json::to_string(&Attempt::Used)?.into(),
            account.into(),
        ],
    )
}

/// Records when the person proved who they are.
pub fn authenticated(db: &Db, state_hash: &str, at: Millis) -> Result<()> {
    db.run(
        "UPDATE attempts SET authenticated_at = ? WHERE state_hash = ?",
        vec![at.into(), state_hash.into()],
    )
}

/// Gives an attempt the attempt id that its result is taken with.
pub fn set_attempt_id(db: &Db, state_hash: &str, attempt_id_hash: &str) -> Result<()> {
    db.run(
        "UPDATE attempts SET attempt_id_hash = ? WHERE state_hash = ?",
        vec![attempt_id_hash.into(), state_hash.into()],
    )
}

/// Stores an owner's one-time link.
pub fn insert_owner_link(db: &Db, token_hash: &str, expires: Millis) -> Result<()> {
    db.run(
        "INSERT INTO owner_links (token_hash, expires_at) VALUES (?, ?)",
        vec![token_hash.into(), expires.into()],
    )
}

#[derive(Deserialize)]
struct Link {}

/// True while an owner's link can be used.
pub fn owner_link_is_good(db: &Db, token_hash: &str, now: Millis) -> Result<bool> {
    let link: Option<Link> = db.first(
        "SELECT token_hash FROM owner_links WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
        vec![token_hash.into(), now.into()],
    )?;
    Ok(link.is_some())
}

/// An owner's link that was used up: its holder becomes owner.
pub struct UsedOwnerLink(());

impl DecidesRoles for UsedOwnerLink {}

/// Uses an owner's link up; nothing where it cannot be used.
pub fn use_owner_link(db: &Db, token_hash: &str, now: Millis) -> Result<Option<UsedOwnerLink>> {
    let used: Option<Link> = db.first(
        "UPDATE owner_links SET used_at = ?1 WHERE token_hash = ?2 AND used_at IS NULL AND expires_at > ?1
         RETURNING token_hash",
        vec![now.into(), token_hash.into()],
    )?;
    Ok(used.map(|Link {}| UsedOwnerLink(())))
}
