//! The opener's side of the popup protocol.

use super::popup_poll::{PollStep, PopupPoll, PopupState};
use super::{PopupEvent, SignIn, SignInError, redirect};
use crate::api::ApiError;
use crate::browser::keys::KeyPair;
use crate::browser::{Popup, has_focus, now_ms};
use bedside_wire::ProblemCode;
use bedside_wire::embed::{OpenerMessage, PopupMessage};
use bedside_wire::session::{ExchangeSignIn, Session};
use std::rc::Rc;

/// The time between two looks at the window.
const LOOK_MS: u32 = 300;

impl SignIn {
    pub(super) async fn wait_for(
        &self,
        popup: &Popup,
        keys: Rc<KeyPair>,
    ) -> Result<Session, SignInError> {
        let key = OpenerMessage::SignInKey {
            thumbprint: self.client.thumbprint(&keys).await?,
            attempt: self.attempt.clone(),
        };
        let mut poll = PopupPoll::new(now_ms());
        loop {
            match self.events.next(LOOK_MS).await {
                Some(PopupEvent::Message(PopupMessage::SignInReady)) => {
                    popup.post(&key);
                    poll.key_given(now_ms());
                }
                Some(PopupEvent::Message(PopupMessage::SignInDone)) => poll.done(now_ms()),
                Some(PopupEvent::Message(PopupMessage::SignInFailed { code })) => {
                    return Err(SignInError::problem(read_code(&code)));
                }
                Some(PopupEvent::Cancelled) => {
                    popup.close();
                    return Err(SignInError::Closed);
                }
                None => {}
            }
            if self.client.is_closed() {
                popup.close();
                return Err(SignInError::Closed);
            }
            let state = PopupState {
                closed: popup.seems_closed(),
                page_has_focus: has_focus(),
            };
            match poll.next(now_ms(), state) {
                PollStep::Wait => {}
                PollStep::GiveUp => return Err(SignInError::Closed),
                PollStep::CutOff => {
                    return Err(redirect::leave(&self.client, keys, self.fresh).await);
                }
                PollStep::Ask => {
                    if let Some(session) = self.request_session(&keys, &mut poll).await? {
                        popup.close();
                        return Ok(session);
                    }
                }
            }
        }
    }

    async fn request_session(
        &self,
        keys: &Rc<KeyPair>,
        poll: &mut PopupPoll,
    ) -> Result<Option<Session>, SignInError> {
        let exchange = ExchangeSignIn {
            attempt: Some(self.attempt.clone()),
            code: None,
            page: self.client.embed().page.clone(),
        };
        match self.client.exchange(keys, &exchange).await {
            Ok(Some(session)) => return Ok(Some(session)),
            Ok(None) => poll.not_yet(now_ms(), true),
            // The person has not chosen a provider yet.
            Err(error) if error.code() == Some(ProblemCode::SignInUnknown) => {
                poll.not_yet(now_ms(), false);
            }
            // A phone that slept through the provider's pages has no network
            // for a moment; the wait's own limits end this.
            Err(ApiError::Offline) => poll.not_yet(now_ms(), true),
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
