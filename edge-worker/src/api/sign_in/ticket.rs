//! Tickets: a page proves its key before the whole page leaves for a sign-in.

use crate::api::{RouteContext, auth, body};
use crate::error::Result;
use crate::platform;
use crate::site::{KeyHolder, MakeTicket};
use bedside_domain::hashing::digest;
use bedside_domain::{ErrorCode, return_address};
use bedside_wire::session::{MakeStartTicket, StartTicket};
use worker::Response;

pub async fn make_ticket(mut ctx: RouteContext<KeyHolder>) -> Result<Response> {
    let (MakeStartTicket { return_to }, _) = body::json(&mut ctx).await?;
    let origin = ctx.head.header("origin");
    // Elsewhere a request without origin comes from no page; here one must ask.
    if !ctx.site()?.origins.contains(&origin) {
        return Err(ErrorCode::OriginNotAllowed.into());
    }
    let return_to = return_address::sanitize(&return_to, &origin)?;
    let ticket = platform::new_secret();
    let ticket_hash = digest(&ticket);
    ctx.run(&MakeTicket {
        ticket_hash,
        return_to,
    })
    .await?;
    auth::private(201, &StartTicket { ticket })
}
