//! Why a sign-in came to nothing.

use crate::api::{ApiError, local_problem};
use crate::browser::keys::NoCrypto;
use bedside_wire::{Problem, ProblemCode};

/// Why a sign-in came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInError {
    /// The person closed the window or cancelled.
    Closed,
    /// The worker or the provider refused.
    Problem(Box<Problem>),
    /// The worker could not be reached.
    Offline,
    /// Popups and storage are both blocked: one of them is needed.
    StorageBlocked,
    /// Popups are blocked; the page is on its way to the sign-in. Show
    /// nothing.
    Redirecting,
    /// The page does not come over HTTPS, so the browser offers no keys.
    Insecure,
}

impl From<ApiError> for SignInError {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Problem(problem) => Self::Problem(problem),
            ApiError::Offline => Self::Offline,
            ApiError::Unreadable => Self::problem(ProblemCode::Internal),
        }
    }
}

impl From<NoCrypto> for SignInError {
    fn from(_: NoCrypto) -> Self {
        Self::Insecure
    }
}

impl SignInError {
    /// A problem whose words come from the language file.
    pub(super) fn problem(code: ProblemCode) -> Self {
        Self::Problem(Box::new(local_problem(code)))
    }
}
