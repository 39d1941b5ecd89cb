//! Posting and editing, with the sign-in that may come before.

use crate::hooks::purpose::Purpose;
use crate::hooks::services::Services;
use crate::state::dispatch::Dispatch;
use crate::state::{SessionState, UiError};
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use yew::prelude::*;

/// The progress of a submission.
#[derive(Debug, Clone, Default)]
pub enum Phase {
    /// Nothing was sent, or it arrived.
    #[default]
    Idle,
    /// The sign-in window is open.
    SigningIn,
    /// On its way.
    Sending,
    /// The text cannot be sent as it is.
    Flawed(Vec<DomainError>),
    /// The request failed.
    Failed(UiError),
}

/// The content of a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Markdown.
    pub body: AttrValue,
    /// The name that the form shows, where it has such a field and shows any.
    pub name: Option<AttrValue>,
    /// Gives the idempotency key.
    pub key: Callback<(), AttrValue>,
}

/// A handle on the sending.
#[derive(Clone)]
pub struct SubmitState {
    /// The progress.
    pub phase: Phase,
    /// Sends. Must be called inside the click or key press, because it may
    /// open a window.
    pub send: Callback<Outgoing>,
    /// Gives up the sign-in that a sending waits for.
    pub give_up: Callback<()>,
}

/// Sends what a form holds; `on_sent` is given the text when it was stored.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_submit(
    _services: &Services,
    _purpose: &Purpose,
    _session: &SessionState,
    _dispatch: &Dispatch,
    _texts: &Texts,
    _on_sent: Callback<AttrValue>,
) -> SubmitState {
    SubmitState {
        phase: Phase::Idle,
        send: Callback::noop(),
        give_up: Callback::noop(),
    }
}

/// Sends what a form holds; `on_sent` is given the text when it was stored.
#[cfg(feature = "browser")]
#[hook]
pub fn use_submit(
    services: &Services,
    purpose: &Purpose,
    session: &SessionState,
    dispatch: &Dispatch,
    texts: &Texts,
    on_sent: Callback<AttrValue>,
) -> SubmitState {
    use crate::components::fields::summary_id;
    use crate::sign_in::{self, Cancel};
    use crate::state::{Action, UiEvent, draft};
    use wasm_bindgen_futures::spawn_local;

    let phase = use_state(Phase::default);
    // The state of the render in which a click happened may be old; this is
    // not.
    let busy = use_mut_ref(|| false);
    let cancel = use_mut_ref(|| Option::<Cancel>::None);
    // What was sent and got no response.
    let lost = use_mut_ref(|| Option::<AttrValue>::None);
    let send = {
        let (phase, cancel) = (phase.setter(), cancel.clone());
        let (services, purpose) = (services.clone(), purpose.clone());
        let (dispatch, texts) = (dispatch.clone(), texts.clone());
        let signed_in = session.viewer().is_some();
        Callback::from(move |outgoing: Outgoing| {
            if purpose.keeps(&outgoing.body) {
                on_sent.emit(outgoing.body);
                dispatch.tell(Action::Pressed(UiEvent::CloseForm));
                return;
            }
            let found = draft::flaws(&outgoing.body, outgoing.name.as_deref());
            if !found.is_empty() {
                phase.set(Phase::Flawed(found));
                dispatch.tell(Action::FocusOn(summary_id(&purpose.slot())));
                return;
            }
            let Some(client) = services.client().filter(|_| !busy.replace(true)) else {
                return;
            };
            // Before anything else: only inside the click may a window open.
            let sign_in = (!signed_in).then(|| sign_in::begin(&client, false));
            *cancel.borrow_mut() = sign_in.as_ref().map(sign_in::SignIn::canceller);
            let (now, said) = match sign_in {
                Some(_) => (Phase::SigningIn, "signing_in"),
                None => (Phase::Sending, "sending"),
            };
            phase.set(now);
            dispatch.tell(Action::Announce(texts.get(said)));
            let submission = imp::Submission {
                client,
                purpose: purpose.clone(),
                dispatch: dispatch.clone(),
                texts: texts.clone(),
                phase: phase.clone(),
                on_sent: on_sent.clone(),
                lost: lost.clone(),
            };
            let busy = busy.clone();
            spawn_local(async move {
                submission.run(sign_in, outgoing).await;
                busy.replace(false);
            });
        })
    };
    let give_up = Callback::from(move |()| {
        if let Some(cancel) = cancel.borrow().as_ref() {
            cancel.cancel();
        }
    });
    SubmitState {
        phase: (*phase).clone(),
        send,
        give_up,
    }
}

