//! Signing in and out, and opening the moderation queue.

use crate::hooks::remote::Remote;
use crate::state::{App, Session};
use crate::texts::Texts;
use yew::prelude::*;

/// What the account buttons do.
#[derive(Clone, PartialEq, Default)]
pub struct Account {
    /// Opens the sign-in window.
    pub sign_in: Callback<MouseEvent>,
    /// Ends the session.
    pub sign_out: Callback<MouseEvent>,
    /// Opens the moderation queue.
    pub moderate: Callback<MouseEvent>,
}

/// The account buttons' actions.
#[hook]
pub fn use_account(
    remote: &Remote,
    session: &Session,
    dispatch: &UseReducerDispatcher<App>,
    texts: &Texts,
) -> Account {
    let _ = (remote, session, dispatch, texts);
    Account::default()
}
