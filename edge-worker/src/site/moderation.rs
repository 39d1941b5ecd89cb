//! Moderators' decisions about comments.

use super::access::Moderator;
use super::chore_store::Chore;
use super::comment_store::CommentRow;
use super::context::{Account, Context};
use super::decision_store::{self, DecisionRow};
use super::edit_store::{self, WaitingEditRow};
use super::idempotent::{Once, WriteOutcome};
use super::op::Op;
use super::thread_store::ThreadRow;
use super::{
    audit_store, chores, comment_store, pending_page_info_store, publication, report_store,
    thread_store,
};
use crate::error::{HttpError, Result};
use bedside_domain::access::ModeratorAccess;
use bedside_domain::moderation::DecisionAction;
use bedside_domain::moderation::{Decision, Published, Refused, Waiting, told_at, undo_ends};
use bedside_domain::{CommentStatus, DomainError, ErrorCode, Millis, Votes, comment};
use bedside_wire::moderation::ModerationOutcome;
use serde::{Deserialize, Serialize};

/// A moderator's decision about the revision they read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModerationDecision {
    /// Make it public.
    Approve(u32),
    /// Refuse it, with a reason for its author.
    Reject(u32, Option<String>),
    /// Take it down, with a reason for its author.
    Remove(u32, Option<String>),
    /// Make public what was refused or taken down.
    Restore,
    /// Leave it public, whatever was reported.
    Keep(u32),
}

impl ModerationDecision {
    fn action(&self) -> DecisionAction {
        match self {
            ModerationDecision::Approve(_) => DecisionAction::Approve,
            ModerationDecision::Reject(..) => DecisionAction::Reject,
            ModerationDecision::Remove(..) => DecisionAction::Remove,
            ModerationDecision::Restore => DecisionAction::Restore,
            ModerationDecision::Keep(_) => DecisionAction::Keep,
        }
    }
}

/// Decides about a comment.
#[derive(Serialize, Deserialize)]
pub struct Decide {
    /// The comment's id.
    pub id: String,
    /// The decision.
    pub verdict: ModerationDecision,
}

impl Op for Once<Decide> {
    const NAME: &'static str = "decide";
    type Access = Moderator;
    type Outcome = WriteOutcome<ModerationOutcome>;

    fn run(self, ctx: &Context<'_>, moderator: Moderator) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let reason = match &op.verdict {
            ModerationDecision::Reject(_, reason) | ModerationDecision::Remove(_, reason) => {
                comment::reason(reason.as_deref())?
            }
            ModerationDecision::Approve(_)
            | ModerationDecision::Restore
            | ModerationDecision::Keep(_) => None,
        };
        ctx.idempotent(&moderator.account.id, &write, || {
            let old = comment_store::by_id(ctx.db, &op.id)?.ok_or(ErrorCode::CommentUnknown)?;
            let edit = match old.is_public() && old.edit_at.is_some() {
                true => edit_store::find(ctx.db, &old.id)?,
                false => None,
            };
            let votes = ctx.settings.votes;
            let decision = decide(moderator.permission, &op.verdict, &old, edit.as_ref())
                .map_err(|error| as_it_stands(error, &old, edit.as_ref(), votes))?;
            let deed = Deed {
                moderator: &moderator.account,
                action: op.verdict.action(),
                reason: reason.as_deref(),
                status: decision.status(),
            };
            let now = carry_out(ctx, &deed, &old, edit.as_ref())?;
            outcome(ctx, &now)
        })
    }
}

/// The decision as the rules allow it. Where a new text waits, approving and
/// rejecting are about that text.
fn decide(
    access: ModeratorAccess,
    verdict: &ModerationDecision,
    old: &CommentRow,
    edit: Option<&WaitingEditRow>,
) -> Result<Decision, DomainError> {
    let waiting = || match edit {
        Some(edit) => Waiting::of(CommentStatus::Pending, edit.revision),
        None => Waiting::of(old.status, old.revision),
    };
    let published = || Published::of(old.status, old.revision);
    match verdict {
        ModerationDecision::Approve(seen) => waiting()?.approve(access, *seen),
        ModerationDecision::Reject(seen, _) => waiting()?.reject(access, *seen),
        // A moderator who read the new text knows the published one as well.
        ModerationDecision::Remove(seen, _) if edit.is_some_and(|edit| edit.revision == *seen) => {
            published()?.remove(access, old.revision)
        }
        ModerationDecision::Remove(seen, _) => published()?.remove(access, *seen),
        ModerationDecision::Restore => Ok(Refused::of(old.status)?.restore(access)),
        ModerationDecision::Keep(seen) => published()?.keep(access, *seen),
    }
}

fn as_it_stands(
    error: DomainError,
    old: &CommentRow,
    edit: Option<&WaitingEditRow>,
    votes: Votes,
) -> HttpError {
    let comment = match edit {
        Some(edit) => old.proposed(edit, votes),
        None => old.staff_view(votes),
    };
    HttpError::from(error).with_comment(comment)
}

