//! Why a request failed.

use bedside_wire::{Problem, ProblemCode};

/// Why a request failed. The reader's text is never part of it, nor lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The worker said what is wrong.
    Problem(Box<Problem>),
    /// No response came, after the retries that made sense.
    Offline,
    /// A response came that this version cannot read.
    Unreadable,
}

impl ApiError {
    /// The worker's code, where it gave one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            ApiError::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// Reads an error response. Servers in between respond in HTML.
    pub(super) fn read(body: &str) -> Self {
        crate::json::read(body).map_or(ApiError::Unreadable, ApiError::Problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_problem() {
        let error = ApiError::read(r#"{"code":"field_empty","status":422,"title":"Write."}"#);
        assert_eq!(error.code(), Some(ProblemCode::FieldEmpty));
    }

    #[test]
    fn an_unknown_code_is_still_a_problem() {
        let error = ApiError::read(r#"{"code":"from_the_future","status":400,"title":"?"}"#);
        assert_eq!(error.code(), Some(ProblemCode::Unknown));
    }

    #[test]
    fn a_proxys_page_is_unreadable() {
        assert_eq!(ApiError::read("<h1>502</h1>"), ApiError::Unreadable);
    }
}
