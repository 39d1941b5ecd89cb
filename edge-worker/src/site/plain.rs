//! The comment that was written on a plain page before its sign-in.

use super::access::Anyone;
use super::context::{Account, Context};
use super::idempotent::{IdempotentRequest, WriteOutcome};
use super::op::{Effect, Op};
use super::{account_store, attempt_store, comments, idempotency_store, thread_store};
use crate::error::Result;
use bedside_domain::comment::{self, NewComment};
use bedside_domain::hashing::digest;
use bedside_domain::rate_limits::Limit;
use bedside_domain::sign_in::{Attempt, SignInFlow};
use bedside_domain::{CommentStatus, ErrorCode, Role};
use bedside_wire::OwnComment;
use serde::{Deserialize, Serialize};

/// A plain page's comment whose writer has signed in.
struct Waiting {
    state_hash: String,
    attempt: Attempt,
    account: Account,
    comment: NewComment,
}

impl Waiting {
    fn of(ctx: &Context<'_>, code_hash: &str) -> Result<Self> {
        let row = attempt_store::by_attempt_id(ctx.db, code_hash)?;
        let row = row.ok_or(ErrorCode::SignInUnknown)?;
        let SignInFlow::Plain { comment } = row.purpose()? else {
            return Err(ErrorCode::SignInUnknown.into());
        };
        let attempt = row.attempt()?;
        let id = attempt.clone().take(row.started_at, ctx.now)?;
        let id = id.ok_or(ErrorCode::SignInUnknown)?;
        Ok(Self {
            account: account_store::by_id(ctx.db, &id)?.ok_or(ErrorCode::SignInUnknown)?,
            comment: serde_json::from_str(&comment)?,
            state_hash: row.state_hash,
            attempt,
        })
    }

    fn status(&self, ctx: &Context<'_>) -> CommentStatus {
        let mode = ctx.settings.moderation;
        let (role, name) = (self.account.role, self.account.name.as_str());
        comment::status_without_scripts(mode, role, name)
    }
}

/// The view of the page that confirms a comment.
#[derive(Serialize, Deserialize)]
pub struct Confirmation {
    /// The comment.
    pub comment: NewComment,
    /// The page's title, as far as readers know it.
    pub page_title: Option<String>,
    /// The name that the person shows.
    pub name: String,
    /// True while nobody chose that name.
    pub name_is_suggested: bool,
    /// The person's role on the site.
    pub role: Role,
    /// True where the comment will wait for a moderator.
    pub waits: bool,
}

/// Reads a comment that is to be confirmed.
#[derive(Serialize, Deserialize)]
pub struct ReadConfirmation {
    /// The one-time code of the page.
    pub code: String,
}

impl Op for ReadConfirmation {
    const NAME: &'static str = "read_confirmation";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = Confirmation;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Confirmation> {
        let waiting = Waiting::of(ctx, &digest(&self.code))?;
        let thread = thread_store::by_page(ctx.db, &waiting.comment.page.key)?;
        Ok(Confirmation {
            page_title: thread.and_then(|thread| thread.title),
            waits: waiting.status(ctx) == CommentStatus::Pending,
            name: waiting.account.name,
            name_is_suggested: waiting.account.name_is_suggested != 0,
            role: waiting.account.role,
            comment: waiting.comment,
        })
    }
}

/// Posts the comment, once its writer has seen it long enough.
#[derive(Serialize, Deserialize)]
pub struct ConfirmPlain {
    /// The one-time code of the page.
    pub code: String,
    /// The name in the form; it counts where the person chose none before.
    pub name: Option<String>,
}

impl Op for ConfirmPlain {
    const NAME: &'static str = "confirm_plain";
    type Access = Anyone;
    /// Nothing for a press that came too soon; the page is to be shown again.
    type Outcome = Option<WriteOutcome<OwnComment>>;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Self::Outcome> {
        // The code is the write's key: pressing the button twice posts once.
        let code_hash = digest(&self.code);
        let write = IdempotentRequest {
            key: code_hash.clone(),
            request_hash: code_hash,
        };
        if idempotency_store::find(ctx.db, "plain", &write.key)?.is_some() {
            let first = ctx.idempotent("plain", &write, || Err(ErrorCode::Internal.into()))?;
            return Ok(Some(first));
        }
        let mut waiting = Waiting::of(ctx, &write.key)?;
        ctx.person.replace(waiting.account.id.clone());
        ctx.admit(Limit::SignedIn)?;
        if waiting.attempt.is_too_fresh(ctx.now) {
            let again = waiting.attempt.shown_again(ctx.now);
            attempt_store::advance(ctx.db, &waiting.state_hash, &again)?;
            return Ok(None);
        }
        // Somebody else may have written the comment and led its person here.
        let may_choose = waiting.account.name_is_suggested != 0;
        waiting.comment.name = self.name.filter(|_| may_choose);
        let sanitized = comment::sanitize(waiting.comment)?;
        let written = ctx.idempotent("plain", &write, || {
            attempt_store::advance(ctx.db, &waiting.state_hash, &Attempt::Used)?;
            let status = comment::status_without_scripts;
            comments::post(ctx, &waiting.account, &sanitized, status)
        })?;
        Ok(Some(written))
    }
}
