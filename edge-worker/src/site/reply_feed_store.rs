//! People's feeds of the replies to them.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use serde::Deserialize;

/// Whose feed it is.
#[derive(Deserialize)]
pub struct Reader {
    /// The account's id.
    pub id: String,
    /// The name they show.
    pub name: String,
}

/// Makes a person's feed; the one that they had ends.
pub fn set(db: &Db, account: &str, token_hash: &str, now: Millis) -> Result<()> {
    db.run(
        "INSERT INTO reply_feeds (account_id, token_hash, made_at) VALUES (?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at",
        vec![account.into(), token_hash.into(), now.into()],
    )
}

/// Ends a person's feed, if they have one.
pub fn end(db: &Db, account: &str) -> Result<()> {
    db.run(
        "DELETE FROM reply_feeds WHERE account_id = ?",
        vec![account.into()],
    )
}

/// Whose feed a token opens.
pub fn find(db: &Db, token_hash: &str) -> Result<Option<Reader>> {
    db.first(
        "SELECT a.id, a.name FROM reply_feeds f JOIN accounts a ON a.id = f.account_id WHERE f.token_hash = ?",
        vec![token_hash.into()],
    )
}
