//! Work that follows from what people did, when the time to undo it is over.

use super::chore_store::{self, Chore, ChoreRow};
use super::context::Context;
use super::{
    comment_store, decision_store, deletion_store, edit_store, idempotency_store,
    pending_page_info_store, thread_store,
};
use crate::error::Result;
use bedside_domain::limits::CHORES_STEP;
use bedside_domain::{CommentStatus, Millis};

/// Plans work about a comment.
pub fn plan(ctx: &Context<'_>, comment: &str, what: Chore, due_at: Millis) -> Result<()> {
    chore_store::plan(ctx.db, ctx.id, comment, what, due_at)?;
    ctx.wake(due_at);
    Ok(())
}

/// Does what is due, some of it, as a transaction of its own.
///
/// # Errors
/// An internal error; nothing is done then.
pub fn proceed(ctx: &Context<'_>) -> Result<()> {
    ctx.db.transaction(|| {
        for due in chore_store::due(ctx.db, ctx.now, CHORES_STEP)? {
            carry_out(ctx, &due)?;
            chore_store::remove(ctx.db, &due.comment_id, due.what)?;
        }
        Ok(())
    })?;
    if let Some(next) = chore_store::next(ctx.db)? {
        ctx.wake(next.due_at);
    }
    Ok(())
}

fn carry_out(ctx: &Context<'_>, due: &ChoreRow) -> Result<()> {
    let id = &due.comment_id;
    let Some(row) = comment_store::by_id(ctx.db, id)? else {
        return Ok(());
    };
    match due.what {
        Chore::Tell => {
            let page = thread_store::by_id(ctx.db, row.thread_id)?.page;
            ctx.notify_readers(&page, 0);
        }
        Chore::Settle => {
            decision_store::settle(ctx.db, id)?;
            if row.status != CommentStatus::Pending {
                pending_page_info_store::forget(ctx.db, id)?;
            }
        }
        Chore::Erase if row.status == CommentStatus::Deleted => {
            comment_store::erase(ctx.db, id)?;
            comment_store::forget_revisions(ctx.db, id, 0)?;
            edit_store::remove(ctx.db, id)?;
            pending_page_info_store::forget(ctx.db, id)?;
            deletion_store::remove(ctx.db, id)?;
            if let Some(account) = &row.account_id {
                let erased = comment_store::by_id(ctx.db, id)?.unwrap_or_default();
                let own = erased.own(None, ctx.settings.votes, ctx.now);
                idempotency_store::replace_own(ctx.db, account, id, &serde_json::to_string(&own)?)?;
            }
        }
        Chore::Erase => {}
    }
    Ok(())
}
