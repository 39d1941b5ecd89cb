//! Taking a decision back, a moment after it.

use super::access::Moderator;
use super::chore_store::{self, Chore};
use super::comment_store::CommentRow;
use super::comments::conflict;
use super::context::Context;
use super::decision_store::{self, DecisionRow};
use super::idempotent::{Once, WriteOutcome};
use super::moderation::{Before, outcome};
use super::op::Op;
use super::{audit_store, comment_store, edit_store, publication, report_store, thread_store};
use crate::error::Result;
use bedside_domain::{CommentStatus, ErrorCode, moderation};
use bedside_wire::moderation::ModerationOutcome;
use serde::{Deserialize, Serialize};

/// Takes one's own last decision about a comment back.
#[derive(Serialize, Deserialize)]
pub struct UndoDecision {
    /// The comment's id.
    pub id: String,
}

impl Op for Once<UndoDecision> {
    const NAME: &'static str = "undo_decision";
    type Access = Moderator;
    type Outcome = WriteOutcome<ModerationOutcome>;

    fn run(self, ctx: &Context<'_>, moderator: Moderator) -> Result<Self::Outcome> {
        ctx.idempotent(&moderator.account.id, &self.write, || {
            let id = &self.op.id;
            let old = comment_store::by_id(ctx.db, id)?.ok_or(ErrorCode::CommentUnknown)?;
            let too_late = || conflict(ErrorCode::UndoTooLate, &old, ctx.settings.votes);
            let Some((made, before)) = undoable(ctx, &moderator, &old)? else {
                return Err(too_late());
            };
            let now = put_back(ctx, &old, &made, before)?;
            audit_store::append(
                ctx.db,
                ctx.now,
                &moderator.account.id,
                "undo",
                &old.id,
                made.action.as_ref(),
            )?;
            outcome(ctx, &now)
        })
    }
}

/// The last decision about a comment, if this moderator made it and nothing else
/// happened since.
fn undoable(
    ctx: &Context<'_>,
    moderator: &Moderator,
    old: &CommentRow,
) -> Result<Option<(DecisionRow, Before)>> {
    let made = decision_store::find(ctx.db, &old.id)?;
    let made = made.filter(|made| {
        made.actor == moderator.account.id && moderation::undo(made.made_at, ctx.now).is_ok()
    });
    let Some((made, json)) = made.and_then(|made| Some((made.clone(), made.before?))) else {
        return Ok(None);
    };
    let before: Before = serde_json::from_str(&json)?;
    // A reply to it would lose its parent.
    let hides = matches!(
        before.status,
        CommentStatus::Pending | CommentStatus::Rejected
    );
    let has_replies = hides && old.is_public() && old.replies > 0;
    Ok((!has_replies).then_some((made, before)))
}

fn put_back(
    ctx: &Context<'_>,
    old: &CommentRow,
    made: &DecisionRow,
    before: Before,
) -> Result<CommentRow> {
    let (db, id) = (ctx.db, &old.id);
    report_store::reopen(db, id, made.made_at)?;
    comment_store::forget_revisions(db, id, before.revision)?;
    let mut edit_at = old.edit_at;
    if let Some(edit) = &before.edit {
        edit_store::put(db, edit)?;
        edit_at = Some(edit.created_at);
    }
    if let Some((url, title)) = &before.page {
        thread_store::name(db, old.thread_id, url.as_deref(), title.as_deref())?;
    }
    let new = CommentRow {
        status: before.status,
        reason: before.reason,
        revision: before.revision,
        body: before.body.unwrap_or_else(|| old.body.clone()),
        edited_at: before.edited_at,
        held_until: before.held_until,
        edit_at,
        queue_rank: report_store::rank(db, id)?,
        ..old.clone()
    };
    let now = publication::change(ctx, old, new)?;
    match &before.decision {
        Some(earlier) => decision_store::put(db, earlier)?,
        None => decision_store::remove(db, id)?,
    }
    chore_store::remove(db, id, Chore::Settle)?;
    if before.held_until.is_none_or(|until| until <= ctx.now) {
        chore_store::remove(db, id, Chore::Tell)?;
    }
    // Its author may have been told at the last moment.
    ctx.notify_readers(&thread_store::by_id(db, old.thread_id)?.page, 0);
    Ok(now)
}
