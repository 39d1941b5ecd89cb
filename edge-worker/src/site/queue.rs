//! The moderation queue: what waits, and what was decided.

use super::access::Moderator;
use super::comment_queries_store::OnPage;
use super::comment_store::CommentRow;
use super::context::Context;
use super::op::{Effect, Op};
use super::view::author_history;
use super::{comment_queries_store, comment_store, decision_store, edit_store, report_store};
use crate::error::Result;
use bedside_domain::access::ModeratorAccess;
use bedside_domain::cursor::{self, Cursor};
use bedside_domain::limits::{QUEUE_PAGE, REPORT_NOTES};
use bedside_domain::visible::visible;
use bedside_domain::{CommentStatus, moderation, page, profession, time};
use bedside_wire::moderation::{
    DecisionMade, Queue, QueueEntry, QueueFlag, QueueKind, QueueView, Revision,
};
use bedside_wire::report::ReportCount;
use serde::{Deserialize, Serialize};

/// One page of the queue.
#[derive(Serialize, Deserialize)]
pub struct ReadQueue {
    /// The list.
    pub view: QueueView,
    /// Cursor of the page; the first page when absent.
    pub cursor: Option<String>,
}

impl Op for ReadQueue {
    const NAME: &'static str = "read_queue";
    const EFFECT: Effect = Effect::Private;
    type Access = Moderator;
    type Outcome = Queue;

    fn run(self, ctx: &Context<'_>, moderator: Moderator) -> Result<Queue> {
        let cursor = self.cursor.as_deref();
        let (items, next) = match self.view {
            QueueView::Waiting => waiting(ctx, moderator.permission, cursor)?,
            QueueView::Decided => decided(ctx, &moderator, cursor)?,
        };
        Ok(Queue {
            items,
            next: next.map(|cursor| cursor.encode()),
            waiting: comment_store::waiting(ctx.db)?,
        })
    }
}

type Listed = (Vec<QueueEntry>, Option<Cursor>);

fn waiting(ctx: &Context<'_>, access: ModeratorAccess, cursor: Option<&str>) -> Result<Listed> {
    let after = cursor.map(cursor::decode_queue).transpose()?;
    let mut rows = comment_queries_store::queue(ctx.db, after, QUEUE_PAGE + 1)?;
    let more = rows.len() > QUEUE_PAGE;
    rows.truncate(QUEUE_PAGE);
    let next = rows.last().filter(|_| more).map(|last| {
        let CommentRow {
            queue_rank,
            edit_at,
            created_at,
            id,
            ..
        } = &last.comment;
        Cursor::Queue(*queue_rank, (edit_at.unwrap_or(*created_at), id.clone()))
    });
    let items = rows.into_iter().map(|row| entry(ctx, access, row));
    Ok((items.collect::<Result<_>>()?, next))
}

fn decided(ctx: &Context<'_>, moderator: &Moderator, cursor: Option<&str>) -> Result<Listed> {
    let after = cursor.map(Cursor::decode_time).transpose()?;
    let mut rows = decision_store::latest(ctx.db, after, QUEUE_PAGE + 1)?;
    let more = rows.len() > QUEUE_PAGE;
    rows.truncate(QUEUE_PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| Cursor::Time(last.made_at, last.on_page.comment.id.clone()));
    let items = rows.into_iter().map(|row| {
        let in_time = moderation::undo(row.made_at, ctx.now).is_ok();
        let decision = DecisionMade {
            action: row.action.into(),
            by: row.actor_name,
            time: time::to_rfc3339(row.made_at),
            reason: row.told_reason,
            undoable: row.open == 1 && row.actor == moderator.account.id && in_time,
        };
        Ok(QueueEntry {
            decision: Some(decision),
            ..entry(ctx, moderator.permission, row.on_page)?
        })
    });
    Ok((items.collect::<Result<_>>()?, next))
}

fn entry(ctx: &Context<'_>, _access: ModeratorAccess, row: OnPage) -> Result<QueueEntry> {
    let (db, votes) = (ctx.db, ctx.settings.votes);
    let comment = row.comment;
    let parent = comment.parent_id.as_deref();
    let parent = parent.map(|id| comment_store::by_id(db, id)).transpose()?;
    let account = comment.account_id.as_deref();
    let history = account
        .map(|id| comment_queries_store::history(db, id))
        .transpose()?;
    let history = history.map(|counts| author_history(&counts));
    let claims = comment.author_role.is_member() && profession::is_claimed(&comment.author);
    let kind = kind(&comment);
    let edit = match kind {
        QueueKind::Edit => edit_store::find(db, &comment.id)?,
        QueueKind::New | QueueKind::Reported => None,
    };
    // What its author deleted is nobody's to read any more.
    let is_deleted = comment.status == CommentStatus::Deleted;
    let (mut earlier, mut reports, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    if !is_deleted {
        earlier = comment_queries_store::revisions(db, &comment.id)?;
        reports = report_store::counts(db, &comment.id)?;
        notes = report_store::notes(db, &comment.id, REPORT_NOTES)?;
    }
    Ok(QueueEntry {
        comment: match &edit {
            Some(edit) => comment.proposed(edit, votes),
            None => comment.staff_view(votes),
        },
        kind,
        reports: reports.into_iter().map(ReportCount::from).collect(),
        notes,
        published_source: edit.map(|_| visible(&comment.body)),
        decision: None,
        page: row.page,
        page_title: row.page_title.as_deref().and_then(page::title),
        page_url: row.page_url,
        in_reply_to: parent.flatten().map(|row| row.staff_view(votes)),
        history,
        flags: claims
            .then_some(QueueFlag::ProfessionClaimed)
            .into_iter()
            .collect(),
        earlier: earlier.into_iter().map(Revision::from).collect(),
    })
}

/// The reason for which a comment is in the queue; in the list of decided ones, the
/// reason it would be there for.
fn kind(comment: &CommentRow) -> QueueKind {
    if !comment.is_public() {
        QueueKind::New
    } else if comment.queue_rank < 0 {
        QueueKind::Reported
    } else if comment.edit_at.is_some() {
        QueueKind::Edit
    } else {
        QueueKind::New
    }
}
