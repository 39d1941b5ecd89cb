//! The moderation queue and its decisions.

use super::context::{Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::writing::conflict;
use super::{audit_store, claim_store, comment_store, list_store, thread_store};
use crate::error::Outcome;
use bedside_domain::access::ModeratorAccess;
use bedside_domain::comment::{self, Waiting};
use bedside_domain::cursor::Cursor;
use bedside_domain::limits::QUEUE_PAGE;
use bedside_domain::{Refusal, profession, time};
use bedside_wire::moderation::{ModerationOutcome, Queue, QueueEntry, QueueFlag, Revision};
use bedside_wire::{CommentStatus, ProblemCode};
use serde::{Deserialize, Serialize};

/// One page of the queue.
#[derive(Serialize, Deserialize)]
pub struct ReadQueue {
    /// Who.
    pub caller: Caller,
    /// Where to go on.
    pub cursor: Option<String>,
}

impl Op for ReadQueue {
    const NAME: &'static str = "read_queue";
    const EFFECT: Effect = Effect::Private;
    type Answer = Queue;

    fn run(self, site: &Context<'_>) -> Outcome<Queue> {
        let access = ModeratorAccess::of(site.account(&self.caller)?.role)?;
        let after = self
            .cursor
            .as_deref()
            .map(Cursor::decode_time)
            .transpose()?;
        let mut rows = list_store::queue(site.db, after, QUEUE_PAGE + 1)?;
        let more = rows.len() > QUEUE_PAGE;
        rows.truncate(QUEUE_PAGE);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|w| Cursor::Time(w.comment.created_at, w.comment.id.clone()).encode());
        let items = rows
            .into_iter()
            .map(|row| entry(site, access, row))
            .collect::<Outcome<_>>()?;
        Ok(Queue {
            items,
            next,
            waiting: comment_store::waiting(site.db)?,
        })
    }
}

fn entry(
    site: &Context<'_>,
    _access: ModeratorAccess,
    waiting: list_store::OnPage,
) -> Outcome<QueueEntry> {
    let comment = waiting.comment;
    let parent = comment
        .parent_id
        .as_deref()
        .map(|id| comment_store::by_id(site.db, id))
        .transpose()?
        .flatten();
    let history = match &comment.account_id {
        Some(account) => list_store::history(site.db, account)?,
        None => Default::default(),
    };
    let votes = site.votes()?;
    let claims = comment.author_role.is_member() && profession::is_claimed(&comment.author);
    let earlier = list_store::revisions(site.db, &comment.id)?;
    Ok(QueueEntry {
        comment: comment.view(votes),
        page: waiting.page,
        page_title: waiting.page_title,
        page_url: waiting.page_url,
        in_reply_to: parent.map(|row| row.view(votes)),
        history,
        flags: claims
            .then_some(QueueFlag::ProfessionClaimed)
            .into_iter()
            .collect(),
        earlier: earlier
            .into_iter()
            .map(|e| Revision {
                revision: e.revision,
                time: time::to_rfc3339(e.created_at),
                source: e.body,
            })
            .collect(),
        ..QueueEntry::default()
    })
}

/// What a moderator decides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Make it public.
    Approve,
    /// Refuse it, with a reason for its author.
    Reject(Option<String>),
}

/// Decides about a comment.
#[derive(Serialize, Deserialize)]
pub struct Decide {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which comment.
    pub id: String,
    /// The revision the moderator read.
    pub revision: u32,
    /// What.
    pub verdict: Verdict,
}

impl Op for Decide {
    const NAME: &'static str = "decide";
    type Answer = Written<ModerationOutcome>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let moderator = site.account(&self.caller)?;
        let access = ModeratorAccess::of(moderator.role)?;
        let reason = match &self.verdict {
            Verdict::Approve => None,
            Verdict::Reject(reason) => comment::reason(reason.as_deref())?,
        };
        site.once(&moderator.id, &self.write, || {
            let old =
                comment_store::by_id(site.db, &self.id)?.ok_or(ProblemCode::CommentUnknown)?;
            let votes = site.votes()?;
            let decision = Waiting::of(old.status, old.revision)
                .and_then(|waiting| match self.verdict {
                    Verdict::Approve => waiting.approve(access, self.revision),
                    Verdict::Reject(_) => waiting.reject(access, self.revision),
                })
                .map_err(|refusal: Refusal| conflict(refusal.code, &old, votes))?;
            let status = decision.status();
            let thread = thread_store::by_id(site.db, old.thread_id)?;
            let version = if status == CommentStatus::Published {
                thread_store::bump(site.db, thread.id, 1)?
            } else {
                old.version
            };
            if status == CommentStatus::Published {
                claim_store::apply(site.db, &old.id, thread.id)?;
            }
            claim_store::forget(site.db, &old.id)?;
            comment_store::decide(site.db, &old, status, reason.as_deref(), version)?;
            let action = comment_store::status_text(status);
            audit_store::append(
                site.db,
                site.now,
                &moderator.id,
                action,
                &old.id,
                reason.as_deref().unwrap_or(""),
            )?;
            // A rejection changes nothing public, but its author waits for news.
            site.tell(
                &thread.page,
                if status == CommentStatus::Published {
                    version
                } else {
                    0
                },
            );
            let now = comment_store::by_id(site.db, &old.id)?.ok_or(ProblemCode::CommentUnknown)?;
            Ok(ModerationOutcome {
                comment: now.view(votes),
                waiting: comment_store::waiting(site.db)?,
            })
        })
    }
}
