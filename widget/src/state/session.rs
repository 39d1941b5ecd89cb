//! Who is at the keyboard, as far as the widget knows.

use bedside_wire::{Me, Role};
use std::rc::Rc;

/// The state of the person's session.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Session {
    /// Not asked yet; what the server renders. Shown as signed out.
    #[default]
    Unknown,
    /// No session is kept in this browser.
    SignedOut,
    /// The sign-in window is open.
    SigningIn,
    /// Signed in; the person's overlay of the page.
    In(Rc<Me>),
    /// There was a session and it ended without the person asking for it.
    Expired,
}

impl Session {
    /// The signed-in person.
    pub fn me(&self) -> Option<&Rc<Me>> {
        match self {
            Session::In(me) => Some(me),
            _ => None,
        }
    }

    /// True when the person may decide about comments.
    pub fn is_staff(&self) -> bool {
        self.me()
            .is_some_and(|me| matches!(me.role, Role::Owner | Role::Moderator))
    }
}
