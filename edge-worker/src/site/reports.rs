//! Readers who tell moderators of a comment.

use super::access::AnyoneOrSignedIn;
use super::comment_store::CommentRow;
use super::context::Context;
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::{comment_store, publication, report_store};
use crate::error::Result;
use bedside_domain::rate_limits::Limit;
use bedside_domain::{ErrorCode, report};
use bedside_wire::report::{ReportComment, ReportReceived};
use serde::{Deserialize, Serialize};

/// Reports a comment.
#[derive(Serialize, Deserialize)]
pub struct Report {
    /// The comment's id.
    pub id: String,
    /// The reason.
    pub report: ReportComment,
}

impl Op for Once<Report> {
    const NAME: &'static str = "report";
    const EFFECT: Effect = Effect::Private;
    type Access = AnyoneOrSignedIn;
    type Outcome = WriteOutcome<ReportReceived>;

    fn run(self, ctx: &Context<'_>, reporter: AnyoneOrSignedIn) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let note = report::note(op.report.note.as_deref())?;
        let reason = op.report.reason.into();
        let receive = |reporter: &str, account: Option<&str>| {
            let report = report_store::Report {
                comment: &op.id,
                reporter,
                reason,
                note: note.as_deref(),
            };
            take(ctx, &report, account)
        };
        match reporter {
            AnyoneOrSignedIn::SignedIn(person) => {
                let account = person.account.id;
                ctx.idempotent(&account, &write, || receive(&account, Some(&account)))
            }
            // A report is stored once in any case: nothing else that a stranger
            // sends is.
            AnyoneOrSignedIn::Anyone => {
                ctx.admit(Limit::Reports)?;
                let strangers = report::strangers(ctx.now, ctx.sender.network, reason);
                ctx.db
                    .transaction(|| Ok(WriteOutcome::new(receive(&strangers, None)?)))
            }
        }
    }
}

/// Takes a report of a public comment. A report of one's own comment has the same
/// outcome and is not stored: its author has other buttons for that.
fn take(
    ctx: &Context<'_>,
    report: &report_store::Report<'_>,
    account: Option<&str>,
) -> Result<ReportReceived> {
    let old = comment_store::by_id(ctx.db, report.comment)?
        .filter(CommentRow::is_public)
        .ok_or(ErrorCode::CommentUnknown)?;
    let is_own = account.is_some() && old.account_id.as_deref() == account;
    if !is_own && report_store::add(ctx.db, report, ctx.now)? {
        let queue_rank = report_store::rank(ctx.db, &old.id)?;
        let new = CommentRow {
            queue_rank,
            ..old.clone()
        };
        publication::change(ctx, &old, new)?;
    }
    Ok(ReportReceived {})
}
