//! Sessions bound to a key of the browser that signed in.
//!
//! A request proves the key with a DPoP proof (RFC 9449): header
//! `Authorization: DPoP TOKEN` and header `DPoP: PROOF`, where the proof is a
//! JWT signed with ES256 that carries `jti`, `htm`, `htu`, `iat` and, with a
//! token, `ath`.

use crate::viewer::Viewer;
use serde::{Deserialize, Serialize};

/// The opener's request to turn a finished sign-in into a session. Exactly one of
/// the two is set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeSignIn {
    /// The handle the opener gave to the popup: 22 characters of base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<String>,
    /// The one-time code that a full-page sign-in brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The page whose overlay the response carries.
    pub page: String,
}

/// Requests the ticket that begins a full-page sign-in, with a proof of the key and
/// no token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MakeStartTicket {
    /// The address of the requesting page; the person comes back to it.
    pub return_to: String,
}

/// Begins one full-page sign-in, for the key that was proved. The page sends it
/// as the field `ticket` of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StartTicket {
    /// Opaque; works once, within five minutes.
    pub ticket: String,
}

/// A new session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// Opaque; worthless without the key.
    pub token: String,
    /// RFC 3339 in UTC.
    pub expires: String,
    /// The person and their overlay of the page.
    pub me: Viewer,
}

/// The sessions of the requesting person, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sessions {
    /// The sessions that have not ended.
    pub items: Vec<SessionView>,
}

/// A session, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionView {
    /// Opaque, and of no use without a session.
    pub id: String,
    /// When the person signed in, RFC 3339 in UTC.
    pub created: String,
    /// When it was last used, some minutes late at most, RFC 3339 in UTC.
    pub last_used: String,
    /// The browser at the sign-in, such as `Firefox`, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The system at the sign-in, such as `Android`, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// True for the session of the request.
    pub this: bool,
}

/// The response while the person is still at the provider (status 202).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInPending {
    /// Milliseconds until the next request.
    pub retry_after_ms: u32,
}
