//! Start tickets: full-page sign-ins that a page asked for, with its key.

use super::context::Context;
use super::op::{Effect, Op};
use super::start_ticket_store::{self, Ticket};
use crate::error::Result;
use bedside_domain::ErrorCode;
use bedside_domain::limits::START_TICKET_MS;
use bedside_domain::proof::VerifiedProof;
use serde::{Deserialize, Serialize};

/// Keeps a ticket for the key that was proved.
#[derive(Serialize, Deserialize)]
pub struct MakeTicket {
    /// SHA-256 of the ticket.
    pub ticket_hash: String,
    /// What it stands for.
    pub ticket: Ticket,
    /// The proof's id.
    pub jti: String,
    /// How long the proof's id must be remembered.
    pub until: i64,
}

impl MakeTicket {
    /// A ticket for this proof's key, to come back to an accepted address.
    pub fn new(ticket_hash: String, return_to: String, proof: VerifiedProof) -> Self {
        let VerifiedProof {
            thumbprint,
            jti,
            until,
        } = proof;
        Self {
            ticket_hash,
            ticket: Ticket {
                thumbprint,
                return_to,
            },
            jti,
            until,
        }
    }
}

impl Op for MakeTicket {
    const NAME: &'static str = "make_ticket";
    const EFFECT: Effect = Effect::Private;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>) -> Result<()> {
        ctx.use_proof(&self.jti, self.until)?;
        let expires = ctx.now + START_TICKET_MS;
        start_ticket_store::insert(ctx.db, &self.ticket_hash, &self.ticket, expires, ctx.now)
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
    type Outcome = Ticket;

    fn run(self, ctx: &Context<'_>) -> Result<Ticket> {
        let found = start_ticket_store::find(ctx.db, &self.ticket_hash, ctx.now)?;
        Ok(found.ok_or(ErrorCode::SignInExpired)?)
    }
}
