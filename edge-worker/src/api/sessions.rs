//! What people do about their sessions, and an owner about somebody's.

use super::{RequestContext, auth};
use crate::error::Result;
use crate::site::{EndSession, EndSessions, EndSessionsOf, ReadSessions, SignOut};
use worker::{Response, ResponseBuilder};

fn ended() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}

pub async fn read_sessions(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    auth::private(200, &ctx.run(&ReadSessions { caller }).await?)
}

pub async fn sign_out(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    ctx.run(&SignOut { caller }).await?;
    Ok(ended())
}

pub async fn end_one(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = ctx.part("id").to_owned();
    ctx.run(&EndSession { caller, id }).await?;
    Ok(ended())
}

pub async fn end_all(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let this_too = ctx.head.query("this").as_deref() == Some("true");
    ctx.run(&EndSessions { caller, this_too }).await?;
    Ok(ended())
}

pub async fn end_all_of(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = ctx.part("id").to_owned();
    ctx.run(&EndSessionsOf { caller, id }).await?;
    Ok(ended())
}
