//! Names: those of staff, and those of a thread's people.

use super::db::Db;
use crate::error::Result;
use bedside_domain::reserved_names::StaffName;
use serde::Deserialize;

/// The names that staff of the site hold, or have written under.
pub fn staff(db: &Db) -> Result<Vec<StaffName>> {
    db.all(
        "SELECT name, account_id AS account FROM staff_names WHERE name > ''
         UNION ALL SELECT name, id FROM accounts WHERE role IN ('moderator', 'owner') AND role <> 'member'",
        vec![],
    )
}

/// Notes that staff write under a name.
pub fn note_staff(db: &Db, name: &str, account: &str) -> Result<()> {
    db.run(
        "INSERT OR IGNORE INTO staff_names (name, account_id) VALUES (?, ?)",
        vec![name.into(), account.into()],
    )
}

/// Tells whether another person of a thread has the name with this key, and this
/// one has not written there under it yet.
pub fn is_taken(db: &Db, thread: i64, key: &str, account: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {
        taken: i64,
    }
    let outcome: Option<Row> = db.first(
        "SELECT NOT EXISTS (SELECT 1 FROM comments WHERE thread_id = ?1 AND author_key = ?2 AND account_id = ?3)
             AND EXISTS (SELECT 1 FROM comments WHERE thread_id = ?1 AND author_key = ?2 AND account_id IS NOT NULL)
             AS taken",
        vec![thread.into(), key.into(), account.into()],
    )?;
    Ok(outcome.is_some_and(|outcome| outcome.taken != 0))
}
