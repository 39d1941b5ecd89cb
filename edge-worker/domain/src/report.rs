//! Readers' reports: bounds of their text, and their weight in the queue.

use crate::limits::REPORT_NOTE_CHARS;
use crate::visible::visible;
use crate::{DomainError, Millis, text};
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, VariantArray};

/// The reason for a report, the most urgent first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    AsRefStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReportReason {
    /// Somebody may be in danger.
    Danger,
    /// Wrong or dangerous medical advice.
    MedicalAdvice,
    /// Private information of somebody.
    PrivateInformation,
    /// Abuse or insults.
    Abuse,
    /// Advertising or spam.
    Advertising,
    /// Anything else.
    Other,
}

/// The note of a reader's report; a blank one is none.
///
/// # Errors
/// `field_too_long` for `note`.
pub fn note(note: Option<&str>) -> Result<Option<String>, DomainError> {
    match note.map(visible) {
        Some(note) if !text::is_blank(&note) => {
            text::within(note, "note", REPORT_NOTE_CHARS).map(Some)
        }
        _ => Ok(None),
    }
}

/// More than all reports that a comment can have.
const DANGER: i64 = 1_000_000;

/// A comment's rank in the queue by its open reports and by those among them
/// that speak of danger: smaller ones come first, and 0 is no report.
pub fn rank(open: u64, danger: u64) -> i64 {
    let open = i64::try_from(open).unwrap_or(DANGER).min(DANGER - 1);
    -(open + if danger > 0 { DANGER } else { 0 })
}

/// True for a report that somebody's life may hang on.
pub fn is_urgent(reason: ReportReason) -> bool {
    reason == ReportReason::Danger
}

/// Stands for readers who are not signed in, on one day and for one reason: those
/// of one network, by the name it has today, or all of them where no network is
/// told. What tells them apart is not stored, and none of them may hide that another
/// one speaks of danger.
pub fn strangers(now: Millis, network: &str, reason: ReportReason) -> String {
    let day = now.div_euclid(24 * 60 * 60 * 1_000);
    format!("strangers {network} of day {day}: {}", reason.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_stands_before_any_number_of_other_reports() {
        assert!(rank(1, 1) < rank(u64::MAX, 0));
        assert!(rank(2, 1) < rank(1, 1));
        assert!(rank(2, 0) < rank(1, 0));
        assert!(rank(1, 0) < rank(0, 0));
        assert_eq!(rank(0, 0), 0);
        assert!(
            ReportReason::VARIANTS
                .iter()
                .filter(|r| is_urgent(**r))
                .count()
                == 1
        );
    }

    #[test]
    fn a_note_is_bounded_and_may_be_left_out() {
        assert_eq!(note(None), Ok(None));
        assert_eq!(note(Some(" \n")), Ok(None));
        assert_eq!(note(Some(" ok ")), Ok(Some("ok".into())));
        let long = "x".repeat(REPORT_NOTE_CHARS + 1);
        let refused = Err(DomainError::too_long("note", REPORT_NOTE_CHARS));
        assert_eq!(note(Some(&long)), refused);
    }

    #[test]
    fn strangers_of_a_network_count_once_a_day_for_each_reason() {
        let abuse = |now, network| strangers(now, network, ReportReason::Abuse);
        assert_eq!(abuse(0, "n"), abuse(86_399_999, "n"));
        assert_ne!(abuse(0, "n"), abuse(86_400_000, "n"));
        assert_ne!(abuse(0, "n"), abuse(0, "m"));
        assert_ne!(abuse(0, ""), strangers(0, "", ReportReason::Danger));
    }
}
