//! A person's feed of the replies to them: made on demand, and open to anybody who
//! has its address.

use super::access::SignedIn;
use super::context::Context;
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::reply_feed_store;
use crate::error::{HttpError, Result};
use crate::platform;
use bedside_domain::hashing::{digest, hmac};
use serde::{Deserialize, Serialize};

/// Makes a person's feed, under a new token.
#[derive(Serialize, Deserialize)]
pub struct MakeReplyFeed {}

impl Op for Once<MakeReplyFeed> {
    const NAME: &'static str = "make_reply_feed";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    /// The token.
    type Outcome = WriteOutcome<String>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let account = person.account;
        // The stored outcome is worthless to somebody who reads the disk: the token
        // is made from it with the deployment's secret.
        let seed = ctx.idempotent(&account.id, &self.write, || {
            let seed = platform::new_secret();
            let hash = digest(&token(ctx, &seed)?);
            reply_feed_store::set(ctx.db, &account.id, &hash, ctx.now)?;
            Ok(seed)
        })?;
        let token = token(ctx, &seed.outcome)?;
        Ok(seed.map(|_| token))
    }
}

fn token(ctx: &Context<'_>, seed: &str) -> Result<String> {
    let purpose = ["reply feed ", seed].concat();
    hmac(ctx.config.secret.expose(), &purpose)
        .ok_or_else(|| HttpError::Internal("no key for HMAC".into()))
}

/// Ends a person's feed.
#[derive(Serialize, Deserialize)]
pub struct EndReplyFeed {}

impl Op for EndReplyFeed {
    const NAME: &'static str = "end_reply_feed";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<()> {
        reply_feed_store::end(ctx.db, &person.account.id)
    }
}
