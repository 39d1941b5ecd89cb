//! Posting and editing, with the sign-in that may come before.

use crate::hooks::purpose::Purpose;
use crate::hooks::remote::Remote;
use crate::state::dispatch::Dispatch;
use crate::state::{Session, Trouble};
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use yew::prelude::*;

/// Where a sending stands.
#[derive(Debug, Clone, Default)]
pub enum Phase {
    /// Nothing was sent, or it arrived.
    #[default]
    Idle,
    /// The sign-in window is open.
    SigningIn,
    /// On its way.
    Sending,
    /// It cannot be sent as it is.
    Flawed(Vec<DomainError>),
    /// It did not arrive.
    Failed(Trouble),
}

/// What goes out.
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
pub struct Sending {
    /// Where it stands.
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
pub fn use_send(
    _remote: &Remote,
    _purpose: &Purpose,
    _session: &Session,
    _dispatch: &Dispatch,
    _texts: &Texts,
    _on_sent: Callback<AttrValue>,
) -> Sending {
    Sending {
        phase: Phase::Idle,
        send: Callback::noop(),
        give_up: Callback::noop(),
    }
}

/// Sends what a form holds; `on_sent` is given the text when it was stored.
#[cfg(feature = "browser")]
#[hook]
pub fn use_send(
    remote: &Remote,
    purpose: &Purpose,
    session: &Session,
    dispatch: &Dispatch,
    texts: &Texts,
    on_sent: Callback<AttrValue>,
) -> Sending {
    use crate::components::fields::summary_id;
    use crate::sign_in::{self, Cancel};
    use crate::state::{Act, Press, draft};
    use wasm_bindgen_futures::spawn_local;

    let phase = use_state(Phase::default);
    // The state of the render in which a click happened may be old; this is
    // not.
    let busy = use_mut_ref(|| false);
    let cancel = use_mut_ref(|| Option::<Cancel>::None);
    // What was sent and got no answer.
    let lost = use_mut_ref(|| Option::<AttrValue>::None);
    let send = {
        let (phase, cancel) = (phase.setter(), cancel.clone());
        let (remote, purpose) = (remote.clone(), purpose.clone());
        let (dispatch, texts) = (dispatch.clone(), texts.clone());
        let signed_in = session.me().is_some();
        Callback::from(move |outgoing: Outgoing| {
            if purpose.keeps(&outgoing.body) {
                on_sent.emit(outgoing.body);
                dispatch.tell(Act::Pressed(Press::CloseForm));
                return;
            }
            let found = draft::flaws(&outgoing.body, outgoing.name.as_deref());
            if !found.is_empty() {
                phase.set(Phase::Flawed(found));
                dispatch.tell(Act::FocusOn(summary_id(&purpose.slot())));
                return;
            }
            let Some(client) = remote.client().filter(|_| !busy.replace(true)) else {
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
            dispatch.tell(Act::Say(texts.get(said)));
            let job = imp::Job {
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
                job.run(sign_in, outgoing).await;
                busy.replace(false);
            });
        })
    };
    let give_up = Callback::from(move |()| {
        if let Some(cancel) = cancel.borrow().as_ref() {
            cancel.cancel();
        }
    });
    Sending {
        phase: (*phase).clone(),
        send,
        give_up,
    }
}

#[cfg(feature = "browser")]
mod imp {
    use super::{Dispatch, Outgoing, Phase, Purpose, Session, Texts, Trouble};
    use crate::api::Client;
    use crate::components::fields::summary_id;
    use crate::hooks::outcome::sign_in_trouble;
    use crate::sign_in::SignIn;
    use crate::state::Act;
    use bedside_wire::{CommentStatus, EditComment, OwnComment, PostComment, ProblemCode};
    use std::cell::RefCell;
    use std::rc::Rc;
    use yew::{AttrValue, Callback, UseStateSetter};

    pub(super) struct Job {
        pub(super) client: Client,
        pub(super) purpose: Purpose,
        pub(super) dispatch: Dispatch,
        pub(super) texts: Texts,
        pub(super) phase: UseStateSetter<Phase>,
        pub(super) on_sent: Callback<AttrValue>,
        pub(super) lost: Rc<RefCell<Option<AttrValue>>>,
    }

    impl Job {
        pub(super) async fn run(self, sign_in: Option<SignIn>, outgoing: Outgoing) {
            if let Some(sign_in) = sign_in {
                match sign_in.finish().await {
                    Ok(session) => self.dispatch.tell(Act::MeIs(Box::new(session.me))),
                    Err(error) => return self.fail(sign_in_trouble(error)),
                }
                self.phase.set(Phase::Sending);
            }
            match self.send(&outgoing).await {
                Ok(own) => self.sent(own, outgoing.body),
                Err(trouble) => {
                    if trouble == Trouble::Offline {
                        self.lost.replace(Some(outgoing.body.clone()));
                    }
                    if trouble.code() == Some(ProblemCode::SessionExpired) {
                        self.dispatch.tell(Act::SessionIs(Session::Expired));
                    } else if trouble.code() == Some(ProblemCode::SignInNeeded) {
                        self.dispatch.tell(Act::SessionIs(Session::SignedOut));
                    }
                    self.fail(Some(trouble));
                }
            }
        }

        async fn send(&self, outgoing: &Outgoing) -> Result<OwnComment, Trouble> {
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
                        page: self.client.page_now().ok_or(Trouble::AnotherPage)?,
                        parent,
                        body,
                        name: outgoing.name.as_ref().map(ToString::to_string),
                    };
                    let key = outgoing.key.emit(());
                    Ok(self.client.post_comment(&post, &key).await?)
                }
            }
        }

        /// Looks whether an earlier text arrived that got no answer, before
        /// another one is sent: it would stand beside it. The same text has the
        /// same key and needs no looking.
        async fn look_for_lost(&self, body: &AttrValue) -> Result<(), Trouble> {
            let lost = self.lost.borrow().clone();
            let Some(lost) = lost.filter(|lost| lost != body) else {
                return Ok(());
            };
            let me = self.client.me().await?;
            self.lost.replace(None);
            let Some(me) = me else { return Ok(()) };
            let has_arrived = me.own.iter().any(|own| own.source.trim() == lost.trim());
            self.dispatch.tell(Act::MeIs(Box::new(me)));
            match has_arrived {
                true => Err(Trouble::SentBefore),
                false => Ok(()),
            }
        }

        fn sent(self, own: OwnComment, body: AttrValue) {
            let said = match (&self.purpose, own.comment.status) {
                _ if own.waiting_edit.is_some() => "said.edit_waits",
                (_, CommentStatus::Pending) => "said.pending",
                (Purpose::Edit { .. }, _) => "said.saved",
                _ => "said.posted",
            };
            self.phase.set(Phase::Idle);
            self.on_sent.emit(body);
            self.dispatch.tell(Act::Stored(Box::new(own)));
            self.dispatch.tell(Act::Say(self.texts.get(said)));
        }

        fn fail(self, trouble: Option<Trouble>) {
            match trouble {
                Some(trouble) => {
                    self.phase.set(Phase::Failed(trouble));
                    let summary = summary_id(&self.purpose.slot());
                    self.dispatch.tell(Act::FocusOn(summary));
                }
                // The page is leaving for the sign-in.
                None => self.phase.set(Phase::Idle),
            }
        }
    }
}
