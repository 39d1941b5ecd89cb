//! The session of the person at the keyboard, as far as the widget knows.

use bedside_wire::{Role, Viewer};
use std::rc::Rc;
use yew::AttrValue;

/// The state of the person's session.
#[derive(Debug, Clone, Default)]
pub enum SessionState {
    /// Not requested yet; what the server renders. Shown as signed out.
    #[default]
    Unknown,
    /// No session is stored in this browser.
    SignedOut,
    /// The sign-in window is open.
    SigningIn,
    /// Signed in; the person's overlay of the page.
    In(Rc<Viewer>),
    /// There was a session and it ended without the person asking for it.
    Expired,
}

/// By identity: each response of the worker is another person's state, and
/// comparing what is in it would cost more than showing it again.
impl PartialEq for SessionState {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (SessionState::In(a), SessionState::In(b)) => Rc::ptr_eq(a, b),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl SessionState {
    /// The signed-in person.
    pub fn viewer(&self) -> Option<&Rc<Viewer>> {
        match self {
            SessionState::In(me) => Some(me),
            _ => None,
        }
    }

    /// The account that is there, as a tag; empty for nobody's. `None` while
    /// that is open, or goes on being whose it was.
    pub fn owner(&self) -> Option<AttrValue> {
        match self {
            SessionState::In(me) => Some(me.account.clone().into()),
            SessionState::SignedOut => Some(AttrValue::default()),
            SessionState::Unknown | SessionState::SigningIn | SessionState::Expired => None,
        }
    }

    /// True when the person may decide about comments.
    pub fn is_staff(&self) -> bool {
        self.viewer()
            .is_some_and(|me| matches!(me.role, Role::Owner | Role::Moderator))
    }
}
