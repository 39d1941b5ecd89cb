//! Numbered migrations, applied in order, each once.

use super::db::Db;
use crate::error::{HttpError, Result};
use crate::platform;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

/// One file for each migration, in the order of their names; these begin with
/// the migration's number.
static MIGRATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

#[derive(Deserialize)]
struct MigrationRow {
    number: i64,
}

/// Brings the database to the newest migration.
///
/// # Errors
/// When a migration fails; it is then undone as a whole, and tried again when
/// the object next starts.
pub fn migrate(db: &Db) -> Result<()> {
    db.run("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)", vec![])?;
    let applied: Vec<MigrationRow> =
        db.all("SELECT number FROM migrations ORDER BY number", vec![])?;
    for file in MIGRATIONS.files() {
        let name = file.path().to_string_lossy();
        let number = name.split('_').next().and_then(|n| n.parse::<i64>().ok());
        let (Some(number), Some(sql)) = (number, file.contents_utf8()) else {
            return Err(HttpError::Internal(format!("no migration: {name}")));
        };
        if applied.iter().any(|done| done.number == number) {
            continue;
        }
        db.transaction(|| {
            db.run(sql, vec![])?;
            db.run(
                "INSERT INTO migrations (number, applied_at) VALUES (?1, ?2)",
                vec![number.into(), platform::now().into()],
            )
        })?;
    }
    Ok(())
}
