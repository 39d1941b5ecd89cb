//! What came of a call or of a sign-in, in the words of the state.

use crate::api::ApiError;
use crate::sign_in::SignInError;
use crate::state::Trouble;

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Problem(problem) => Trouble::Problem(problem),
            ApiError::Offline => Trouble::Offline,
            ApiError::Unreadable => Trouble::Unreadable,
        }
    }
}

/// What to show about a sign-in that came to nothing; nothing while the page
/// is on its way to the provider.
pub(crate) fn sign_in_trouble(error: SignInError) -> Option<Trouble> {
    match error {
        SignInError::Closed => Some(Trouble::WindowClosed),
        SignInError::Problem(problem) => Some(Trouble::Problem(problem)),
        SignInError::Offline => Some(Trouble::Offline),
        SignInError::StorageBlocked => Some(Trouble::StorageBlocked),
        SignInError::Insecure => Some(Trouble::Insecure),
        SignInError::Redirecting => None,
    }
}
