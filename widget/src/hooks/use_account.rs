//! Signing in and out, and opening the moderation queue.

use crate::hooks::remote::Remote;
use crate::state::Session;
use crate::state::dispatch::Dispatch;
use bedside_i18n::Texts;
use yew::prelude::*;

/// What the account buttons do.
#[derive(Clone, PartialEq, Default)]
pub struct Account {
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
    _remote: &Remote,
    _session: &Session,
    _dispatch: &Dispatch,
    _texts: &Texts,
) -> Account {
    Account::default()
}

/// The account buttons' actions.
#[cfg(feature = "browser")]
#[hook]
pub fn use_account(
    remote: &Remote,
    session: &Session,
    dispatch: &Dispatch,
    texts: &Texts,
) -> Account {
    use crate::sign_in::Cancel;
    use crate::state::Press;
    use crate::state::dispatch::press;

    let under_way = use_mut_ref(|| Option::<Cancel>::None);
    let waiting = *session == Session::SigningIn;
    let sign_in = {
        let under_way = under_way.clone();
        let act = Acting::new(remote, dispatch, texts);
        Callback::from(move |_: MouseEvent| {
            if waiting {
                if let Some(cancel) = under_way.borrow().as_ref() {
                    cancel.cancel();
                }
            } else {
                *under_way.borrow_mut() = act.sign_in(None);
            }
        })
    };
    let sign_out = {
        let act = Acting::new(remote, dispatch, texts);
        Callback::from(move |_: MouseEvent| act.sign_out())
    };
    let moderate = {
        let act = Acting::new(remote, dispatch, texts);
        Callback::from(move |_: MouseEvent| act.moderate())
    };
    {
        let act = Acting::new(remote, dispatch, texts);
        let session = session.clone();
        dispatch.votes_by(Callback::from(move |ballot| {
            if let Some(cancel) = act.vote(&session, ballot) {
                *under_way.borrow_mut() = Some(cancel);
            }
        }));
    }
    Account {
        sign_in,
        sign_out,
        moderate,
        devices: press(dispatch, Press::Devices),
    }
}

#[cfg(feature = "browser")]
use imp::Acting;

#[cfg(feature = "browser")]
mod imp {
    use super::{Dispatch, Remote, Session, Texts};
    use crate::hooks::follow;
    use crate::hooks::outcome::sign_in_trouble;
    use crate::sign_in::{self, Cancel};
    use crate::state::{Act, Ballot, Trouble};
    use wasm_bindgen_futures::spawn_local;
    use yew::Callback;

    #[derive(Clone)]
    pub(super) struct Acting {
        remote: Remote,
        dispatch: Dispatch,
        texts: Texts,
    }

    impl Acting {
        pub(super) fn new(remote: &Remote, dispatch: &Dispatch, texts: &Texts) -> Self {
            Self {
                remote: remote.clone(),
                dispatch: dispatch.clone(),
                texts: texts.clone(),
            }
        }

        /// Runs inside the click: a window may open only there.
        /// What the person wanted to vote is voted once they are signed in.
        pub(super) fn sign_in(&self, then: Option<Ballot>) -> Option<Cancel> {
            let client = self.remote.client()?;
            let sign_in = sign_in::begin(&client, false);
            let cancel = sign_in.canceller();
            self.dispatch.tell(Act::SessionIs(Session::SigningIn));
            let act = self.clone();
            spawn_local(async move {
                let Self {
                    dispatch, texts, ..
                } = &act;
                match sign_in.finish().await {
                    Ok(session) => {
                        let name = session.me.name.clone();
                        dispatch.tell(Act::MeIs(Box::new(session.me)));
                        dispatch.tell(Act::Say(texts.with("said.signed_in", &[("name", &name)])));
                        match then {
                            Some(ballot) => act.cast(&ballot).await,
                            None => dispatch.tell(Act::FocusOn("sign-out".into())),
                        }
                    }
                    Err(error) => {
                        if let Some(trouble) = sign_in_trouble(error) {
                            dispatch.tell(Act::SignInFailed(trouble));
                        }
                    }
                }
            });
            Some(cancel)
        }

        /// Runs inside the click: it may begin with signing in.
        pub(super) fn vote(&self, session: &Session, ballot: Ballot) -> Option<Cancel> {
            if session.me().is_none() {
                return self.sign_in(Some(ballot));
            }
            let act = self.clone();
            spawn_local(async move { act.cast(&ballot).await });
            None
        }

        /// Shows the vote at once, and takes it back where the worker refuses it.
        /// The votes of others come live.
        async fn cast(&self, ballot: &Ballot) {
            let Some(client) = self.remote.client() else {
                return;
            };
            let shows = |tally| self.dispatch.tell(Act::Voted(ballot.id.clone(), tally));
            shows(ballot.after());
            if let Err(error) = client.vote(&ballot.id, ballot.vote).await {
                shows(ballot.before);
                self.dispatch.tell(Act::Trouble(Trouble::from(error)));
            }
        }

        pub(super) fn sign_out(&self) {
            let Some(client) = self.remote.client() else {
                return;
            };
            let Self {
                dispatch, texts, ..
            } = self.clone();
            spawn_local(async move {
                match client.sign_out().await {
                    Ok(()) => {
                        dispatch.tell(Act::SessionIs(Session::SignedOut));
                        dispatch.tell(Act::Say(texts.get("said.signed_out")));
                        dispatch.tell(Act::FocusOn("sign-in".into()));
                    }
                    Err(error) => dispatch.tell(Act::Trouble(Trouble::from(error))),
                }
            });
        }

        pub(super) fn moderate(&self) {
            let Self {
                remote, dispatch, ..
            } = self.clone();
            let on_close = {
                let remote = remote.clone();
                Callback::from(move |()| {
                    dispatch.tell(Act::FocusOn("moderate".into()));
                    let (remote, dispatch) = (remote.clone(), dispatch.clone());
                    spawn_local(async move {
                        follow::ask_me(&remote, &dispatch).await;
                    });
                })
            };
            remote.moderate(on_close);
        }
    }
}
