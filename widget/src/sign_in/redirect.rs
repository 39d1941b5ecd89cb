//! Sign-in with the whole page, for browsers that block popups.

use super::SignInError;
use crate::api::{ApiError, Client};
use crate::browser::keys::KeyPair;
use crate::browser::{address, leave_with, sleep};
use bedside_wire::ProblemCode;
use bedside_wire::session::{ExchangeSignIn, Session};
use std::rc::Rc;

/// Leaves for the sign-in. The key must be stored first: the code that comes
/// back is useless without it. It is proved before, for a ticket: whoever is led
/// to our pages by a link cannot be signed in for another's key. Answers why it
/// did not work, or that the page is on its way.
pub(super) async fn leave(client: &Client, keys: Rc<KeyPair>, fresh: bool) -> SignInError {
    if client.keep_key(Rc::clone(&keys)).await.is_err() {
        return SignInError::StorageBlocked;
    }
    let ticket = match client.start_ticket(&keys, address()).await {
        Ok(ticket) => ticket,
        Err(error) => return error.into(),
    };
    let start = client.sign_in_address("/start", &[]);
    let mut fields = vec![
        ("ticket", ticket.ticket.as_str()),
        ("lang", client.embed().lang.as_str()),
    ];
    fields.extend(fresh.then_some(("fresh", "true")));
    if leave_with(&start, &fields) {
        SignInError::Redirecting
    } else {
        SignInError::Closed
    }
}

/// Turns the one-time code that came back in the page's address into a
/// session.
pub async fn resume(client: &Client, code: &str) -> Result<Session, SignInError> {
    let keys = client
        .stored_key()
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
