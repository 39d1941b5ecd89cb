//! Signing in: a popup on the worker's own page, or the whole page when
//! popups are blocked. Either way the session ends up bound to a key that
//! never leaves this browser.
//!
//! [`begin`] runs inside the click, because only there may a popup open;
//! everything that takes time is in [`SignIn::finish`].

mod error;
mod popup;
mod popup_poll;
mod redirect;

pub use error::SignInError;
pub use redirect::resume;

use crate::api::Client;
use crate::browser::{Mailbox, Popup, origin, random};
use bedside_wire::embed::PopupMessage;
use bedside_wire::session::Session;

/// A sign-in under way. Dropping it ends the waiting and the listening.
pub struct SignIn {
    client: Client,
    /// The handle by which popup, worker and this page know the attempt.
    attempt: String,
    fresh: bool,
    events: Mailbox<PopupEvent>,
    /// `None` where the browser blocked it.
    popup: Option<Popup>,
}

/// An event while the popup is open.
enum PopupEvent {
    Message(PopupMessage),
    Cancelled,
}

/// Ends a sign-in that [`SignIn::finish`] is waiting for.
#[derive(Clone)]
pub struct Cancel(Mailbox<PopupEvent>);

impl Cancel {
    /// Ends it; `finish` returns [`SignInError::Closed`].
    pub fn cancel(&self) {
        self.0.put(PopupEvent::Cancelled);
    }
}

/// Opens the sign-in window. Call it inside the person's click. `fresh` has the
/// provider ask anew who it is, for what a session that was left open must not do.
pub fn begin(client: &Client, fresh: bool) -> SignIn {
    let embed = client.embed();
    let address = client.sign_in_address(
        "",
        &[
            ("mode", Some("popup")),
            ("origin", Some(&origin())),
            ("lang", Some(&embed.lang)),
            ("fresh", fresh.then_some("true")),
        ],
    );
    let events = Mailbox::default();
    let popup = Popup::open(&address, &embed.host, {
        let events = events.clone();
        move |message| events.put(PopupEvent::Message(message))
    });
    SignIn {
        client: client.clone(),
        attempt: random::token(),
        fresh,
        events,
        popup,
    }
}

impl SignIn {
    /// Waits until the person is signed in, or until that has become
    /// hopeless. May take the ten minutes that a sign-in lives: offer the
    /// person a way to [`Cancel`].
    pub async fn finish(self) -> Result<Session, SignInError> {
        let keys = self.client.signing_key().await?;
        match &self.popup {
            Some(popup) => self.wait_for(popup, keys).await,
            None => Err(redirect::leave(&self.client, keys, self.fresh).await),
        }
    }

    /// A handle to end it with.
    pub fn canceller(&self) -> Cancel {
        Cancel(self.events.clone())
    }

    /// True when popups are blocked: [`SignIn::finish`] will leave the page.
    pub fn leaves_the_page(&self) -> bool {
        self.popup.is_none()
    }
}
