//! Writes: a body is read, an operation made of it and done once.

use super::{RequestContext, RouteContext, auth, body};
use crate::error::Result;
use crate::site::op::Op;
use crate::site::{Access, IdempotentRequest, Once, WriteOutcome};
use bedside_domain::hashing::digest;
use bedside_domain::idempotency::IdempotencyKey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::Response;

/// Does the write that a body asks for, and answers with its outcome.
///
/// # Errors
/// What is wrong with the body or the key, or what the write fails with.
pub async fn write<A, B, W, T>(
    mut ctx: RouteContext<A>,
    status: u16,
    make: impl FnOnce(B) -> W,
) -> Result<Response>
where
    A: Access,
    B: DeserializeOwned,
    Once<W>: Op<Access = A, Outcome = WriteOutcome<T>>,
    T: Serialize,
{
    let (body, text) = body::json(&mut ctx).await?;
    response(status, &once(&ctx, make(body), &text).await?)
}

/// Does a write that is asked for without a body, and answers with its outcome.
///
/// # Errors
/// What is wrong with the key, or what the write fails with.
pub async fn write_without_body<A, W, T>(
    ctx: RouteContext<A>,
    status: u16,
    op: W,
) -> Result<Response>
where
    A: Access,
    Once<W>: Op<Access = A, Outcome = WriteOutcome<T>>,
    T: Serialize,
{
    response(status, &once(&ctx, op, "").await?)
}

/// Does a write once under the request's `Idempotency-Key`. A repeat is of the same
/// `asked`.
///
/// # Errors
/// `idempotency_key_missing`, `field_invalid`, or what the write fails with.
pub async fn once<A, W, T>(ctx: &RouteContext<A>, op: W, asked: &str) -> Result<WriteOutcome<T>>
where
    A: Access,
    Once<W>: Op<Access = A, Outcome = WriteOutcome<T>>,
{
    let write = idempotent_request(ctx, asked)?;
    ctx.run(&Once { write, op }).await
}

fn idempotent_request(ctx: &RequestContext, asked: &str) -> Result<IdempotentRequest> {
    let header = ctx.head.header("idempotency-key");
    let key = IdempotencyKey::parse(Some(&header))?;
    let request = format!("{} {}\n{asked}", ctx.head.method, ctx.head.path);
    Ok(IdempotentRequest {
        key: key.as_str().to_owned(),
        request_hash: digest(&request),
    })
}

/// The response to a write.
///
/// # Errors
/// When it cannot be built.
pub fn response<T: Serialize>(status: u16, written: &WriteOutcome<T>) -> Result<Response> {
    let mut builder = auth::private_builder(status)?;
    if written.replayed {
        builder = builder.with_header("idempotency-replayed", "true")?;
    }
    Ok(builder.fixed(serde_json::to_vec(&written.outcome)?))
}
