//! Readers who tell moderators of a comment.

use super::comment_store::Row;
use super::context::{Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::{comment_store, publishing, report_store};
use crate::error::Outcome;
use bedside_domain::rate_limits::Limit;
use bedside_domain::report;
use bedside_wire::ProblemCode;
use bedside_wire::report::{ReportComment, ReportReceived};
use serde::{Deserialize, Serialize};

/// Reports a comment.
#[derive(Serialize, Deserialize)]
pub struct Report {
    /// Who; nothing for a stranger.
    pub caller: Option<Caller>,
    /// Once.
    pub write: Write,
    /// Which.
    pub id: String,
    /// Why.
    pub report: ReportComment,
}

impl Op for Report {
    const NAME: &'static str = "report";
    const EFFECT: Effect = Effect::Private;
    type Answer = Written<ReportReceived>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let note = report::note(self.report.note.as_deref())?;
        let reason = self.report.reason;
        let receive = |reporter: &str, account: Option<&str>| {
            let report = report_store::Report {
                comment: &self.id,
                reporter,
                reason,
                note: note.as_deref(),
            };
            take(site, &report, account)
        };
        match &self.caller {
            Some(caller) => {
                let account = site.account(caller)?.id;
                site.once(&account, &self.write, || receive(&account, Some(&account)))
            }
            // A report is kept once in any case: nothing else that a stranger
            // sends is.
            None => {
                site.admit(Limit::Reports)?;
                let strangers = report::strangers(site.now, site.sender.network, reason);
                site.db.transaction(|| {
                    Ok(Written {
                        answer: receive(&strangers, None)?,
                        replayed: false,
                    })
                })
            }
        }
    }
}

/// Takes a report of a public comment. One's own is answered in the same way and
/// not kept: it has other buttons for that.
fn take(
    site: &Context<'_>,
    report: &report_store::Report<'_>,
    account: Option<&str>,
) -> Outcome<ReportReceived> {
    let old = comment_store::by_id(site.db, report.comment)?
        .filter(Row::is_public)
        .ok_or(ProblemCode::CommentUnknown)?;
    let is_own = account.is_some() && old.account_id.as_deref() == account;
    if !is_own && report_store::add(site.db, report, site.now)? {
        let queue_rank = report_store::rank(site.db, &old.id)?;
        let new = Row {
            queue_rank,
            ..old.clone()
        };
        publishing::change(site, &old, new)?;
    }
    Ok(ReportReceived {})
}
