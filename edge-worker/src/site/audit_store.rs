//! The audit log: every act of staff, appended and never changed.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;

/// Appends a line.
pub fn append(
    db: &Db,
    at: Millis,
    actor: &str,
    action: &str,
    target: &str,
    detail: &str,
) -> Result<()> {
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
