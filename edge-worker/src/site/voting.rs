//! What signed-in people do with other people's comments.

use super::context::{Account, Caller, Context, Write, Written};
use super::op::Op;
use super::{comment_store, thread_store, vote_store};
use crate::error::Outcome;
use bedside_domain::vote;
use bedside_wire::vote::Tally;
use bedside_wire::{CommentStatus, ProblemCode, Vote};
use serde::{Deserialize, Serialize};

/// Votes on a comment, or takes the vote back.
#[derive(Serialize, Deserialize)]
pub struct CastVote {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// On which comment.
    pub id: String,
    /// How.
    pub vote: Vote,
}

impl Op for CastVote {
    const NAME: &'static str = "cast_vote";
    type Answer = Written<Tally>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        site.once(&account.id, &self.write, || {
            cast(site, &account, &self.id, self.vote)
        })
    }
}

fn cast(site: &Context<'_>, account: &Account, id: &str, vote: Vote) -> Outcome<Tally> {
    let votes = site.votes()?;
    vote::accept(votes, vote)?;
    let comment = comment_store::by_id(site.db, id)?
        .filter(|row| row.status == CommentStatus::Published)
        .ok_or(ProblemCode::CommentUnknown)?;
    if comment.account_id.as_ref() == Some(&account.id) {
        return Err(ProblemCode::VoteOnOwn.into());
    }
    let before = vote_store::find(site.db, id, &account.id)?;
    let counts = comment.votes().changed(before, vote);
    if before != vote {
        vote_store::set(site.db, &comment, &account.id, vote, site.now)?;
        let version = thread_store::bump(site.db, comment.thread_id, 0)?;
        vote_store::count(site.db, &comment, counts, version)?;
        let page = thread_store::by_id(site.db, comment.thread_id)?.page;
        site.tell(&page, version);
    }
    let shown = counts.shown(votes);
    Ok(Tally {
        up: shown.up,
        down: shown.down,
        vote,
    })
}
