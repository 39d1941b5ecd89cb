//! Credentials of requests, and private responses.

use super::RequestContext;
use crate::error::Result;
use crate::platform;
use crate::site::{MetricsCredentials, OperatorCredentials, SessionCredentials};
use bedside_domain::hashing::digest;
use bedside_domain::proof::{ExpectedRequest, Proof, VerifiedProof};
use bedside_domain::{DomainError, ErrorCode};
use serde::Serialize;
use worker::{Response, ResponseBuilder};

/// The proof of a key that a request carries, checked against the request and
/// by its signature.
///
/// # Errors
/// `proof_invalid` or `proof_stale`.
async fn proof(ctx: &RequestContext, token: Option<&str>) -> Result<VerifiedProof> {
    let proof = Proof::parse(&ctx.head.header("dpop"))?;
    let url = ctx.config.address(&ctx.head.path);
    let demand = ExpectedRequest {
        method: &ctx.head.method,
        url: &url,
        token,
        now: platform::now(),
    };
    let fitting = proof.fit(demand)?;
    if !platform::signature_fits(&proof).await {
        return Err(ErrorCode::ProofInvalid.into());
    }
    Ok(fitting)
}

/// Credentials that a request carries, checked as far as that goes without the
/// Site object.
pub trait Authenticate: Sized {
    /// Reads and checks them.
    ///
    /// # Errors
    /// `sign_in_needed`, `proof_invalid`, `proof_stale` or `not_allowed`.
    async fn authenticate(ctx: &RequestContext) -> Result<Self>;
}

impl Authenticate for () {
    async fn authenticate(_: &RequestContext) -> Result<Self> {
        Ok(())
    }
}

impl Authenticate for VerifiedProof {
    async fn authenticate(ctx: &RequestContext) -> Result<Self> {
        proof(ctx, None).await
    }
}

impl Authenticate for SessionCredentials {
    async fn authenticate(ctx: &RequestContext) -> Result<Self> {
        let header = ctx.head.header("authorization");
        let token = header
            .strip_prefix("DPoP ")
            .filter(|token| !token.is_empty() && token.len() <= 64);
        let token = token.ok_or_else(|| DomainError::new(ErrorCode::SignInNeeded))?;
        Ok(Self {
            token_hash: digest(token),
            proof: proof(ctx, Some(token)).await?,
        })
    }
}

impl Authenticate for Option<SessionCredentials> {
    async fn authenticate(ctx: &RequestContext) -> Result<Self> {
        if ctx.head.header("authorization").is_empty() {
            return Ok(None);
        }
        SessionCredentials::authenticate(ctx).await.map(Some)
    }
}

impl Authenticate for OperatorCredentials {
    async fn authenticate(ctx: &RequestContext) -> Result<Self> {
        Self::of(&bearer(ctx), &ctx.config)
    }
}

impl Authenticate for MetricsCredentials {
    async fn authenticate(ctx: &RequestContext) -> Result<Self> {
        Self::of(&bearer(ctx), &ctx.config)
    }
}

fn bearer(ctx: &RequestContext) -> String {
    let header = ctx.head.header("authorization");
    header
        .strip_prefix("Bearer ")
        .unwrap_or_default()
        .to_owned()
}

/// A private answer as JSON.
///
/// # Errors
/// When it cannot be built.
pub fn private<T: Serialize>(status: u16, value: &T) -> Result<Response> {
    Ok(private_builder(status)?.fixed(serde_json::to_vec(value)?))
}

/// The headers that a private answer as JSON begins with.
///
/// # Errors
/// When the platform refuses one.
pub fn private_builder(status: u16) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_status(status)
        .with_header("content-type", "application/json")?
        .with_header("cache-control", "no-store")
}
