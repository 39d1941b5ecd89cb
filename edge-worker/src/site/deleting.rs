//! Authors who take back what they wrote.

use super::chore_store::{self, Chore};
use super::comment_store::Row;
use super::context::{Account, Caller, Context, Write, Written};
use super::op::Op;
use super::writing::{own, own_conflict};
use super::{audit_store, chores, comment_store, decision_store, deletion_store, publishing};
use crate::error::Outcome;
use bedside_domain::moderation::{self, Own, undo_ends};
use bedside_wire::{CommentStatus, OwnComment, ProblemCode};
use serde::{Deserialize, Serialize};

/// Deletes a comment of one's own.
#[derive(Serialize, Deserialize)]
pub struct DeleteComment {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub id: String,
}

impl Op for DeleteComment {
    const NAME: &'static str = "delete_comment";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        site.once(&account.id, &self.write, || {
            let old = find(site, &account, &self.id)?;
            let status = Own::of(old.status)?.delete();
            deletion_store::add(site.db, &old.id, old.status, site.now)?;
            decision_store::settle(site.db, &old.id)?;
            chores::plan(site, &old.id, Chore::Erase, undo_ends(site.now))?;
            note(site, &account, "delete", &old)?;
            let new = Row {
                status,
                ..old.clone()
            };
            own(site, &publishing::change(site, &old, new)?)
        })
    }
}

/// Brings back a comment of one's own, a moment after it was deleted.
#[derive(Serialize, Deserialize)]
pub struct UndeleteComment {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub id: String,
}

impl Op for UndeleteComment {
    const NAME: &'static str = "undelete_comment";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        site.once(&account.id, &self.write, || {
            let old = find(site, &account, &self.id)?;
            let deletion = match old.status {
                CommentStatus::Deleted => deletion_store::find(site.db, &old.id)?,
                _ => None,
            };
            let deletion = deletion.filter(|made| moderation::undo(made.made_at, site.now).is_ok());
            let Some(deletion) = deletion else {
                return Err(own_conflict(site, ProblemCode::UndoTooLate, &old)?.into());
            };
            deletion_store::remove(site.db, &old.id)?;
            chore_store::remove(site.db, &old.id, Chore::Erase)?;
            note(site, &account, "undelete", &old)?;
            let new = Row {
                status: deletion.status,
                ..old.clone()
            };
            own(site, &publishing::change(site, &old, new)?)
        })
    }
}

/// A comment of this person.
fn find(site: &Context<'_>, account: &Account, id: &str) -> Outcome<Row> {
    let row = comment_store::by_id(site.db, id)?;
    let row = row.filter(|row| row.account_id.as_ref() == Some(&account.id));
    Ok(row.ok_or(ProblemCode::CommentUnknown)?)
}

fn note(site: &Context<'_>, account: &Account, action: &str, row: &Row) -> Outcome<()> {
    audit_store::append(site.db, site.now, &account.id, action, &row.id, "")
}
