//! Work that follows from what people did, when the time to undo it is over.

use super::chore_store::{self, Chore, Due};
use super::context::Context;
use super::{
    answer_store, claim_store, comment_store, decision_store, deletion_store, edit_store,
    thread_store,
};
use crate::error::Outcome;
use bedside_domain::Millis;
use bedside_domain::limits::CHORES_STEP;
use bedside_wire::CommentStatus;

/// Plans work about a comment.
///
/// # Errors
/// Our own fault only.
pub fn plan(site: &Context<'_>, comment: &str, what: Chore, due_at: Millis) -> Outcome<()> {
    chore_store::plan(site.db, site.id, comment, what, due_at)?;
    site.wake(due_at);
    Ok(())
}

/// Does what is due, some of it, as a transaction of its own.
///
/// # Errors
/// Our own fault only; nothing is done then.
pub fn proceed(site: &Context<'_>) -> Outcome<()> {
    site.db.transaction(|| {
        for due in chore_store::due(site.db, site.now, CHORES_STEP)? {
            carry_out(site, &due)?;
            chore_store::remove(site.db, &due.comment_id, due.what)?;
        }
        Ok(())
    })?;
    if let Some(next) = chore_store::next(site.db)? {
        site.wake(next.due_at);
    }
    Ok(())
}

fn carry_out(site: &Context<'_>, due: &Due) -> Outcome<()> {
    let id = &due.comment_id;
    let Some(row) = comment_store::by_id(site.db, id)? else {
        return Ok(());
    };
    match due.what {
        Chore::Tell => {
            let page = thread_store::by_id(site.db, row.thread_id)?.page;
            site.tell(&page, 0);
        }
        Chore::Settle => {
            decision_store::settle(site.db, id)?;
            if row.status != CommentStatus::Pending {
                claim_store::forget(site.db, id)?;
            }
        }
        Chore::Erase if row.status == CommentStatus::Deleted => {
            comment_store::erase(site.db, id)?;
            comment_store::forget_revisions(site.db, id, 0)?;
            edit_store::remove(site.db, id)?;
            claim_store::forget(site.db, id)?;
            deletion_store::remove(site.db, id)?;
            if let Some(account) = &row.account_id {
                let erased = comment_store::by_id(site.db, id)?.unwrap_or_default();
                let own = erased.own(None, site.votes()?, site.now);
                answer_store::replace_own(site.db, account, id, &serde_json::to_string(&own)?)?;
            }
        }
        Chore::Erase => {}
    }
    Ok(())
}
