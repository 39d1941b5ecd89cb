//! The rendered fragment's state for the widget, and the messages between the
//! sign-in window and its opener.

use crate::thread::ThreadView;
use serde::{Deserialize, Serialize};

/// The JSON inside the rendered fragment: with the elements beside it, all that
/// the widget needs to hydrate it without another request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FragmentState {
    /// The same view the HTML shows. In the fragment the comments' texts are
    /// left out: the widget reads them back from their elements.
    pub view: ThreadView,
    /// BCP 47 tag of the language the HTML is in.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The build's name under which the texts that fit this HTML are fetched: that
    /// of the assets, or for a site with text overrides one made from it.
    pub build: String,
}

/// Sign-in window to its opener, by `postMessage`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "bedside", rename_all = "kebab-case")]
pub enum PopupMessage {
    /// The start page is there and requests the opener's key.
    SignInReady,
    /// The provider's response was checked; the attempt can be exchanged.
    SignInDone,
    /// The sign-in failed; `code` is a problem code.
    SignInFailed {
        /// The problem code.
        code: String,
    },
}

/// Opener to sign-in window, by `postMessage`, in response to `sign-in-ready`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "bedside", rename_all = "kebab-case")]
pub enum OpenerMessage {
    /// The key that the session shall be bound to.
    SignInKey {
        /// SHA-256 thumbprint of the public key (RFC 7638), base64url.
        thumbprint: String,
        /// A fresh random handle: 16 bytes, base64url.
        attempt: String,
    },
}
