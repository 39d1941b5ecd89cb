//! What authors do with the texts of their comments.

use super::comment_store::{self, Row};
use super::context::{Account, Caller, Context, Write, Written};
use super::edit_store::{self, Edit};
use super::op::Op;
use super::writing::{own, own_conflict};
use super::{decision_store, publishing};
use crate::error::Outcome;
use bedside_domain::comment::{self, Edited};
use bedside_wire::{EditComment, OwnComment, ProblemCode};
use serde::{Deserialize, Serialize};

/// Changes the text of a comment of one's own.
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub id: String,
    /// What.
    pub edit: EditComment,
}

impl Op for ChangeComment {
    const NAME: &'static str = "change_comment";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        let body = comment::body(&self.edit.body)?;
        site.once(&account.id, &self.write, || {
            let old = comment_store::by_id(site.db, &self.id)?
                .filter(|row| row.account_id.as_ref() == Some(&account.id))
                .ok_or(ProblemCode::CommentUnknown)?;
            edit(site, &account, &old, self.edit.revision, &body)
        })
    }
}

fn edit(
    site: &Context<'_>,
    account: &Account,
    old: &Row,
    seen: u32,
    body: &str,
) -> Outcome<OwnComment> {
    let mode = site.moderation()?;
    let edited = match comment::edited(mode, account.role, &old.author, old.status) {
        Ok(edited) => edited,
        Err(refusal) if refusal.code == ProblemCode::CommentNotPublished => {
            return Err(own_conflict(site, refusal.code, old)?.into());
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let waiting = edit_store::find(site.db, &old.id)?;
    let latest = waiting.as_ref().map_or(old.revision, |edit| edit.revision);
    // A rejected text may be left behind for the published one.
    let left = waiting.as_ref().is_some_and(|edit| edit.rejected == 1) && seen == old.revision;
    if seen != latest && !left {
        return Err(own_conflict(site, ProblemCode::CommentChanged, old)?.into());
    }
    let shown = waiting.as_ref().filter(|edit| edit.revision == seen);
    if !left && shown.map_or(&old.body, |edit| &edit.body) == body {
        return own(site, old);
    }
    decision_store::settle(site.db, &old.id)?;
    let revision = latest + 1;
    let new = match edited {
        Edited::Waits => {
            edit_store::put(
                site.db,
                &Edit {
                    comment_id: old.id.clone(),
                    body: body.to_owned(),
                    revision,
                    created_at: site.now,
                    rejected: 0,
                    reason: None,
                },
            )?;
            Row {
                edit_at: Some(site.now),
                held_until: None,
                ..old.clone()
            }
        }
        Edited::Now(status) => {
            comment_store::keep_revision(site.db, old)?;
            edit_store::remove(site.db, &old.id)?;
            Row {
                body: body.to_owned(),
                status,
                reason: None,
                revision,
                edited_at: Some(site.now),
                edit_at: None,
                held_until: None,
                ..old.clone()
            }
        }
    };
    own(site, &publishing::change(site, old, new)?)
}
