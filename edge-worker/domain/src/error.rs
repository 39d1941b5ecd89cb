//! Why a rule refused something.

use crate::ErrorCode;

/// A rule's refusal: a code, and where it helps, the field and the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainError {
    /// What is wrong.
    pub code: ErrorCode,
    /// The field that was refused.
    pub field: Option<&'static str>,
    /// The limit that was passed.
    pub limit: Option<u64>,
    /// Another value for the field, which would do.
    pub suggestion: Option<String>,
}

impl DomainError {
    /// A refusal that concerns the whole request.
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
