//! Operations of signed-in people on other people's comments.

use super::access::SignedIn;
use super::context::{Account, Context};
use super::idempotent::{Once, WriteOutcome};
use super::op::Op;
use super::{comment_store, thread_store, vote_store};
use crate::error::Result;
use bedside_domain::{CommentStatus, ErrorCode, Vote, vote};
use bedside_wire::vote::Tally;
use serde::{Deserialize, Serialize};

/// Votes on a comment, or takes the vote back.
#[derive(Serialize, Deserialize)]
pub struct CastVote {
    /// The comment's id.
    pub id: String,
    /// The vote from now on.
    pub vote: Vote,
}

impl Op for Once<CastVote> {
    const NAME: &'static str = "cast_vote";
    type Access = SignedIn;
    type Outcome = WriteOutcome<Tally>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        ctx.idempotent(&person.account.id, &write, || {
            cast(ctx, &person.account, &op.id, op.vote)
        })
    }
}

fn cast(ctx: &Context<'_>, account: &Account, id: &str, vote: Vote) -> Result<Tally> {
    let votes = ctx.settings.votes;
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
