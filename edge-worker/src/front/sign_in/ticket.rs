//! Tickets: a page proves its key before the whole page leaves for a sign-in.

use crate::error::Outcome;
use crate::front::{Call, body, session};
use crate::platform;
use crate::site::MakeTicket;
use bedside_domain::hashing::digest;
use bedside_domain::return_address;
use bedside_wire::ProblemCode;
use bedside_wire::session::{MakeStartTicket, StartTicket};
use worker::Response;

pub async fn make_ticket(mut call: Call) -> Outcome<Response> {
    let proof = session::proof(&call, None).await?;
    let (MakeStartTicket { return_to }, _) = body::json(&mut call).await?;
    let origin = call.asked.header("origin");
    // Elsewhere a request without origin comes from no page; here one must ask.
    if !call.site()?.origins.contains(&origin) {
        return Err(ProblemCode::OriginNotAllowed.into());
    }
    let return_to = return_address::accept(&return_to, &origin)?;
    let ticket = platform::new_secret();
    call.run(&MakeTicket::new(digest(&ticket), return_to, proof))
        .await?;
    session::private(201, &StartTicket { ticket })
}
