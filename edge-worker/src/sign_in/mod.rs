//! Talking to providers of sign-in.

mod github;
mod http;
mod oidc;

use crate::config::Config;
use crate::error::Result;
use crate::site::Authentication;
use bedside_domain::Millis;
use bedside_domain::deployment::{Provider, ProviderKind};

/// The provider's address for a person, with the secrets that the callback needs.
pub struct AuthorizationRequest {
    /// The provider's address to go to.
    pub address: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier (RFC 7636).
    pub verifier: String,
}

/// The provider's redirect back to us, with the secrets of its request.
pub struct AuthorizationCallback {
    /// The authorization code.
    pub code: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier.
    pub verifier: String,
    /// The start of an attempt that demanded a new authentication.
    pub demanded_at: Option<Millis>,
}

/// The address that this provider, and no other, sends people back to.
fn callback_url(config: &Config, provider: &Provider) -> String {
    config.address(&format!("/v1/sign-in/callback/{}", provider.id))
}

/// True where a response that names `issuer` may be this provider's (RFC 9207): a
/// code of one provider must not be shown to another. A provider that announces to
/// name itself must.
///
/// # Errors
/// `provider_unavailable` or `provider_refused` when it cannot be discovered.
pub async fn names_issuer(provider: &Provider, issuer: Option<&str>) -> Result<bool> {
    match &provider.kind {
        ProviderKind::Oidc { issuer: own } => match issuer {
            Some(named) => Ok(named == own),
            None => Ok(!oidc::announces_issuer(own).await?),
        },
        ProviderKind::Github { .. } => Ok(true),
    }
}

/// Prepares to send a person to the provider; `fresh` demands that they prove
/// there anew who they are.
///
/// # Errors
/// `provider_unavailable` or `provider_refused` when it cannot be discovered.
pub async fn start(
    config: &Config,
    provider: &Provider,
    state: String,
    fresh: bool,
) -> Result<AuthorizationRequest> {
    let request = match &provider.kind {
        ProviderKind::Oidc { issuer } => {
            oidc::start(config, provider, issuer, state, fresh).await?
        }
        ProviderKind::Github { authorize_url, .. } => {
            github::start(config, provider, authorize_url, state)?
        }
    };
    // A page of ours links to it.
    if request.address.starts_with("https://") || request.address.starts_with("http://") {
        Ok(request)
    } else {
        Err(oidc::refused(
            "the authorization endpoint is no web address",
        ))
    }
}

/// Finds out who came back, and when they proved it.
///
/// # Errors
/// `provider_unavailable`, `provider_refused`, or the check of the ID token
/// that failed.
pub async fn finish(
    config: &Config,
    provider: &Provider,
    callback: AuthorizationCallback,
) -> Result<Authentication> {
    match &provider.kind {
        ProviderKind::Oidc { issuer } => oidc::finish(config, provider, issuer, callback).await,
        ProviderKind::Github {
            token_url,
            user_url,
            ..
        } => github::finish(config, provider, token_url, user_url, callback).await,
    }
}
