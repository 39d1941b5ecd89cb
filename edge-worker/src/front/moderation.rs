//! What moderators do.

use super::comments::comment_id;
use super::{Call, body, session};
use crate::error::Outcome;
use crate::site::{Decide, ReadQueue, Verdict};
use bedside_wire::moderation::{Approve, Reject};
use worker::Response;

pub async fn read_queue(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let cursor = call.asked.query("cursor");
    session::private(200, &call.run(&ReadQueue { caller, cursor }).await?)
}

pub async fn approve_comment(mut call: Call) -> Outcome<Response> {
    let (Approve { revision }, body) = body::json(&mut call).await?;
    decide(call, body, revision, Verdict::Approve).await
}

pub async fn reject_comment(mut call: Call) -> Outcome<Response> {
    let (Reject { revision, reason }, body) = body::json(&mut call).await?;
    decide(call, body, revision, Verdict::Reject(reason)).await
}

async fn decide(call: Call, body: String, revision: u32, verdict: Verdict) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let write = session::write(&call, &body)?;
    let id = comment_id(&call)?;
    session::written(
        200,
        &call
            .run(&Decide {
                caller,
                write,
                id,
                revision,
                verdict,
            })
            .await?,
    )
}
