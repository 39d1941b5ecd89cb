//! Who calls, and what makes a write one write.

use super::RequestContext;
use crate::error::Result;
use crate::platform;
use crate::site::{Caller, IdempotentRequest, WriteOutcome};
use bedside_domain::DomainError;
use bedside_domain::ErrorCode;
use bedside_domain::hashing::digest;
use bedside_domain::idempotency::IdempotencyKey;
use bedside_domain::proof::{ExpectedRequest, Proof, VerifiedProof};
use serde::Serialize;
use worker::{Response, ResponseBuilder};

/// The proof of a key that a request carries, checked against the request and
/// by its signature.
///
/// # Errors
/// `proof_invalid` or `proof_stale`.
pub async fn proof(ctx: &RequestContext, token: Option<&str>) -> Result<VerifiedProof> {
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

/// Who calls: the token and its key. Whether the session lives is for the
/// Site object to say.
///
/// # Errors
/// `sign_in_needed`, `proof_invalid` or `proof_stale`.
pub async fn caller(ctx: &RequestContext) -> Result<Caller> {
    let header = ctx.head.header("authorization");
    let token = header
        .strip_prefix("DPoP ")
        .filter(|token| !token.is_empty() && token.len() <= 64);
    let token = token.ok_or_else(|| DomainError::new(ErrorCode::SignInNeeded))?;
    Ok(Caller::new(digest(token), proof(ctx, Some(token)).await?))
}

/// What makes this write one write.
///
/// # Errors
/// `idempotency_key_missing` or `field_invalid`.
pub fn write(ctx: &RequestContext, body: &str) -> Result<IdempotentRequest> {
    let header = ctx.head.header("idempotency-key");
    let key = IdempotencyKey::parse(Some(&header))?;
    let request = format!("{} {}\n{body}", ctx.head.method, ctx.head.path);
    Ok(IdempotentRequest {
        key: key.as_str().to_owned(),
        request_hash: digest(&request),
    })
}

/// A private answer as JSON.
///
/// # Errors
/// When it cannot be built.
pub fn private<T: Serialize>(status: u16, value: &T) -> Result<Response> {
    Ok(private_builder(status)?.fixed(serde_json::to_vec(value)?))
}

fn private_builder(status: u16) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_status(status)
        .with_header("content-type", "application/json")?
        .with_header("cache-control", "no-store")
}

/// The answer to a write.
///
/// # Errors
/// When it cannot be built.
pub fn written<T: Serialize>(status: u16, written: &WriteOutcome<T>) -> Result<Response> {
    let mut builder = private_builder(status)?;
    if written.replayed {
        builder = builder.with_header("idempotency-replayed", "true")?;
    }
    Ok(builder.fixed(serde_json::to_vec(&written.outcome)?))
}
