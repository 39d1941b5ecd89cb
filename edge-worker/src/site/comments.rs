//! Operations of signed-in people on their own comments and name.

use super::access::SignedIn;
use super::comment_store::CommentRow;
use super::context::{Account, Context};
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::thread_store::ThreadRow;
use super::{
    account_store, comment_queries_store, comment_store, decision_store, edit_store, names,
    pending_page_info_store, publication, session_store, thread_store, vote_store,
};
use crate::error::{HttpError, Result};
use bedside_domain::access::ModeratorAccess;
use bedside_domain::comment::{self, NewComment, SanitizedComment};
use bedside_domain::hashing::digest;
use bedside_domain::limits::{OWN_COMMENTS, OWN_VOTES, REMOVALS};
use bedside_domain::page::PageInfo;
use bedside_domain::rate_limits::Limit;
use bedside_domain::{
    CommentStatus, DomainError, ErrorCode, ModerationMode, Role, Vote, Votes, vote,
};
use bedside_wire::{OwnComment, Removal, Viewer};
use serde::{Deserialize, Serialize};

/// Posts a comment.
#[derive(Serialize, Deserialize)]
pub struct WriteComment {
    /// The comment.
    pub post: NewComment,
}

impl Op for Once<WriteComment> {
    const NAME: &'static str = "write_comment";
    type Access = SignedIn;
    type Outcome = WriteOutcome<OwnComment>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let sanitized = comment::sanitize(self.op.post)?;
        ctx.idempotent(&person.account.id, &self.write, || {
            post(ctx, &person.account, &sanitized, comment::initial_status)
        })
    }
}

/// Decides whether a comment waits: by the site's mode, the person's role and the
/// name that it is under.
type Status = fn(ModerationMode, Role, &str) -> CommentStatus;

/// Stores a sanitized comment of this person; the caller has opened the transaction.
///
/// # Errors
/// `parent_unknown`.
pub fn post(
    ctx: &Context<'_>,
    account: &Account,
    new: &SanitizedComment,
    status: Status,
) -> Result<OwnComment> {
    // One that was there before names were looked at is looked at now.
    let name = match &new.name {
        Some(name) => name.clone(),
        None => comment::name(&account.name)?,
    };
    let status = status(ctx.settings.moderation, account.role, &name);
    let published = status == CommentStatus::Published;
    if !published {
        let most = ctx.config.deployment.limits.waiting;
        if comment_store::waiting_of(ctx.db, &account.id, most)? >= most {
            return Err(DomainError {
                limit: Some(most),
                ..ErrorCode::TooManyWaiting.into()
            }
            .into());
        }
    }
    // Feeds and search engines are told the page's address and title: it must be
    // one of the site's own, and staff have said it or let it through.
    let page = PageInfo {
        url: new.page.url.clone().filter(|url| ctx.site.owns(url)),
        ..new.page.clone()
    };
    let (thread, number) = if published && !account.role.is_member() {
        thread_store::enter(ctx.db, &page)?
    } else {
        let unnamed = PageInfo {
            key: page.key.clone(),
            ..PageInfo::default()
        };
        thread_store::enter(ctx.db, &unnamed)?
    };
    let parent = match &new.parent {
        Some(id) => Some(parent(ctx, &thread, id)?),
        None => None,
    };
    // While two threads become one, a reply stays with its parent.
    let home = parent.as_ref().map_or(thread.id, |row| row.thread_id);
    names::check_in(ctx, account, &name, home)?;
    if name != account.name {
        ctx.admit(Limit::Names)?;
        account_store::rename(ctx.db, &account.id, &name)?;
    }
    let version = if published {
        thread_store::bump(ctx.db, home, 1)?
    } else {
        0
    };
    let row = CommentRow {
        id: ctx.new_id(),
        account_id: Some(account.id.clone()),
        author: name,
        author_role: account.role,
        body: new.body.clone(),
        status,
        created_at: ctx.now,
        version,
        ..CommentRow::below(parent, home, number)
    };
    publication::insert(ctx, &row)?;
    if published {
        ctx.notify_readers(&thread.page, version);
    } else {
        pending_page_info_store::insert(ctx.db, &row.id, &page)?;
    }
    own(ctx, &row)
}

/// The public comment of a thread that is replied to. It may still be in a thread
/// that is being merged into this one.
fn parent(ctx: &Context<'_>, thread: &ThreadRow, id: &str) -> Result<CommentRow> {
    let row = comment_store::by_id(ctx.db, id)?;
    if let Some(row) = row.filter(|row| row.status == CommentStatus::Published)
        && (row.thread_id == thread.id
            || thread_store::by_id(ctx.db, row.thread_id)?.moved_to == Some(thread.id))
    {
        return Ok(row);
    }
    Err(DomainError {
        field: Some("parent"),
        ..ErrorCode::ParentUnknown.into()
    }
    .into())
}

