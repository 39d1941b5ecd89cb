//! The audit log: every act of staff, appended and never changed.

use super::db::Db;
use crate::error::Outcome;
use bedside_domain::Millis;

/// Appends a line.
///
/// # Errors
/// Our own fault only.
pub fn append(
    db: &Db,
    at: Millis,
    actor: &str,
    action: &str,
    target: &str,
    detail: &str,
) -> Outcome<()> {
    db.run(
        "INSERT INTO audit (at, actor, action, target, detail) VALUES (?, ?, ?, ?, ?)",
        vec![
            at.into(),
            actor.into(),
            action.into(),
            target.into(),
            detail.into(),
        ],
    )
}
