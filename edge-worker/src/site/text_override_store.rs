//! The owner's texts, which replace the deployment's and Bedside's.

use super::db::Db;
use crate::error::Result;
use bedside_domain::access::FreshOwnerAccess;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct TextOverrideRow {
    key: String,
    text: String,
}

/// A language's, by key.
pub fn of(db: &Db, lang: &str) -> Result<BTreeMap<String, String>> {
    let rows: Vec<TextOverrideRow> = db.all(
        "SELECT key, text FROM text_overrides WHERE lang = ?",
        vec![lang.into()],
    )?;
    Ok(rows.into_iter().map(|row| (row.key, row.text)).collect())
}

/// Stores a text, or with none forgets the one there is.
pub fn set(
    db: &Db,
    _access: FreshOwnerAccess,
    lang: &str,
    key: &str,
    text: Option<&str>,
) -> Result<()> {
    let place = vec![lang.into(), key.into()];
    match text {
        Some(text) => db.run(
            "INSERT INTO text_overrides (lang, key, text) VALUES (?, ?, ?) ON CONFLICT (lang, key) DO UPDATE SET text = excluded.text",
            [place, vec![text.into()]].concat(),
        ),
        None => db.run("DELETE FROM text_overrides WHERE lang = ? AND key = ?", place),
    }
}
