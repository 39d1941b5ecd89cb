//! Who is at the keyboard, as far as the widget knows.

use bedside_wire::{Role, Viewer};
use std::rc::Rc;
use yew::AttrValue;

/// The state of the person's session.
#[derive(Debug, Clone, Default)]
pub enum Session {
    /// Not asked yet; what the server renders. Shown as signed out.
    #[default]
    Unknown,
    /// No session is kept in this browser.
    SignedOut,
    /// The sign-in window is open.
    SigningIn,
    /// Signed in; the person's overlay of the page.
    In(Rc<Viewer>),
    /// There was a session and it ended without the person asking for it.
    Expired,
}

/// By identity: each answer of the worker is another person's state, and
/// comparing what is in it would cost more than showing it again.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Session::In(a), Session::In(b)) => Rc::ptr_eq(a, b),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl Session {
    /// The signed-in person.
    pub fn me(&self) -> Option<&Rc<Viewer>> {
        match self {
            Session::In(me) => Some(me),
            _ => None,
        }
    }

    /// The account that is there, as a tag; empty for nobody's. `None` while
    /// that is open, or goes on being whose it was.
    pub fn owner(&self) -> Option<AttrValue> {
        match self {
            Session::In(me) => Some(me.account.clone().into()),
            Session::SignedOut => Some(AttrValue::default()),
            Session::Unknown | Session::SigningIn | Session::Expired => None,
        }
    }

    /// True when the person may decide about comments.
    pub fn is_staff(&self) -> bool {
        self.me()
            .is_some_and(|me| matches!(me.role, Role::Owner | Role::Moderator))
    }
}
