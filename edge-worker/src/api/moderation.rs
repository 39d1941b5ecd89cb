//! Routes of moderators.

use super::comments::comment_id;
use super::write::write;
use super::{RouteContext, auth};
use crate::error::Result;
use crate::site::{self, Decide, ModerationDecision, Moderator, ReadQueue};
use bedside_domain::DomainError;
use bedside_wire::moderation::{
    Approve, KeepComment, QueueView, Reject, RemoveComment, RestoreComment, UndoDecision,
};
use serde::de::DeserializeOwned;
use worker::Response;

pub async fn read_queue(ctx: RouteContext<Moderator>) -> Result<Response> {
    let cursor = ctx.head.query("cursor");
    let view = match ctx.head.query("view") {
        Some(text) => text
            .parse::<QueueView>()
            .map_err(|_| DomainError::invalid("view"))?,
        None => QueueView::default(),
    };
    auth::private(200, &ctx.run(&ReadQueue { view, cursor }).await?)
}

pub async fn approve_comment(ctx: RouteContext<Moderator>) -> Result<Response> {
    let approve = |Approve { revision }| ModerationDecision::Approve(revision);
    decide(ctx, approve).await
}

pub async fn reject_comment(ctx: RouteContext<Moderator>) -> Result<Response> {
    let reject = |Reject { revision, reason }| ModerationDecision::Reject(revision, reason);
    decide(ctx, reject).await
}

pub async fn remove_comment(ctx: RouteContext<Moderator>) -> Result<Response> {
    let remove = |RemoveComment { revision, reason }| ModerationDecision::Remove(revision, reason);
    decide(ctx, remove).await
}

pub async fn restore_comment(ctx: RouteContext<Moderator>) -> Result<Response> {
    decide(ctx, |RestoreComment {}| ModerationDecision::Restore).await
}

pub async fn keep_comment(ctx: RouteContext<Moderator>) -> Result<Response> {
    let keep = |KeepComment { revision }| ModerationDecision::Keep(revision);
    decide(ctx, keep).await
}

async fn decide<B: DeserializeOwned>(
    ctx: RouteContext<Moderator>,
    verdict: impl FnOnce(B) -> ModerationDecision,
) -> Result<Response> {
    let id = comment_id(&ctx)?;
    let make = |body| Decide {
        id,
        verdict: verdict(body),
    };
    write(ctx, 200, make).await
}

pub async fn undo_decision(ctx: RouteContext<Moderator>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write(ctx, 200, |UndoDecision {}| site::UndoDecision { id }).await
}
