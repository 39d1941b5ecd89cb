//! Routes about a person's own sessions, and an owner's about somebody's.

use super::{RouteContext, auth};
use crate::error::Result;
use crate::site::{EndSession, EndSessions, EndSessionsOf, Owner, ReadSessions, SignOut, SignedIn};
use worker::{Response, ResponseBuilder};

fn ended() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}

pub async fn read_sessions(ctx: RouteContext<SignedIn>) -> Result<Response> {
    auth::private(200, &ctx.run(&ReadSessions {}).await?)
}

pub async fn sign_out(ctx: RouteContext<SignedIn>) -> Result<Response> {
    ctx.run(&SignOut {}).await?;
    Ok(ended())
}

pub async fn end_one(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let id = ctx.part("id").to_owned();
    ctx.run(&EndSession { id }).await?;
    Ok(ended())
}

pub async fn end_all(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let this_too = ctx.head.query("this").as_deref() == Some("true");
    ctx.run(&EndSessions { this_too }).await?;
    Ok(ended())
}

pub async fn end_all_of(ctx: RouteContext<Owner>) -> Result<Response> {
    let id = ctx.part("id").to_owned();
    ctx.run(&EndSessionsOf { id }).await?;
    Ok(ended())
}