/// A decision that the rules allow.
struct Deed<'a> {
    moderator: &'a Account,
    action: DecisionAction,
    reason: Option<&'a str>,
    /// The new status of the comment, or of the new text for it.
    status: CommentStatus,
}

/// The state that the undo of a decision restores.
#[derive(Serialize, Deserialize)]
pub struct Before {
    /// The comment's status.
    pub status: CommentStatus,
    /// The reason that its author was told.
    pub reason: Option<String>,
    /// Its revision.
    pub revision: u32,
    /// Its text, where a new one replaced it.
    pub body: Option<String>,
    /// When it had been edited.
    pub edited_at: Option<Millis>,
    /// Until when its author was not told of an earlier decision.
    pub held_until: Option<Millis>,
    /// The new text that was decided about.
    pub edit: Option<WaitingEditRow>,
    /// The page's address and title, where the decision made others public.
    pub page: Option<(Option<String>, Option<String>)>,
    /// The decision before.
    pub decision: Option<DecisionRow>,
}

fn carry_out(
    ctx: &Context<'_>,
    deed: &Deed<'_>,
    old: &CommentRow,
    edit: Option<&WaitingEditRow>,
) -> Result<CommentRow> {
    let (db, id) = (ctx.db, &old.id);
    let about_edit = matches!(
        deed.action,
        DecisionAction::Approve | DecisionAction::Reject
    );
    let edit = edit.filter(|_| about_edit);
    let earlier = decision_store::find(db, id)?;
    let mut before = Before {
        status: old.status,
        reason: old.reason.clone(),
        revision: old.revision,
        body: None,
        edited_at: old.edited_at,
        held_until: old.held_until,
        edit: edit.cloned(),
        page: None,
        decision: earlier.map(|made| DecisionRow {
            before: None,
            ..made
        }),
    };
    // Its author is told when it cannot be undone any more.
    let is_against = matches!(deed.action, DecisionAction::Reject | DecisionAction::Remove);
    let held_until = is_against.then(|| told_at(ctx.now));
    let mut new = match (edit, deed.status) {
        (Some(edit), CommentStatus::Published) => {
            comment_store::keep_revision(db, old)?;
            edit_store::remove(db, id)?;
            before.body = Some(old.body.clone());
            CommentRow {
                body: edit.body.clone(),
                revision: edit.revision,
                edited_at: Some(edit.created_at),
                edit_at: None,
                held_until,
                ..old.clone()
            }
        }
        (Some(edit), _) => {
            let rejected = WaitingEditRow {
                rejected: 1,
                reason: deed.reason.map(str::to_owned),
                ..edit.clone()
            };
            edit_store::put(db, &rejected)?;
            CommentRow {
                edit_at: None,
                held_until,
                ..old.clone()
            }
        }
        (None, status) => CommentRow {
            status,
            reason: deed.reason.map(str::to_owned),
            held_until,
            ..old.clone()
        },
    };
    if matches!(deed.action, DecisionAction::Keep | DecisionAction::Remove) {
        report_store::close(db, id, ctx.now)?;
        new.queue_rank = 0;
    }
    if new.is_public() && !old.is_public() {
        before.page = name_page(ctx, old)?;
    }
    let now = publication::change(ctx, old, new)?;
    note(ctx, deed, id, &before)?;
    if is_against {
        chores::plan(ctx, id, Chore::Tell, told_at(ctx.now))?;
    }
    Ok(now)
}

/// Gives the comment's page the address and title that came with the comment;
/// those before, where that changed them.
fn name_page(
    ctx: &Context<'_>,
    row: &CommentRow,
) -> Result<Option<(Option<String>, Option<String>)>> {
    let of = |thread: ThreadRow| (thread.url, thread.title);
    let before = of(thread_store::by_id(ctx.db, row.thread_id)?);
    pending_page_info_store::apply(ctx.db, &row.id, row.thread_id)?;
    let after = of(thread_store::by_id(ctx.db, row.thread_id)?);
    Ok((before != after).then_some(before))
}

/// Notes a decision, so that it can be undone and is known for good.
fn note(ctx: &Context<'_>, deed: &Deed<'_>, id: &str, before: &Before) -> Result<()> {
    let made = DecisionRow {
        comment_id: id.to_owned(),
        actor: deed.moderator.id.clone(),
        action: deed.action,
        reason: deed.reason.map(str::to_owned),
        made_at: ctx.now,
        before: Some(serde_json::to_string(before)?),
    };
    decision_store::put(ctx.db, &made)?;
    chores::plan(ctx, id, Chore::Settle, undo_ends(ctx.now))?;
    audit_store::append(
        ctx.db,
        ctx.now,
        &made.actor,
        deed.action.as_ref(),
        id,
        deed.reason.unwrap_or_default(),
    )
}

/// The state of things after a decision.
pub fn outcome(ctx: &Context<'_>, row: &CommentRow) -> Result<ModerationOutcome> {
    Ok(ModerationOutcome {
        comment: row.staff_view(ctx.settings.votes),
        waiting: comment_store::waiting(ctx.db)?,
    })
}