/// A comment as its author sees it now.
pub fn own(ctx: &Context<'_>, row: &CommentRow) -> Result<OwnComment> {
    let edit = edit_store::find(ctx.db, &row.id)?;
    Ok(row.own(edit.as_ref(), ctx.settings.votes, ctx.now))
}

/// A conflict about a comment, with the comment as it is now for its author.
pub fn own_conflict(ctx: &Context<'_>, code: ErrorCode, row: &CommentRow) -> HttpError {
    let own = row.own(None, ctx.settings.votes, ctx.now);
    HttpError::from(code).with_comment(own.comment)
}

/// A conflict about a comment, with the comment as it is now for moderators.
pub fn conflict(code: ErrorCode, row: &CommentRow, votes: Votes) -> HttpError {
    HttpError::from(code).with_comment(row.staff_view(votes))
}

/// The overlay of a page.
#[derive(Serialize, Deserialize)]
pub struct ReadMe {
    /// The page's key.
    pub page: String,
}

impl Op for ReadMe {
    const NAME: &'static str = "read_me";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = Viewer;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Viewer> {
        me(ctx, &person.account, &self.page)
    }
}

/// A person's overlay of a page.
pub fn me(ctx: &Context<'_>, account: &Account, page: &str) -> Result<Viewer> {
    let taken = ctx.settings.votes;
    let is_staff = ModeratorAccess::of(account.role).is_ok();
    let (mut own, mut votes, mut removals) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(thread) = thread_store::by_page(ctx.db, page)? {
        own = own_in(ctx, &account.id, thread.id)?;
        votes = vote_store::own(ctx.db, &account.id, thread.id, OWN_VOTES)?;
        votes.retain(|(_, own)| vote::counting(taken, *own) != Vote::None);
        if is_staff {
            let rows = decision_store::removals(ctx.db, thread.id, REMOVALS)?;
            removals = rows.into_iter().map(Removal::from).collect();
        }
    }
    let (up, down): (Vec<_>, Vec<_>) = votes.into_iter().partition(|(_, own)| *own == Vote::Up);
    let ids = |votes: Vec<(String, Vote)>| votes.into_iter().map(|(id, _)| id).collect();
    let waiting = match is_staff {
        true => Some(comment_store::waiting(ctx.db)?),
        false => None,
    };
    Ok(Viewer {
        account: digest(&account.id),
        name: account.name.clone(),
        name_is_suggested: account.name_is_suggested != 0,
        role: account.role.into(),
        own,
        voted_up: ids(up),
        voted_down: ids(down),
        waiting,
        removals,
    })
}

/// A person's own comments in a thread.
fn own_in(ctx: &Context<'_>, account: &str, thread: i64) -> Result<Vec<OwnComment>> {
    let rows = comment_queries_store::own(ctx.db, account, thread, OWN_COMMENTS)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let edits = edit_store::of(ctx.db, &ids)?;
    let votes = ctx.settings.votes;
    let own = rows.iter().map(|row| {
        let edit = edits.iter().find(|edit| edit.comment_id == row.id);
        row.own(edit, votes, ctx.now)
    });
    Ok(own.collect())
}

/// Changes the name one shows from now on.
#[derive(Serialize, Deserialize)]
pub struct ChangeMyName {
    /// The name.
    pub name: String,
}

impl Op for Once<ChangeMyName> {
    const NAME: &'static str = "change_my_name";
    type Access = SignedIn;
    type Outcome = WriteOutcome<Viewer>;

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<Self::Outcome> {
        let account = person.account;
        let name = comment::name(&self.op.name)?;
        ctx.idempotent(&account.id, &self.write, || {
            names::check(ctx, &account, &name)?;
            account_store::rename(ctx.db, &account.id, &name)?;
            let renamed = Account {
                name: name.clone(),
                name_is_suggested: 0,
                ..account.clone()
            };
            me(ctx, &renamed, "")
        })
    }
}

/// Ends one's session.
#[derive(Serialize, Deserialize)]
pub struct SignOut {}

impl Op for SignOut {
    const NAME: &'static str = "sign_out";
    const EFFECT: Effect = Effect::Private;
    type Access = SignedIn;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, person: SignedIn) -> Result<()> {
        session_store::end(ctx.db, &person.token_hash)
    }
}
