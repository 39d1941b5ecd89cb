//! Start tickets: full-page sign-ins that a page began, with its key.

use super::access::{Anyone, KeyHolder};
use super::context::Context;
use super::op::{Effect, Op};
use super::start_ticket_store::{self, Ticket};
use crate::error::Result;
use bedside_domain::ErrorCode;
use bedside_domain::limits::START_TICKET_MS;
use serde::{Deserialize, Serialize};

/// Stores a ticket for the key that was proved.
#[derive(Serialize, Deserialize)]
pub struct MakeTicket {
    /// SHA-256 of the ticket.
    pub ticket_hash: String,
    /// The accepted address to come back to.
    pub return_to: String,
}

impl Op for MakeTicket {
    const NAME: &'static str = "make_ticket";
    const EFFECT: Effect = Effect::Private;
    type Access = KeyHolder;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, holder: KeyHolder) -> Result<()> {
        ctx.use_proof(&holder.proof)?;
        let ticket = Ticket {
            thumbprint: holder.proof.thumbprint,
            return_to: self.return_to,
        };
        let expires = ctx.now + START_TICKET_MS;
        start_ticket_store::insert(ctx.db, &self.ticket_hash, &ticket, expires, ctx.now)
    }
}

/// Looks at a ticket without using it.
#[derive(Serialize, Deserialize)]
pub struct ReadTicket {
    /// SHA-256 of the ticket.
    pub ticket_hash: String,
}

impl Op for ReadTicket {
    const NAME: &'static str = "read_ticket";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = Ticket;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Ticket> {
        let found = start_ticket_store::find(ctx.db, &self.ticket_hash, ctx.now)?;
        Ok(found.ok_or(ErrorCode::SignInExpired)?)
    }
}
