//! OpenID Connect: discovery, authorization code with PKCE, and the checks of
//! the ID token, by the `openidconnect` library.

use super::http;
use super::{AuthorizationCallback, AuthorizationRequest, callback_url};
use crate::config::Config;
use crate::error::{HttpError, Result};
use crate::log;
use crate::platform;
use crate::site::{Authentication, Identity};
use bedside_domain::deployment::{Provider, is_private};
use bedside_domain::hashing::from_base64url;
use bedside_domain::limits::SESSION_MS;
use bedside_domain::session::AuthTime;
use bedside_domain::{ErrorCode, Millis};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType,
    CoreClient, CoreClientAuthMethod, CoreGrantType, CoreIdTokenClaims, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError,
    TokenResponse,
};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

/// Milliseconds that a provider's metadata and keys are used before they are read
/// again.
const METADATA_MS: Millis = 10 * 60 * 1_000;
/// Clocks of two servers may differ by this many seconds.
const SKEW_S: i64 = 60;
/// The age of a person's authentication at the provider, at most, for a sign-in
/// that demands nothing: as long as a session of ours may last.
const ANY_AGE: Duration = Duration::from_millis(SESSION_MS as u64);
/// An ID token issued longer ago than this, in seconds, does not belong to our
/// request.
const AGE_S: i64 = 10 * 60;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Metadata of a provider that the library does not read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Announced {
    /// True where it names itself in each response (RFC 9207, 3).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Announced {}

type Metadata = ProviderMetadata<
    Announced,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

thread_local! {
    static METADATA: RefCell<HashMap<String, (Millis, Metadata)>> = RefCell::default();
}

/// True where the provider announces to name itself in each response.
pub(super) async fn announces_issuer(issuer: &str) -> Result<bool> {
    let metadata = metadata(issuer, false).await?;
    let announced = metadata.additional_metadata();
    Ok(announced.authorization_response_iss_parameter_supported)
}

pub(super) async fn start(
    config: &Config,
    provider: &Provider,
    issuer: &str,
    state: String,
    fresh: bool,
) -> Result<AuthorizationRequest> {
    let metadata = metadata(issuer, false).await?;
    let told = auth_time_is_told(provider, &metadata);
    let client = client(config, provider, metadata)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            Nonce::new_random,
        )
        .set_pkce_challenge(challenge)
        // Requests `auth_time` as well (OpenID Connect Core 2).
        .set_max_age(if fresh { Duration::ZERO } else { ANY_AGE });
    if fresh && told {
        // Not where the provider knows nothing of times: some refuse the value.
        request = request.add_prompt(CoreAuthPrompt::Login);
    }
    let (address, _, nonce) = request.url();
    Ok(AuthorizationRequest {
        address: address.to_string(),
        nonce: nonce.secret().clone(),
        verifier: verifier.into_secret(),
    })
}

pub(super) async fn finish(
    config: &Config,
    provider: &Provider,
    issuer: &str,
    callback: AuthorizationCallback,
) -> Result<Authentication> {
    let metadata = self::metadata(issuer, false).await?;
    let is_told = auth_time_is_told(provider, &metadata);
    let client = client(config, provider, metadata)?;
    let response = client
        .exchange_code(AuthorizationCode::new(callback.code))
        .map_err(|error| refused(&error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(callback.verifier))
        .request_async(&http::send)
        .await
        .map_err(|error| match error {
            RequestTokenError::Request(error) => unavailable(&error),
            RequestTokenError::ServerResponse(error) => refused(&error.to_string()),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                refused("token answer unreadable")
            }
        })?;
    let token = response.id_token().ok_or_else(|| refused("no ID token"))?;
    let nonce = Nonce::new(callback.nonce);
    let claims = |client: &Client| -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
        let verifier = client
            .id_token_verifier()
            .set_issue_time_verifier_fn(|issued| {
                let age = platform::now().div_euclid(1_000) - issued.timestamp();
                if (-SKEW_S..=AGE_S).contains(&age) {
                    Ok(())
                } else {
                    Err("issued at another time".into())
                }
            });
        token.claims(&verifier, &nonce).cloned()
    };
    let checked = match claims(&client) {
        // The provider may have changed its keys since we read them.
        Err(ClaimsVerificationError::SignatureVerification(_)) => claims(&self::client(
            config,
            provider,
            self::metadata(issuer, true).await?,
        )?),
        checked => checked,
    };
    let claims = checked.map_err(|error| HttpError::from(token_code(&error)))?;
    if starts_later(&token.to_string()) {
        return Err(ErrorCode::IdTokenTime.into());
    }
    let auth_time = AuthTime {
        claimed: claims.auth_time().map(|time| time.timestamp_millis()),
        is_told,
        demanded_at: callback.demanded_at,
    };
    Ok(Authentication {
        at: auth_time.check(platform::now())?,
        identity: Identity {
            issuer: issuer.to_owned(),
            subject: claims.subject().to_string(),
        },
    })
}

