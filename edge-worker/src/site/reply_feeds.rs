//! A person's feed of the replies to them: made on demand, and open to whoever
//! has its address.

use super::context::{Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::reply_feed_store;
use crate::error::{Failure, Outcome};
use crate::platform;
use bedside_domain::hashing::{digest, hmac};
use serde::{Deserialize, Serialize};

/// Makes a person's feed, under a new token.
#[derive(Serialize, Deserialize)]
pub struct MakeReplyFeed {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
}

impl Op for MakeReplyFeed {
    const NAME: &'static str = "make_reply_feed";
    const EFFECT: Effect = Effect::Private;
    /// The token.
    type Answer = Written<String>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        // What is kept for repeats is worthless to whoever reads the disk: the
        // token is made from it with the deployment's secret.
        let seed = site.once(&account.id, &self.write, || {
            let seed = platform::new_secret();
            let hash = digest(&token(site, &seed)?);
            reply_feed_store::set(site.db, &account.id, &hash, site.now)?;
            Ok(seed)
        })?;
        Ok(Written {
            answer: token(site, &seed.answer)?,
            replayed: seed.replayed,
        })
    }
}

fn token(site: &Context<'_>, seed: &str) -> Outcome<String> {
    let purpose = ["reply feed ", seed].concat();
    hmac(site.config.secret.expose(), &purpose)
        .ok_or_else(|| Failure::Broken("no key for HMAC".into()))
}

/// Ends a person's feed.
#[derive(Serialize, Deserialize)]
pub struct EndReplyFeed {
    /// Who.
    pub caller: Caller,
}

impl Op for EndReplyFeed {
    const NAME: &'static str = "end_reply_feed";
    const EFFECT: Effect = Effect::Private;
    type Answer = ();

    fn run(self, site: &Context<'_>) -> Outcome<()> {
        let account = site.account(&self.caller)?;
        reply_feed_store::end(site.db, &account.id)
    }
}
