//! What moderators do.

use super::comments::comment_id;
use super::{RequestContext, auth, body};
use crate::error::Result;
use crate::site::{self, Decide, ModerationDecision, ReadQueue};
use bedside_domain::DomainError;
use bedside_wire::moderation::{
    Approve, KeepComment, QueueView, Reject, RemoveComment, RestoreComment, UndoDecision,
};
use worker::Response;

pub async fn read_queue(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let cursor = ctx.head.query("cursor");
    let view = match ctx.head.query("view") {
        Some(text) => text
            .parse::<QueueView>()
            .map_err(|_| DomainError::invalid("view"))?,
        None => QueueView::default(),
    };
    let asked = ReadQueue {
        caller,
        view,
        cursor,
    };
    auth::private(200, &ctx.run(&asked).await?)
}

pub async fn approve_comment(mut ctx: RequestContext) -> Result<Response> {
    let (Approve { revision }, body) = body::json(&mut ctx).await?;
    decide(ctx, body, ModerationDecision::Approve(revision)).await
}

pub async fn reject_comment(mut ctx: RequestContext) -> Result<Response> {
    let (Reject { revision, reason }, body) = body::json(&mut ctx).await?;
    decide(ctx, body, ModerationDecision::Reject(revision, reason)).await
}

pub async fn remove_comment(mut ctx: RequestContext) -> Result<Response> {
    let (RemoveComment { revision, reason }, body) = body::json(&mut ctx).await?;
    decide(ctx, body, ModerationDecision::Remove(revision, reason)).await
}

pub async fn restore_comment(mut ctx: RequestContext) -> Result<Response> {
    let (RestoreComment {}, body) = body::json(&mut ctx).await?;
    decide(ctx, body, ModerationDecision::Restore).await
}

pub async fn keep_comment(mut ctx: RequestContext) -> Result<Response> {
    let (KeepComment { revision }, body) = body::json(&mut ctx).await?;
    decide(ctx, body, ModerationDecision::Keep(revision)).await
}

async fn decide(
    ctx: RequestContext,
    body: String,
    verdict: ModerationDecision,
) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let id = comment_id(&ctx)?;
    let decide = Decide {
        caller,
        write,
        id,
        verdict,
    };
    auth::written(200, &ctx.run(&decide).await?)
}

pub async fn undo_decision(mut ctx: RequestContext) -> Result<Response> {
    let (UndoDecision {}, body) = body::json(&mut ctx).await?;
    let caller = auth::caller(&ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let id = comment_id(&ctx)?;
    let undo = site::UndoDecision { caller, write, id };
    auth::written(200, &ctx.run(&undo).await?)
}
