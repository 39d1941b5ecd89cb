//! The opener's side of the popup protocol.

use super::patience::{Next, Patience, Sight};
use super::{Event, SignIn, SignInError, redirect};
use crate::api::ApiError;
use crate::browser::keys::KeyPair;
use crate::browser::{Popup, has_focus, now_ms};
use bedside_wire::ProblemCode;
use bedside_wire::embed::{OpenerMessage, PopupMessage};
use bedside_wire::session::{ExchangeSignIn, Session};
use std::rc::Rc;

/// How often the window is looked at.
const LOOK_MS: u32 = 300;

impl SignIn {
    pub(super) async fn wait_for(
        &self,
        popup: &Popup,
        keys: Rc<KeyPair>,
    ) -> Result<Session, SignInError> {
        let answer = OpenerMessage::SignInKey {
            thumbprint: self.client.thumbprint(&keys).await?,
            attempt: self.attempt.clone(),
        };
        let mut patience = Patience::new(now_ms());
        loop {
            match self.events.next(LOOK_MS).await {
                Some(Event::Said(PopupMessage::SignInReady)) => {
                    popup.post(&answer);
                    patience.key_given(now_ms());
                }
                Some(Event::Said(PopupMessage::SignInDone)) => patience.done(now_ms()),
                Some(Event::Said(PopupMessage::SignInFailed { code })) => {
                    return Err(SignInError::problem(read_code(&code)));
                }
                Some(Event::Cancelled) => {
                    popup.close();
                    return Err(SignInError::Closed);
                }
                None => {}
            }
            if self.client.is_closed() {
                popup.close();
                return Err(SignInError::Closed);
            }
            let sight = Sight {
                closed: popup.seems_closed(),
                page_has_focus: has_focus(),
            };
            match patience.next(now_ms(), sight) {
                Next::Wait => {}
                Next::GiveUp => return Err(SignInError::Closed),
                Next::CutOff => return Err(redirect::leave(&self.client, keys, self.fresh).await),
                Next::Ask => {
                    if let Some(session) = self.ask(&keys, &mut patience).await? {
                        popup.close();
                        return Ok(session);
                    }
                }
            }
        }
    }

    async fn ask(
        &self,
        keys: &Rc<KeyPair>,
        patience: &mut Patience,
    ) -> Result<Option<Session>, SignInError> {
        let exchange = ExchangeSignIn {
            attempt: Some(self.attempt.clone()),
            code: None,
            page: self.client.embed().page.clone(),
        };
        match self.client.exchange(keys, &exchange).await {
            Ok(Some(session)) => return Ok(Some(session)),
            Ok(None) => patience.not_yet(now_ms(), true),
            // The person has not chosen a provider yet.
            Err(error) if error.code() == Some(ProblemCode::SignInUnknown) => {
                patience.not_yet(now_ms(), false);
            }
            // A phone that slept through the provider's pages has no network
            // for a moment; the wait's own limits end this.
            Err(ApiError::Offline) => patience.not_yet(now_ms(), true),
            Err(error) => return Err(error.into()),
        }
        Ok(None)
    }
}

/// The popup speaks in codes. One that this version does not know is
/// `Unknown`.
fn read_code(code: &str) -> ProblemCode {
    ProblemCode::ALL
        .iter()
        .copied()
        .find(|known| known.as_str() == code)
        .unwrap_or(ProblemCode::Unknown)
}
