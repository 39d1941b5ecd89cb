//! Operations of authors on the texts of their comments.

use super::access::SignedIn;
use super::comment_store::{self, CommentRow};
use super::comments::{own, own_conflict};
use super::context::{Account, Context};
use super::edit_store::{self, WaitingEditRow};
use super::idempotent::{Once, WriteOutcome};
use super::op::Op;
use super::{decision_store, publication};
use crate::error::Result;
use bedside_domain::ErrorCode;
use bedside_domain::comment::{self, Edited};
use bedside_wire::{EditComment, OwnComment};
use serde::{Deserialize, Serialize};

/// Changes the text of a comment of one's own.
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// The comment's id.
    pub id: String,
    /// The new text.
    pub edit: EditComment,
}

impl Op for Once<ChangeComment> {
    const NAME: &'static str = "change_comment";
    type Access = SignedIn;
    type Outcome = WriteOutcome<OwnComment>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let (Self { write, op }, account) = (self, person.account);
        let body = comment::body(&op.edit.body)?;
        ctx.idempotent(&account.id, &write, || {
            let old = comment_store::by_id(ctx.db, &op.id)?
                .filter(|row| row.account_id.as_ref() == Some(&account.id))
                .ok_or(ErrorCode::CommentUnknown)?;
            edit(ctx, &account, &old, op.edit.revision, &body)
        })
    }
}

fn edit(
    ctx: &Context<'_>,
    account: &Account,
    old: &CommentRow,
    seen: u32,
    body: &str,
) -> Result<OwnComment> {
    let mode = ctx.settings.moderation;
    let edited = match comment::edited(mode, account.role, &old.author, old.status) {
        Ok(edited) => edited,
        Err(error) if error.code == ErrorCode::CommentNotPublished => {
            return Err(own_conflict(ctx, error.code, old));
        }
        Err(error) => return Err(error.into()),
    };
    let waiting = edit_store::find(ctx.db, &old.id)?;
    let latest = waiting.as_ref().map_or(old.revision, |edit| edit.revision);
    // A rejected text may be left behind for the published one.
    let left = waiting.as_ref().is_some_and(|edit| edit.rejected == 1) && seen == old.revision;
    if seen != latest && !left {
        return Err(own_conflict(ctx, ErrorCode::CommentChanged, old));
    }
    let shown = waiting.as_ref().filter(|edit| edit.revision == seen);
    if !left && shown.map_or(&old.body, |edit| &edit.body) == body {
        return own(ctx, old);
    }
    decision_store::settle(ctx.db, &old.id)?;
    let revision = latest + 1;
    let new = match edited {
        Edited::Waits => {
            edit_store::put(
                ctx.db,
                &WaitingEditRow {
                    comment_id: old.id.clone(),
                    body: body.to_owned(),
                    revision,
                    created_at: ctx.now,
                    rejected: 0,
                    reason: None,
                },
            )?;
            CommentRow {
                edit_at: Some(ctx.now),
                held_until: None,
                ..old.clone()
            }
        }
        Edited::Now(status) => {
            comment_store::keep_revision(ctx.db, old)?;
            edit_store::remove(ctx.db, &old.id)?;
            CommentRow {
                body: body.to_owned(),
                status,
                reason: None,
                revision,
                edited_at: Some(ctx.now),
                edit_at: None,
                held_until: None,
                ..old.clone()
            }
        }
    };
    own(ctx, &publication::change(ctx, old, new)?)
}