/// True where the provider's ID tokens tell when the person signed in there: as the
/// deployment says, or the metadata, which need not name a claim (OpenID Connect
/// Discovery 3). A provider that is silent about it is held to the standard.
fn auth_time_is_told(provider: &Provider, metadata: &Metadata) -> bool {
    let named =
        |claims: &Vec<CoreClaimName>| claims.iter().any(|name| name.as_str() == "auth_time");
    let stated = provider.auth_time;
    stated.unwrap_or_else(|| metadata.claims_supported().is_none_or(named))
}

/// True where a token, checked already, is not valid yet (RFC 7519, 4.1.5). The
/// library looks at the claims of OpenID Connect, which `nbf` is not among.
fn starts_later(token: &str) -> bool {
    #[derive(Deserialize)]
    struct Claims {
        nbf: Option<f64>,
    }
    let payload = token.split('.').nth(1).and_then(from_base64url);
    let claims = payload.and_then(|json| serde_json::from_slice::<Claims>(&json).ok());
    let now = platform::now().div_euclid(1_000);
    claims
        .and_then(|claims| claims.nbf)
        .is_some_and(|nbf| nbf > (now + SKEW_S) as f64)
}

fn client(config: &Config, provider: &Provider, metadata: Metadata) -> Result<Client> {
    let secret = config
        .provider_secret(provider)
        .map(|secret| ClientSecret::new(secret.expose().to_owned()));
    let redirect = RedirectUrl::new(callback_url(config, provider))
        .map_err(|error| HttpError::Internal(error.to_string()))?;
    Ok(CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.client_id.clone()),
        secret,
    )
    .set_redirect_uri(redirect))
}

/// The provider's metadata with its keys, read anew when old or on demand.
async fn metadata(issuer: &str, anew: bool) -> Result<Metadata> {
    let now = platform::now();
    let known = METADATA.with_borrow(|known| known.get(issuer).cloned());
    if let Some((read, metadata)) = known
        && !anew
        && now - read < METADATA_MS
    {
        return Ok(metadata);
    }
    let url = IssuerUrl::new(issuer.to_owned())
        .map_err(|error| HttpError::Internal(error.to_string()))?;
    let metadata =
        Metadata::discover_async(url, &http::send)
            .await
            .map_err(|error| match error {
                DiscoveryError::Request(error) => unavailable(&error),
                DiscoveryError::Response(..) => unavailable(&error),
                error => refused(&error.to_string()),
            })?;
    // Where the worker itself sends the request, `http::send` checks this.
    if !is_private(metadata.authorization_endpoint().as_str()) {
        return Err(refused("its authorization endpoint is not https"));
    }
    METADATA.with_borrow_mut(|known| known.insert(issuer.to_owned(), (now, metadata.clone())));
    Ok(metadata)
}

fn token_code(error: &ClaimsVerificationError) -> ErrorCode {
    log::warn("ID token", &error.to_string());
    match error {
        ClaimsVerificationError::Expired(_) | ClaimsVerificationError::InvalidAuthTime(_) => {
            ErrorCode::IdTokenTime
        }
        ClaimsVerificationError::InvalidAudience(_) => ErrorCode::IdTokenAudience,
        ClaimsVerificationError::InvalidIssuer(_) => ErrorCode::IdTokenIssuer,
        ClaimsVerificationError::InvalidNonce(_) => ErrorCode::IdTokenNonce,
        ClaimsVerificationError::SignatureVerification(_) => ErrorCode::IdTokenSignature,
        _ => ErrorCode::ProviderRefused,
    }
}

pub(super) fn unavailable(error: &impl std::fmt::Display) -> HttpError {
    log::warn("provider", &error.to_string());
    ErrorCode::ProviderUnavailable.into()
}

pub(super) fn refused(why: &str) -> HttpError {
    log::warn("provider", why);
    ErrorCode::ProviderRefused.into()
}
