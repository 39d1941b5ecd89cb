//! GitHub: plain OAuth 2.0 with PKCE, and one request for the person's id.

use super::oidc::{refused, unavailable};
use super::{AuthorizationCallback, AuthorizationRequest, callback_url, http};
use crate::config::Config;
use crate::error::{HttpError, Result};
use crate::platform;
use crate::site::{Authentication, Identity};
use ::http::header::{ACCEPT, AUTHORIZATION};
use bedside_domain::deployment::Provider;
use oauth2::basic::BasicClient;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, TokenResponse, TokenUrl,
};
use serde::Deserialize;

fn broken(error: impl std::fmt::Display) -> HttpError {
    HttpError::Internal(error.to_string())
}

pub(super) fn start(
    config: &Config,
    provider: &Provider,
    authorize_url: &str,
    state: String,
) -> Result<AuthorizationRequest> {
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, _) = BasicClient::new(ClientId::new(provider.client_id.clone()))
        .set_auth_uri(AuthUrl::new(authorize_url.to_owned()).map_err(broken)?)
        .set_redirect_uri(RedirectUrl::new(callback_url(config, provider)).map_err(broken)?)
        .authorize_url(move || CsrfToken::new(state))
        .set_pkce_challenge(challenge)
        .url();
    // Plain OAuth has no nonce; the state and PKCE bind the response.
    Ok(AuthorizationRequest {
        address: address.to_string(),
        nonce: String::new(),
        verifier: verifier.into_secret(),
    })
}

#[derive(Deserialize)]
struct User {
    id: u64,
}

pub(super) async fn finish(
    config: &Config,
    provider: &Provider,
    token_url: &str,
    user_url: &str,
    callback: AuthorizationCallback,
) -> Result<Authentication> {
    let secret = config
        .provider_secret(provider)
        .map(|secret| secret.expose().to_owned())
        .unwrap_or_default();
    let token = BasicClient::new(ClientId::new(provider.client_id.clone()))
        .set_client_secret(ClientSecret::new(secret))
        .set_auth_type(AuthType::RequestBody)
        .set_token_uri(TokenUrl::new(token_url.to_owned()).map_err(broken)?)
        .set_redirect_uri(RedirectUrl::new(callback_url(config, provider)).map_err(broken)?)
        .exchange_code(AuthorizationCode::new(callback.code))
        .set_pkce_verifier(PkceCodeVerifier::new(callback.verifier))
        .request_async(&http::send)
        .await
        .map_err(|error| match error {
            RequestTokenError::Request(error) => unavailable(&error),
            // GitHub sends errors with status 200, which cannot be parsed as a
            // token.
            error => refused(&error.to_string()),
        })?;
    let request = ::http::Request::get(user_url)
        .header(
            AUTHORIZATION,
            format!("Bearer {}", token.access_token().secret()),
        )
        .header(ACCEPT, "application/vnd.github+json")
        .body(Vec::new())
        .map_err(broken)?;
    let response = http::send(request)
        .await
        .map_err(|error| unavailable(&error))?;
    if !response.status().is_success() {
        return Err(refused("the user could not be read"));
    }
    let user: User =
        serde_json::from_slice(response.body()).map_err(|_| refused("the user is unreadable"))?;
    Ok(Authentication {
        identity: Identity {
            issuer: provider.issuer().to_owned(),
            subject: user.id.to_string(),
        },
        // GitHub does not tell, nor does it take a demand: the sign-in counts.
        at: platform::now(),
    })
}
