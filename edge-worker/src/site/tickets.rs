//! Start tickets: full-page sign-ins that a page asked for, with its key.

use super::context::Context;
use super::op::{Effect, Op};
use super::ticket_store::{self, Ticket};
use crate::error::Outcome;
use bedside_domain::limits::START_TICKET_MS;
use bedside_domain::proof::VerifiedProof;
use bedside_wire::ProblemCode;
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
    type Answer = ();

    fn run(self, site: &Context<'_>) -> Outcome<()> {
        site.use_proof(&self.jti, self.until)?;
        let expires = site.now + START_TICKET_MS;
        ticket_store::insert(site.db, &self.ticket_hash, &self.ticket, expires, site.now)
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
    type Answer = Ticket;

    fn run(self, site: &Context<'_>) -> Outcome<Ticket> {
        let found = ticket_store::find(site.db, &self.ticket_hash, site.now)?;
        Ok(found.ok_or(ProblemCode::SignInExpired)?)
    }
}