#[cfg(feature = "browser")]
mod imp {
    use super::{Dispatch, Outgoing, Phase, Purpose, SessionState, Texts, UiError};
    use crate::api::Client;
    use crate::components::fields::summary_id;
    use crate::hooks::error_mapping::sign_in_error;
    use crate::sign_in::SignIn;
    use crate::state::Action;
    use bedside_wire::{CommentStatus, EditComment, OwnComment, PostComment, ProblemCode};
    use std::cell::RefCell;
    use std::rc::Rc;
    use yew::{AttrValue, Callback, UseStateSetter};

    pub(super) struct Submission {
        pub(super) client: Client,
        pub(super) purpose: Purpose,
        pub(super) dispatch: Dispatch,
        pub(super) texts: Texts,
        pub(super) phase: UseStateSetter<Phase>,
        pub(super) on_sent: Callback<AttrValue>,
        pub(super) lost: Rc<RefCell<Option<AttrValue>>>,
    }

    impl Submission {
        pub(super) async fn run(self, sign_in: Option<SignIn>, outgoing: Outgoing) {
            if let Some(sign_in) = sign_in {
                match sign_in.finish().await {
                    Ok(session) => self.dispatch.tell(Action::ViewerIs(Box::new(session.me))),
                    Err(error) => return self.fail(sign_in_error(error)),
                }
                self.phase.set(Phase::Sending);
            }
            match self.send(&outgoing).await {
                Ok(own) => self.sent(own, outgoing.body),
                Err(error) => {
                    if error == UiError::Offline {
                        self.lost.replace(Some(outgoing.body.clone()));
                    }
                    if error.code() == Some(ProblemCode::SessionExpired) {
                        self.dispatch.tell(Action::SessionIs(SessionState::Expired));
                    } else if error.code() == Some(ProblemCode::SignInNeeded) {
                        self.dispatch
                            .tell(Action::SessionIs(SessionState::SignedOut));
                    }
                    self.fail(Some(error));
                }
            }
        }

        async fn send(&self, outgoing: &Outgoing) -> Result<OwnComment, UiError> {
            let body = outgoing.body.to_string();
            match &self.purpose {
                Purpose::Edit { id, revision, .. } => {
                    let revision = *revision;
                    let edit = EditComment { body, revision };
                    let key = outgoing.key.emit(());
                    Ok(self.client.edit_comment(id, &edit, &key).await?)
                }
                Purpose::New | Purpose::Reply { .. } => {
                    self.look_for_lost(&outgoing.body).await?;
                    let parent = match &self.purpose {
                        Purpose::Reply { to, .. } => Some(to.to_string()),
                        _ => None,
                    };
                    let post = PostComment {
                        page: self.client.page_now().ok_or(UiError::AnotherPage)?,
                        parent,
                        body,
                        name: outgoing.name.as_ref().map(ToString::to_string),
                    };
                    let key = outgoing.key.emit(());
                    Ok(self.client.post_comment(&post, &key).await?)
                }
            }
        }

        /// Looks whether an earlier text arrived that got no response, before
        /// another one is sent: it would stand beside it. The same text has the
        /// same key and needs no looking.
        async fn look_for_lost(&self, body: &AttrValue) -> Result<(), UiError> {
            let lost = self.lost.borrow().clone();
            let Some(lost) = lost.filter(|lost| lost != body) else {
                return Ok(());
            };
            let me = self.client.viewer().await?;
            self.lost.replace(None);
            let Some(me) = me else { return Ok(()) };
            let has_arrived = me.own.iter().any(|own| own.source.trim() == lost.trim());
            self.dispatch.tell(Action::ViewerIs(Box::new(me)));
            match has_arrived {
                true => Err(UiError::SentBefore),
                false => Ok(()),
            }
        }

        fn sent(self, own: OwnComment, body: AttrValue) {
            let said = match (&self.purpose, own.comment.status) {
                _ if own.waiting_edit.is_some() => "announce.edit_waits",
                (_, CommentStatus::Pending) => "announce.pending",
                (Purpose::Edit { .. }, _) => "announce.saved",
                _ => "announce.posted",
            };
            self.phase.set(Phase::Idle);
            self.on_sent.emit(body);
            self.dispatch.tell(Action::Stored(Box::new(own)));
            self.dispatch.tell(Action::Announce(self.texts.get(said)));
        }

        fn fail(self, error: Option<UiError>) {
            match error {
                Some(error) => {
                    self.phase.set(Phase::Failed(error));
                    let summary = summary_id(&self.purpose.slot());
                    self.dispatch.tell(Action::FocusOn(summary));
                }
                // The page is leaving for the sign-in.
                None => self.phase.set(Phase::Idle),
            }
        }
    }
}
