//! Maps errors of requests and sign-ins to errors of the state.

use crate::api::ApiError;
use crate::sign_in::SignInError;
use crate::state::UiError;

impl From<ApiError> for UiError {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Problem(problem) => UiError::Problem(problem),
            ApiError::Offline => UiError::Offline,
            ApiError::Unreadable => UiError::Unreadable,
        }
    }
}

/// Returns the error to show of a failed sign-in; nothing while the page
/// is on its way to the provider.
pub(crate) fn sign_in_error(error: SignInError) -> Option<UiError> {
    match error {
        SignInError::Closed => Some(UiError::WindowClosed),
        SignInError::Problem(problem) => Some(UiError::Problem(problem)),
        SignInError::Offline => Some(UiError::Offline),
        SignInError::StorageBlocked => Some(UiError::StorageBlocked),
        SignInError::Insecure => Some(UiError::Insecure),
        SignInError::Redirecting => None,
    }
}
