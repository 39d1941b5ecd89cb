//! What signed-in people do with other people's comments.

use super::context::{Account, Caller, Context, IdempotentRequest, WriteOutcome};
use super::op::Op;
use super::{comment_store, thread_store, vote_store};
use crate::error::Result;
use bedside_domain::vote;
use bedside_domain::{CommentStatus, ErrorCode, Vote};
use bedside_wire::vote::Tally;
use serde::{Deserialize, Serialize};

/// Votes on a comment, or takes the vote back.
#[derive(Serialize, Deserialize)]
pub struct CastVote {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// On which comment.
    pub id: String,
    /// How.
    pub vote: Vote,
}

impl Op for CastVote {
    const NAME: &'static str = "cast_vote";
    type Outcome = WriteOutcome<Tally>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let account = ctx.account(&self.caller)?;
        ctx.idempotent(&account.id, &self.write, || {
            cast(ctx, &account, &self.id, self.vote)
        })
    }
}

fn cast(ctx: &Context<'_>, account: &Account, id: &str, vote: Vote) -> Result<Tally> {
    let votes = ctx.votes()?;
    vote::check(votes, vote)?;
    let comment = comment_store::by_id(ctx.db, id)?
        .filter(|row| row.status == CommentStatus::Published)
        .ok_or(ErrorCode::CommentUnknown)?;
    if comment.account_id.as_ref() == Some(&account.id) {
        return Err(ErrorCode::VoteOnOwn.into());
    }
    let before = vote_store::find(ctx.db, id, &account.id)?;
    let counts = comment.votes().changed(before, vote);
    if before != vote {
        vote_store::set(ctx.db, &comment, &account.id, vote, ctx.now)?;
        let version = thread_store::bump(ctx.db, comment.thread_id, 0)?;
        vote_store::count(ctx.db, &comment, counts, version)?;
        let page = thread_store::by_id(ctx.db, comment.thread_id)?.page;
        ctx.notify_readers(&page, version);
    }
    let shown = counts.shown(votes);
    Ok(Tally {
        up: shown.up,
        down: shown.down,
        vote: vote.into(),
    })
}
