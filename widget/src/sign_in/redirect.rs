//! Sign-in with the whole page, for browsers that block popups.

use super::SignInError;
use crate::api::{ApiError, Client};
use crate::browser::keys::KeyPair;
use crate::browser::{address, leave_for, origin, sleep};
use bedside_wire::ProblemCode;
use bedside_wire::session::{ExchangeSignIn, Session};
use std::rc::Rc;

/// Leaves for the sign-in. The key must be kept first: the code that comes
/// back is useless without it. Answers why it did not work, or that the page
/// is on its way.
pub(super) async fn leave(client: &Client, keys: Rc<KeyPair>, fresh: bool) -> SignInError {
    let thumbprint = match client.thumbprint(&keys).await {
        Ok(thumbprint) => thumbprint,
        Err(error) => return error.into(),
    };
    if client.keep_key(keys).await.is_err() {
        return SignInError::StorageBlocked;
    }
    let (origin, back) = (origin(), address());
    let target = client.sign_in_address(&[
        ("mode", Some("redirect")),
        ("origin", Some(&origin)),
        ("return", Some(&back)),
        ("thumbprint", Some(&thumbprint)),
        ("lang", Some(&client.embed().lang)),
        ("fresh", fresh.then_some("true")),
    ]);
    if leave_for(&target) {
        SignInError::Redirecting
    } else {
        SignInError::Closed
    }
}

/// Turns the one-time code that came back in the page's address into a
/// session.
pub async fn resume(client: &Client, code: &str) -> Result<Session, SignInError> {
    let keys = client
        .kept_key()
        .await
        .ok_or_else(|| SignInError::problem(ProblemCode::SignInNotYours))?;
    let exchange = ExchangeSignIn {
        attempt: None,
        code: Some(code.to_owned()),
        page: client.embed().page.clone(),
    };
    // The code exists only once the provider's answer was checked, so waiting
    // is not expected; it is allowed for, briefly.
    for _ in 0..5 {
        match client.exchange(&keys, &exchange).await {
            Ok(Some(session)) => return Ok(session),
            Ok(None) => sleep(1_000).await,
            Err(error) => return Err(error.into()),
        }
    }
    Err(ApiError::Offline.into())
}
