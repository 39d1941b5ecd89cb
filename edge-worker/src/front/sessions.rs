//! What people do about their sessions, and an owner about somebody's.

use super::{Call, session};
use crate::error::Outcome;
use crate::site::{EndSession, EndSessions, EndSessionsOf, ReadSessions, SignOut};
use worker::{Response, ResponseBuilder};

fn ended() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}

pub async fn read_sessions(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    session::private(200, &call.run(&ReadSessions { caller }).await?)
}

pub async fn sign_out(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    call.run(&SignOut { caller }).await?;
    Ok(ended())
}

pub async fn end_one(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = call.part("id").to_owned();
    call.run(&EndSession { caller, id }).await?;
    Ok(ended())
}

pub async fn end_all(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let this_too = call.asked.query("this").as_deref() == Some("true");
    call.run(&EndSessions { caller, this_too }).await?;
    Ok(ended())
}

pub async fn end_all_of(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = call.part("id").to_owned();
    call.run(&EndSessionsOf { caller, id }).await?;
    Ok(ended())
}
