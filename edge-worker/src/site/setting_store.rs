//! The owner's choices.

use super::db::Db;
use crate::error::Result;
use serde::Deserialize;
use std::collections::HashMap;

/// The settings that the owner chose, each value as JSON.
pub type Choices = HashMap<String, String>;

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

/// Keeps a setting's value as JSON.
pub fn set(db: &Db, key: &str, value: &str) -> Result<()> {
    db.run(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        vec![key.into(), value.into()],
    )
}
