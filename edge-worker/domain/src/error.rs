//! Errors of the domain's rules.

use crate::ErrorCode;

/// An error of a rule: a code, and where it helps, the field and the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainError {
    /// The error's code.
    pub code: ErrorCode,
    /// The field that is wrong.
    pub field: Option<&'static str>,
    /// The limit that was exceeded.
    pub limit: Option<u64>,
    /// Another value for the field, which would be accepted.
    pub suggestion: Option<String>,
}

impl DomainError {
    /// An error that concerns the whole request.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            field: None,
            limit: None,
            suggestion: None,
        }
    }

    /// A field that must hold something holds nothing.
    pub fn empty(field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(ErrorCode::FieldEmpty)
        }
    }

    /// A field is longer than `limit`.
    pub fn too_long(field: &'static str, limit: usize) -> Self {
        Self {
            field: Some(field),
            limit: Some(limit as u64),
            ..Self::new(ErrorCode::FieldTooLong)
        }
    }

    /// A field's form is wrong.
    pub fn invalid(field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(ErrorCode::FieldInvalid)
        }
    }
}

impl From<ErrorCode> for DomainError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
