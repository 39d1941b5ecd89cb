//! Numbered migrations, applied in order, each once.

use super::db::Db;
use crate::error::Result;
use crate::platform;
use serde::Deserialize;

/// Migrations by number.
const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../migrations/0001_initial.sql")),
    (2, include_str!("../../migrations/0002_feeds.sql")),
    (3, include_str!("../../migrations/0003_newest_first.sql")),
    (4, include_str!("../../migrations/0004_discussions.sql")),
    (5, include_str!("../../migrations/0005_moving_pages.sql")),
    (6, include_str!("../../migrations/0006_votes.sql")),
    (7, include_str!("../../migrations/0007_more_feeds.sql")),
    (8, include_str!("../../migrations/0008_own_texts.sql")),
    (9, include_str!("../../migrations/0009_page_claims.sql")),
    (10, include_str!("../../migrations/0010_control.sql")),
    (11, include_str!("../../migrations/0011_names.sql")),
    (12, include_str!("../../migrations/0012_sessions.sql")),
    (13, include_str!("../../migrations/0013_start_tickets.sql")),
    (14, include_str!("../../migrations/0014_open_attempts.sql")),
    (15, include_str!("../../migrations/0015_removals.sql")),
    (16, include_str!("../../migrations/0016_published_at.sql")),
    (17, include_str!("../../migrations/0017_names.sql")),
];

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
    for (number, sql) in MIGRATIONS {
        if applied.iter().any(|done| done.number == *number) {
            continue;
        }
        db.transaction(|| {
            db.run(sql, vec![])?;
            db.run(
                "INSERT INTO migrations (number, applied_at) VALUES (?1, ?2)",
                vec![(*number).into(), platform::now().into()],
            )
        })?;
    }
    Ok(())
}
