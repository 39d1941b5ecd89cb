//! A person's sessions: the list, and their end.

use super::access::{Owner, SignedIn};
use super::context::Context;
use super::op::{Effect, Op};
use super::{account_store, audit_store, session_store};
use crate::error::Result;
use bedside_domain::session::SessionTimes;
use bedside_domain::{DomainError, time};
use bedside_wire::session::{SessionView, Sessions};
use serde::{Deserialize, Serialize};

/// The caller's sessions.
#[derive(Serialize, Deserialize)]
pub struct ReadSessions {}

impl Op for ReadSessions {
    const NAME: &'static str = "read_sessions";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = Sessions;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Sessions> {
        let account = person.account;
        let mut rows = session_store::of_account(ctx.db, &account.id, ctx.now)?;
        rows.retain(|row| {
            let times = SessionTimes {
                created: row.created_at,
                used: row.used_at,
            };
            !times.is_over(account.role, ctx.now)
        });
        let items = rows.into_iter().map(|row| SessionView {
            this: row.token_hash == person.token_hash,
            id: row.id,
            created: time::to_rfc3339(row.created_at),
            last_used: time::to_rfc3339(row.used_at),
            browser: row.device.browser,
            system: row.device.system,
        });
        Ok(Sessions {
            items: items.collect(),
        })
    }
}

/// Ends one of the caller's sessions. One that is over already is no mistake.
#[derive(Serialize, Deserialize)]
pub struct EndSession {
    /// The session's id.
    pub id: String,
}

impl Op for EndSession {
    const NAME: &'static str = "end_session";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<()> {
        session_store::end_one(ctx.db, &person.account.id, &self.id)
    }
}

/// Ends the caller's sessions.
#[derive(Serialize, Deserialize)]
pub struct EndSessions {
    /// True where the session of the request ends too.
    pub this_too: bool,
}

impl Op for EndSessions {
    const NAME: &'static str = "end_sessions";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<()> {
        let but = (!self.this_too).then_some(person.token_hash.as_str());
        session_store::end_all(ctx.db, &person.account.id, but)
    }
}

/// Ends all sessions of a person. No fresh sign-in is demanded: who must be
/// stopped must be stopped now, and all that is lost is a sign-in.
#[derive(Serialize, Deserialize)]
pub struct EndSessionsOf {
    /// The person's account.
    pub id: String,
}

impl Op for EndSessionsOf {
    const NAME: &'static str = "end_sessions_of";
    const EFFECT: Effect = Effect::Private;
    type Access = Owner;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, owner: Owner) -> Result<()> {
        let person =
            account_store::by_id(ctx.db, &self.id)?.ok_or_else(|| DomainError::invalid("id"))?;
        ctx.db.transaction(|| {
            session_store::end_all(ctx.db, &person.id, None)?;
            audit_store::append(
                ctx.db,
                ctx.now,
                &owner.account.id,
                "end_sessions",
                &person.id,
                "",
            )
        })
    }
}
