//! Readers' reports of comments.

use crate::mirror::mirror;
use serde::{Deserialize, Serialize};

mirror! {
    /// The reason for a report, the most urgent first.
    ReportReason of bedside_domain::report::ReportReason {
        Danger, MedicalAdvice, PrivateInformation, Abuse, Advertising; else Other
    }
}

/// Tells moderators of a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportComment {
    /// The reason.
    pub reason: ReportReason,
    /// The reporter's note, for moderators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The response to a report: it says nothing of what others reported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportReceived {}

/// The number of readers who reported a comment for a reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCount {
    /// The reason.
    pub reason: ReportReason,
    /// The number of reports.
    pub count: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_stored_as_it_is_sent_and_an_unknown_one_is_another() {
        for reason in ReportReason::ALL {
            let sent = serde_json::to_string(&reason).unwrap_or_default();
            assert_eq!(sent, format!("{:?}", reason.as_str()));
        }
        let odd = serde_json::from_str::<ReportReason>("\"boredom\"");
        assert!(matches!(odd, Ok(ReportReason::Other)));
    }
}
