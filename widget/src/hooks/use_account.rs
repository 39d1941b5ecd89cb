//! Signing in and out, and opening the moderation queue.

use crate::hooks::services::Services;
use crate::state::SessionState;
use crate::state::dispatch::Dispatch;
use bedside_i18n::Texts;
use yew::prelude::*;

/// Handlers of the account buttons.
#[derive(Clone, PartialEq, Default)]
pub struct AccountButtons {
    /// Opens the sign-in window, or gives up the one that is open.
    pub sign_in: Callback<MouseEvent>,
    /// Ends the session.
    pub sign_out: Callback<MouseEvent>,
    /// Opens the moderation queue.
    pub moderate: Callback<MouseEvent>,
    /// Shows or hides the devices that the person is signed in on.
    pub devices: Callback<MouseEvent>,
}

/// The account buttons' actions.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_account(
    _services: &Services,
    _session: &SessionState,
    _dispatch: &Dispatch,
    _texts: &Texts,
) -> AccountButtons {
    AccountButtons::default()
}

/// The account buttons' actions.
#[cfg(feature = "browser")]
#[hook]
pub fn use_account(
    services: &Services,
    session: &SessionState,
    dispatch: &Dispatch,
    texts: &Texts,
) -> AccountButtons {
    use crate::sign_in::Cancel;
    use crate::state::UiEvent;
    use crate::state::dispatch::press;

    let under_way = use_mut_ref(|| Option::<Cancel>::None);
    let waiting = *session == SessionState::SigningIn;
    let sign_in = {
        let under_way = under_way.clone();
        let actions = AccountActions::new(services, dispatch, texts);
        Callback::from(move |_: MouseEvent| {
            if waiting {
                if let Some(cancel) = under_way.borrow().as_ref() {
                    cancel.cancel();
                }
            } else {
                *under_way.borrow_mut() = actions.sign_in(None);
            }
        })
    };
    let sign_out = {
        let actions = AccountActions::new(services, dispatch, texts);
        Callback::from(move |_: MouseEvent| actions.sign_out())
    };
    let moderate = {
        let actions = AccountActions::new(services, dispatch, texts);
        Callback::from(move |_: MouseEvent| actions.moderate())
    };
    {
        let actions = AccountActions::new(services, dispatch, texts);
        let session = session.clone();
        dispatch.votes_by(Callback::from(move |ballot| {
            if let Some(cancel) = actions.vote(&session, ballot) {
                *under_way.borrow_mut() = Some(cancel);
            }
        }));
    }
    AccountButtons {
        sign_in,
        sign_out,
        moderate,
        devices: press(dispatch, UiEvent::Devices),
    }
}

#[cfg(feature = "browser")]
use imp::AccountActions;

#[cfg(feature = "browser")]
mod imp {
    use super::{Dispatch, Services, SessionState, Texts};
    use crate::hooks::error_mapping::sign_in_error;
    use crate::hooks::fetch_viewer::fetch_viewer;
    use crate::sign_in::{self, Cancel};
    use crate::state::{Action, Ballot, UiError};
    use wasm_bindgen_futures::spawn_local;
    use yew::Callback;

    #[derive(Clone)]
    pub(super) struct AccountActions {
        services: Services,
        dispatch: Dispatch,
        texts: Texts,
    }

    impl AccountActions {
        pub(super) fn new(services: &Services, dispatch: &Dispatch, texts: &Texts) -> Self {
            Self {
                services: services.clone(),
                dispatch: dispatch.clone(),
                texts: texts.clone(),
            }
        }

        /// Runs inside the click: a window may open only there.
        /// Casts the vote `then` once the person is signed in.
        pub(super) fn sign_in(&self, then: Option<Ballot>) -> Option<Cancel> {
            let client = self.services.client()?;
            let sign_in = sign_in::begin(&client, false);
            let cancel = sign_in.canceller();
            self.dispatch
                .tell(Action::SessionIs(SessionState::SigningIn));
            let actions = self.clone();
            spawn_local(async move {
                let Self {
                    dispatch, texts, ..
                } = &actions;
                match sign_in.finish().await {
                    Ok(session) => {
                        let name = session.me.name.clone();
                        dispatch.tell(Action::ViewerIs(Box::new(session.me)));
                        dispatch.tell(Action::Announce(
                            texts.with("announce.signed_in", &[("name", &name)]),
                        ));
                        match then {
                            Some(ballot) => actions.cast(&ballot).await,
                            None => dispatch.tell(Action::FocusOn("sign-out".into())),
                        }
                    }
                    Err(error) => {
                        if let Some(error) = sign_in_error(error) {
                            dispatch.tell(Action::SignInFailed(error));
                        }
                    }
                }
            });
            Some(cancel)
        }

        /// Runs inside the click: it may begin with signing in.
        pub(super) fn vote(&self, session: &SessionState, ballot: Ballot) -> Option<Cancel> {
            if session.viewer().is_none() {
                return self.sign_in(Some(ballot));
            }
            let actions = self.clone();
            spawn_local(async move { actions.cast(&ballot).await });
            None
        }

        /// Shows the vote at once, and takes it back where the worker refuses it.
        /// The votes of others come live.
        async fn cast(&self, ballot: &Ballot) {
            let Some(client) = self.services.client() else {
                return;
            };
            let shows = |tally| self.dispatch.tell(Action::Voted(ballot.id.clone(), tally));
            shows(ballot.after());
            if let Err(error) = client.vote(&ballot.id, ballot.vote).await {
                shows(ballot.before);
                self.dispatch.tell(Action::Failed(UiError::from(error)));
            }
        }

        pub(super) fn sign_out(&self) {
            let Some(client) = self.services.client() else {
                return;
            };
            let Self {
                dispatch, texts, ..
            } = self.clone();
            spawn_local(async move {
                match client.sign_out().await {
                    Ok(()) => {
                        dispatch.tell(Action::SessionIs(SessionState::SignedOut));
                        dispatch.tell(Action::Announce(texts.get("announce.signed_out")));
                        dispatch.tell(Action::FocusOn("sign-in".into()));
                    }
                    Err(error) => dispatch.tell(Action::Failed(UiError::from(error))),
                }
            });
        }

        pub(super) fn moderate(&self) {
            let Self {
                services, dispatch, ..
            } = self.clone();
            let on_close = {
                let services = services.clone();
                Callback::from(move |()| {
                    dispatch.tell(Action::FocusOn("moderate".into()));
                    let (services, dispatch) = (services.clone(), dispatch.clone());
                    spawn_local(async move {
                        fetch_viewer(&services, &dispatch).await;
                    });
                })
            };
            services.moderate(on_close);
        }
    }
}
