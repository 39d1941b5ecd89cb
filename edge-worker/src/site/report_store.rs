//! Readers' reports of comments.

use super::db::Db;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::report::{self, ReportReason};
use serde::Deserialize;

/// A report.
pub struct Report<'a> {
    /// The comment.
    pub comment: &'a str,
    /// An account, or the name for strangers.
    pub reporter: &'a str,
    /// The reason.
    pub reason: ReportReason,
    /// The reporter's note.
    pub note: Option<&'a str>,
}

/// Stores a report, unless the reporter has reported the comment before; whether
/// it is new.
pub fn add(db: &Db, report: &Report<'_>, now: Millis) -> Result<bool> {
    #[derive(Deserialize)]
    struct Added {}
    let added: Option<Added> = db.first(
        "INSERT INTO reports (comment_id, reporter, reason, note, made_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (comment_id, reporter) DO NOTHING RETURNING reason",
        vec![
            report.comment.into(),
            report.reporter.into(),
            report.reason.as_ref().into(),
            report.note.into(),
            now.into(),
        ],
    )?;
    Ok(added.is_some())
}

/// A number of reports for one reason.
#[derive(Deserialize)]
pub struct ReportCountRow {
    /// The reason.
    pub reason: ReportReason,
    /// Readers who gave it.
    pub count: u64,
}

/// The number of a comment's open reports for each reason, the most urgent first.
pub fn counts(db: &Db, comment: &str) -> Result<Vec<ReportCountRow>> {
    let mut counts: Vec<ReportCountRow> = db.all(
        "SELECT reason, COUNT(*) AS count FROM reports WHERE comment_id = ? AND closed_at IS NULL GROUP BY reason",
        vec![comment.into()],
    )?;
    counts.sort_by_key(|group| group.reason);
    Ok(counts)
}

/// The rank that a comment has in the queue by its open reports.
pub fn rank(db: &Db, comment: &str) -> Result<i64> {
    let (mut open, mut danger) = (0, 0);
    for group in counts(db, comment)? {
        open += group.count;
        danger += group.count * u64::from(report::is_urgent(group.reason));
    }
    Ok(report::rank(open, danger))
}

/// Readers' notes in a comment's open reports, the newest first.
pub fn notes(db: &Db, comment: &str, limit: usize) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Note {
        note: String,
    }
    let notes: Vec<Note> = db.all(
        "SELECT note FROM reports WHERE comment_id = ? AND note IS NOT NULL AND closed_at IS NULL
         ORDER BY made_at DESC LIMIT ?",
        vec![comment.into(), (limit as i64).into()],
    )?;
    Ok(notes.into_iter().map(|row| row.note).collect())
}

/// Closes the open reports of a comment.
pub fn close(db: &Db, comment: &str, now: Millis) -> Result<()> {
    db.run(
        "UPDATE reports SET closed_at = ? WHERE comment_id = ? AND closed_at IS NULL",
        vec![now.into(), comment.into()],
    )
}

/// Opens the reports of a comment again that were closed at a moment.
pub fn reopen(db: &Db, comment: &str, closed_at: Millis) -> Result<()> {
    db.run(
        "UPDATE reports SET closed_at = NULL WHERE comment_id = ? AND closed_at = ?",
        vec![comment.into(), closed_at.into()],
    )
}
