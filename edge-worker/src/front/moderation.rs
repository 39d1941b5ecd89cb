//! What moderators do.

use super::comments::comment_id;
use super::{Call, body, session};
use crate::error::Outcome;
use crate::site::{self, Decide, ReadQueue, Verdict};
use bedside_domain::DomainError;
use bedside_wire::moderation::{
    Approve, KeepComment, QueueView, Reject, RemoveComment, RestoreComment, UndoDecision,
};
use worker::Response;

pub async fn read_queue(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let cursor = call.asked.query("cursor");
    let view = match call.asked.query("view") {
        Some(text) => QueueView::parse(&text).ok_or_else(|| DomainError::invalid("view"))?,
        None => QueueView::default(),
    };
    let asked = ReadQueue {
        caller,
        view,
        cursor,
    };
    session::private(200, &call.run(&asked).await?)
}

pub async fn approve_comment(mut call: Call) -> Outcome<Response> {
    let (Approve { revision }, body) = body::json(&mut call).await?;
    decide(call, body, Verdict::Approve(revision)).await
}

pub async fn reject_comment(mut call: Call) -> Outcome<Response> {
    let (Reject { revision, reason }, body) = body::json(&mut call).await?;
    decide(call, body, Verdict::Reject(revision, reason)).await
}

pub async fn remove_comment(mut call: Call) -> Outcome<Response> {
    let (RemoveComment { revision, reason }, body) = body::json(&mut call).await?;
    decide(call, body, Verdict::Remove(revision, reason)).await
}

pub async fn restore_comment(mut call: Call) -> Outcome<Response> {
    let (RestoreComment {}, body) = body::json(&mut call).await?;
    decide(call, body, Verdict::Restore).await
}

pub async fn keep_comment(mut call: Call) -> Outcome<Response> {
    let (KeepComment { revision }, body) = body::json(&mut call).await?;
    decide(call, body, Verdict::Keep(revision)).await
}

async fn decide(call: Call, body: String, verdict: Verdict) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let write = session::write(&call, &body)?;
    let id = comment_id(&call)?;
    let decide = Decide {
        caller,
        write,
        id,
        verdict,
    };
    session::written(200, &call.run(&decide).await?)
}

pub async fn undo_decision(mut call: Call) -> Outcome<Response> {
    let (UndoDecision {}, body) = body::json(&mut call).await?;
    let caller = session::caller(&call).await?;
    let write = session::write(&call, &body)?;
    let id = comment_id(&call)?;
    let undo = site::UndoDecision { caller, write, id };
    session::written(200, &call.run(&undo).await?)
}
