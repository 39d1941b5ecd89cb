//! The owner's choices.

use super::db::Db;
use crate::error::Result;
use bedside_domain::access::OwnerAccess;
use bedside_domain::site_settings::Choices;
use serde::Deserialize;

#[derive(Deserialize)]
struct SettingRow {
    key: String,
    value: String,
}

/// All settings that the owner chose; there are a handful at most.
pub fn all(db: &Db) -> Result<Choices> {
    let rows: Vec<SettingRow> = db.all("SELECT key, value FROM settings", vec![])?;
    Ok(rows.into_iter().map(|row| (row.key, row.value)).collect())
}

/// Stores a setting's value as JSON.
pub fn set(db: &Db, _access: impl Into<OwnerAccess>, key: &str, value: &str) -> Result<()> {
    db.run(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        vec![key.into(), value.into()],
    )
}
