//! Taking a decision back, a moment after it.

use super::chore_store::{self, Chore};
use super::comment_store::Row;
use super::context::{Account, Caller, Context, Write, Written};
use super::deciding::{Before, outcome};
use super::decision_store::{self, Made};
use super::op::Op;
use super::writing::conflict;
use super::{audit_store, comment_store, edit_store, publishing, report_store, thread_store};
use crate::error::Outcome;
use bedside_domain::access::ModeratorAccess;
use bedside_domain::moderation;
use bedside_wire::moderation::ModerationOutcome;
use bedside_wire::{CommentStatus, ProblemCode};
use serde::{Deserialize, Serialize};

/// Takes one's own last decision about a comment back.
#[derive(Serialize, Deserialize)]
pub struct UndoDecision {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which comment.
    pub id: String,
}

impl Op for UndoDecision {
    const NAME: &'static str = "undo_decision";
    type Answer = Written<ModerationOutcome>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let moderator = site.account(&self.caller)?;
        let access = ModeratorAccess::of(moderator.role)?;
        site.once(&moderator.id, &self.write, || {
            let old =
                comment_store::by_id(site.db, &self.id)?.ok_or(ProblemCode::CommentUnknown)?;
            let too_late = || {
                site.votes()
                    .map(|v| conflict(ProblemCode::UndoTooLate, &old, v))
            };
            let Some((made, before)) = undoable(site, access, &moderator, &old)? else {
                return Err(too_late()?.into());
            };
            let now = put_back(site, &old, &made, before)?;
            audit_store::append(
                site.db,
                site.now,
                &moderator.id,
                "undo",
                &old.id,
                decision_store::action_text(made.action),
            )?;
            outcome(site, &now)
        })
    }
}

/// The last decision about a comment, if this moderator made it and nothing else
/// happened since.
fn undoable(
    site: &Context<'_>,
    _access: ModeratorAccess,
    moderator: &Account,
    old: &Row,
) -> Outcome<Option<(Made, Before)>> {
    let made = decision_store::find(site.db, &old.id)?;
    let made = made.filter(|made| {
        made.actor == moderator.id && moderation::undo(made.made_at, site.now).is_ok()
    });
    let Some((made, json)) = made.and_then(|made| Some((made.clone(), made.before?))) else {
        return Ok(None);
    };
    let before: Before = serde_json::from_str(&json)?;
    // An answer to it would lose what it answers.
    let hides = matches!(
        before.status,
        CommentStatus::Pending | CommentStatus::Rejected
    );
    let answered = hides && old.is_public() && old.answers > 0;
    Ok((!answered).then_some((made, before)))
}

fn put_back(site: &Context<'_>, old: &Row, made: &Made, before: Before) -> Outcome<Row> {
    let (db, id) = (site.db, &old.id);
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
    let new = Row {
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
    let now = publishing::change(site, old, new)?;
    match &before.decision {
        Some(earlier) => decision_store::put(db, earlier)?,
        None => decision_store::remove(db, id)?,
    }
    chore_store::remove(db, id, Chore::Settle)?;
    if before.held_until.is_none_or(|until| until <= site.now) {
        chore_store::remove(db, id, Chore::Tell)?;
    }
    // Its author may have been told at the last moment.
    site.tell(&thread_store::by_id(db, old.thread_id)?.page, 0);
    Ok(now)
}
