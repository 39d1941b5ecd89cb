//! Readers' reports of comments.

use serde::{Deserialize, Serialize};

/// The reason for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Anything else; also a reason that this version does not know.
    #[default]
    #[serde(other)]
    Other,
}

impl ReportReason {
    /// All reasons, the most urgent first.
    pub const ALL: [ReportReason; 6] = [
        ReportReason::Danger,
        ReportReason::MedicalAdvice,
        ReportReason::PrivateInformation,
        ReportReason::Abuse,
        ReportReason::Advertising,
        ReportReason::Other,
    ];

    /// As it is sent and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            ReportReason::Danger => "danger",
            ReportReason::MedicalAdvice => "medical_advice",
            ReportReason::PrivateInformation => "private_information",
            ReportReason::Abuse => "abuse",
            ReportReason::Advertising => "advertising",
            ReportReason::Other => "other",
        }
    }
}

/// Tells moderators of a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportComment {
    /// The reason.
    pub reason: ReportReason,
    /// The reporter's own words, for moderators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The answer to a report: it says nothing of what others reported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportReceived {}

/// How many readers reported a comment for a reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCount {
    /// The reason.
    pub reason: ReportReason,
    /// How many.
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
