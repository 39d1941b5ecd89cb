//! Start tickets of full-page sign-ins.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::limits::START_TICKETS;
use serde::{Deserialize, Serialize};

/// A ticket's key and page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ticket {
    /// The key that was proved.
    pub thumbprint: String,
    /// The address of the page that requested it.
    pub return_to: String,
}

/// Stores a ticket, and forgets those that are too old or too many.
pub fn insert(
    db: &Db,
    ticket_hash: &str,
    ticket: &Ticket,
    expires: Millis,
    now: Millis,
) -> Result<()> {
    forget(db, now)?;
    db.run(
        "DELETE FROM start_tickets WHERE expires_at <=
         (SELECT expires_at FROM start_tickets ORDER BY expires_at DESC LIMIT 1 OFFSET ?)",
        vec![(START_TICKETS as i64 - 1).into()],
    )?;
    db.run(
        "INSERT INTO start_tickets (ticket_hash, thumbprint, return_to, expires_at) VALUES (?, ?, ?, ?)",
        vec![
            ticket_hash.into(),
            ticket.thumbprint.as_str().into(),
            ticket.return_to.as_str().into(),
            expires.into(),
        ],
    )
}

/// Forgets the tickets that are too old.
pub fn forget(db: &Db, now: Millis) -> Result<()> {
    db.run(
        "DELETE FROM start_tickets WHERE expires_at <= ?",
        vec![now.into()],
    )
}

/// A ticket that was not used and is not too old.
pub fn find(db: &Db, ticket_hash: &str, now: Millis) -> Result<Option<Ticket>> {
    db.first(
        "SELECT thumbprint, return_to FROM start_tickets WHERE ticket_hash = ? AND expires_at > ?",
        vec![ticket_hash.into(), now.into()],
    )
}

/// Uses a ticket up.
pub fn remove(db: &Db, ticket_hash: &str) -> Result<()> {
    db.run(
        "DELETE FROM start_tickets WHERE ticket_hash = ?",
        vec![ticket_hash.into()],
    )
}
