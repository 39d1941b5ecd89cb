//! Authors who take back what they wrote.

use super::access::SignedIn;
use super::chore_store::{self, Chore};
use super::comment_store::CommentRow;
use super::comments::{own, own_conflict};
use super::context::{Account, Context};
use super::idempotent::{Once, WriteOutcome};
use super::op::Op;
use super::{audit_store, chores, comment_store, decision_store, deletion_store, publication};
use crate::error::Result;
use bedside_domain::moderation::{self, Own, undo_ends};
use bedside_domain::{CommentStatus, ErrorCode};
use bedside_wire::OwnComment;
use serde::{Deserialize, Serialize};

/// Deletes a comment of one's own.
#[derive(Serialize, Deserialize)]
pub struct DeleteComment {
    /// The comment's id.
    pub id: String,
}

impl Op for Once<DeleteComment> {
    const NAME: &'static str = "delete_comment";
    type Access = SignedIn;
    type Outcome = WriteOutcome<OwnComment>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let account = person.account;
        ctx.idempotent(&account.id, &self.write, || {
            let old = find(ctx, &account, &self.op.id)?;
            let status = Own::of(old.status)?.delete();
            deletion_store::add(ctx.db, &old.id, old.status, ctx.now)?;
            decision_store::settle(ctx.db, &old.id)?;
            chores::plan(ctx, &old.id, Chore::Erase, undo_ends(ctx.now))?;
            note(ctx, &account, "delete", &old)?;
            let new = CommentRow {
                status,
                ..old.clone()
            };
            own(ctx, &publication::change(ctx, &old, new)?)
        })
    }
}

/// Brings back a comment of one's own, a moment after it was deleted.
#[derive(Serialize, Deserialize)]
pub struct UndeleteComment {
    /// The comment's id.
    pub id: String,
}

impl Op for Once<UndeleteComment> {
    const NAME: &'static str = "undelete_comment";
    type Access = SignedIn;
    type Outcome = WriteOutcome<OwnComment>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let account = person.account;
        ctx.idempotent(&account.id, &self.write, || {
            let old = find(ctx, &account, &self.op.id)?;
            let deletion = match old.status {
                CommentStatus::Deleted => deletion_store::find(ctx.db, &old.id)?,
                _ => None,
            };
            let deletion = deletion.filter(|made| moderation::undo(made.made_at, ctx.now).is_ok());
            let Some(deletion) = deletion else {
                return Err(own_conflict(ctx, ErrorCode::UndoTooLate, &old));
            };
            deletion_store::remove(ctx.db, &old.id)?;
            chore_store::remove(ctx.db, &old.id, Chore::Erase)?;
            note(ctx, &account, "undelete", &old)?;
            let new = CommentRow {
                status: deletion.status,
                ..old.clone()
            };
            own(ctx, &publication::change(ctx, &old, new)?)
        })
    }
}

/// A comment of this person.
fn find(ctx: &Context<'_>, account: &Account, id: &str) -> Result<CommentRow> {
    let row = comment_store::by_id(ctx.db, id)?;
    let row = row.filter(|row| row.account_id.as_ref() == Some(&account.id));
    Ok(row.ok_or(ErrorCode::CommentUnknown)?)
}

fn note(ctx: &Context<'_>, account: &Account, action: &str, row: &CommentRow) -> Result<()> {
    audit_store::append(ctx.db, ctx.now, &account.id, action, &row.id, "")
}
