//! Talking to providers of sign-in.

mod github;
mod http;
mod oidc;

use crate::config::Config;
use crate::error::Outcome;
use crate::site::Authentication;
use bedside_domain::Millis;
use bedside_domain::deployment::{Provider, ProviderKind};

/// What a started sign-in must remember, and where the person goes.
pub struct Departure {
    /// The provider's address to go to.
    pub address: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier (RFC 7636).
    pub verifier: String,
}

/// What came back from the provider, with what was remembered.
pub struct Arrival {
    /// The authorization code.
    pub code: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier.
    pub verifier: String,
    /// The start of an attempt that demanded a new authentication.
    pub demanded_at: Option<Millis>,
}

/// The address that every provider sends people back to.
fn callback(config: &Config) -> String {
    config.address("/v1/sign-in/callback")
}

/// Prepares to send a person to the provider; `fresh` demands that they prove
/// there anew who they are.
///
/// # Errors
/// `provider_unavailable` or `provider_refused` when it cannot be discovered.
pub async fn depart(
    config: &Config,
    provider: &Provider,
    state: String,
    fresh: bool,
) -> Outcome<Departure> {
    match &provider.kind {
        ProviderKind::Oidc { issuer } => oidc::depart(config, provider, issuer, state, fresh).await,
        ProviderKind::Github { authorize_url, .. } => {
            github::depart(config, provider, authorize_url, state)
        }
    }
}

/// Finds out who came back, and when they proved it.
///
/// # Errors
/// `provider_unavailable`, `provider_refused`, or the check of the ID token
/// that failed.
pub async fn arrive(
    config: &Config,
    provider: &Provider,
    arrival: Arrival,
) -> Outcome<Authentication> {
    match &provider.kind {
        ProviderKind::Oidc { issuer } => oidc::arrive(config, provider, issuer, arrival).await,
        ProviderKind::Github {
            token_url,
            user_url,
            ..
        } => github::arrive(config, provider, token_url, user_url, arrival).await,
    }
}
