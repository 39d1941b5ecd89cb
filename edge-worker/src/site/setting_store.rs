//! The owner's choices.

use super::db::Db;
use crate::error::Outcome;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    value: String,
}

/// A setting's value as JSON, if the owner chose one.
///
/// # Errors
/// Our own fault only.
pub fn get(db: &Db, key: &str) -> Outcome<Option<String>> {
    let row: Option<Row> =
        db.first("SELECT value FROM settings WHERE key = ?", vec![key.into()])?;
    Ok(row.map(|row| row.value))
}

/// Keeps a setting's value as JSON.
///
/// # Errors
/// Our own fault only.
pub fn set(db: &Db, key: &str, value: &str) -> Outcome<()> {
    db.run(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        vec![key.into(), value.into()],
    )
}
