//! What a signed-in person does with their own comments and name.

use super::comment_store::Row;
use super::context::{Account, Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::thread_store::Thread;
use super::{
    account_store, claim_store, comment_store, decision_store, edit_store, list_store, naming,
    publishing, session_store, thread_store, vote_store,
};
use crate::error::Outcome;
use bedside_domain::access::ModeratorAccess;
use bedside_domain::comment::{self, Accepted};
use bedside_domain::hashing::digest;
use bedside_domain::limits::{OWN_COMMENTS, OWN_VOTES, REMOVALS};
use bedside_domain::rate_limits::Limit;
use bedside_domain::{DomainError, vote};
use bedside_wire::comment::PageInfo;
use bedside_wire::settings::ModerationMode;
use bedside_wire::{
    CommentStatus, OwnComment, PostComment, ProblemCode, Role, Viewer, Vote, Votes,
};
use serde::{Deserialize, Serialize};

/// Posts a comment.
#[derive(Serialize, Deserialize)]
pub struct WriteComment {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// What.
    pub post: PostComment,
}

impl Op for WriteComment {
    const NAME: &'static str = "write_comment";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        let accepted = comment::accept(self.post)?;
        site.once(&account.id, &self.write, || {
            post(site, &account, &accepted, comment::initial_status)
        })
    }
}

/// Decides whether a comment waits: by the site's mode, the person's role and the
/// name that it is under.
type Status = fn(ModerationMode, Role, &str) -> CommentStatus;

/// Stores an accepted comment of this person; the caller has opened the transaction.
///
/// # Errors
/// `parent_unknown`, or our own fault.
pub fn post(
    site: &Context<'_>,
    account: &Account,
    accepted: &Accepted,
    status: Status,
) -> Outcome<OwnComment> {
    // One that was there before names were looked at is looked at now.
    let name = match &accepted.name {
        Some(name) => name.clone(),
        None => comment::name(&account.name)?,
    };
    let status = status(site.moderation()?, account.role, &name);
    let published = status == CommentStatus::Published;
    if !published {
        let most = site.config.deployment.limits.waiting;
        if comment_store::waiting_of(site.db, &account.id, most)? >= most {
            return Err(DomainError {
                limit: Some(most),
                ..ProblemCode::TooManyWaiting.into()
            }
            .into());
        }
    }
    // Feeds and search engines are told the page's address and title: it must be
    // one of the site's own, and staff have said it or let it through.
    let page = PageInfo {
        url: accepted.page.url.clone().filter(|url| site.site.owns(url)),
        ..accepted.page.clone()
    };
    let (thread, number) = if published && !account.role.is_member() {
        thread_store::enter(site.db, &page)?
    } else {
        let unnamed = PageInfo {
            key: page.key.clone(),
            ..PageInfo::default()
        };
        thread_store::enter(site.db, &unnamed)?
    };
    let parent = match &accepted.parent {
        Some(id) => Some(parent(site, &thread, id)?),
        None => None,
    };
    // While two threads become one, a reply stays with its parent.
    let home = parent.as_ref().map_or(thread.id, |row| row.thread_id);
    naming::check_in(site, account, &name, home)?;
    if name != account.name {
        site.admit(Limit::Names)?;
        account_store::rename(site.db, &account.id, &name)?;
    }
    let version = if published {
        thread_store::bump(site.db, home, 1)?
    } else {
        0
    };
    let row = Row {
        id: site.new_id(),
        account_id: Some(account.id.clone()),
        author: name,
        author_role: account.role,
        body: accepted.body.clone(),
        status,
        created_at: site.now,
        version,
        ..Row::below(parent, home, number)
    };
    publishing::insert(site, &row)?;
    if published {
        site.tell(&thread.page, version);
    } else {
        claim_store::keep(site.db, &row.id, &page)?;
    }
    own(site, &row)
}

/// The public comment of a thread that is answered. It may still stand in a
/// thread that is being merged into this one.
fn parent(site: &Context<'_>, thread: &Thread, id: &str) -> Outcome<Row> {
    let row = comment_store::by_id(site.db, id)?;
    if let Some(row) = row.filter(|row| row.status == CommentStatus::Published)
        && (row.thread_id == thread.id
            || thread_store::by_id(site.db, row.thread_id)?.moved_to == Some(thread.id))
    {
        return Ok(row);
    }
    Err(DomainError {
        field: Some("parent"),
        ..ProblemCode::ParentUnknown.into()
    }
    .into())
}

/// A comment as its author sees it now.
///
/// # Errors
/// Our own fault only.
pub fn own(site: &Context<'_>, row: &Row) -> Outcome<OwnComment> {
    let edit = edit_store::find(site.db, &row.id)?;
    Ok(row.own(edit.as_ref(), site.votes()?, site.now))
}

/// A conflict about a comment, with the comment as it stands now for its author.
pub fn own_conflict(site: &Context<'_>, code: ProblemCode, row: &Row) -> Outcome<DomainError> {
    let own = row.own(None, site.votes()?, site.now);
    Ok(DomainError {
        comment: Some(Box::new(own.comment)),
        ..code.into()
    })
}

/// A conflict about a comment, with the comment as it stands now for moderators.
pub fn conflict(code: ProblemCode, row: &Row, votes: Votes) -> DomainError {
    DomainError {
        comment: Some(Box::new(row.staff_view(votes))),
        ..code.into()
    }
}

/// The overlay of a page.
#[derive(Serialize, Deserialize)]
pub struct ReadMe {
    /// Who.
    pub caller: Caller,
    /// The page's key.
    pub page: String,
}

impl Op for ReadMe {
    const NAME: &'static str = "read_me";
    const EFFECT: Effect = Effect::Private;
    type Answer = Viewer;

    fn run(self, site: &Context<'_>) -> Outcome<Viewer> {
        let account = site.account(&self.caller)?;
        me(site, &account, &self.page)
    }
}

/// A person's overlay of a page.
///
/// # Errors
/// Our own fault only.
pub fn me(site: &Context<'_>, account: &Account, page: &str) -> Outcome<Viewer> {
    let taken = site.votes()?;
    let is_staff = ModeratorAccess::of(account.role).is_ok();
    let (mut own, mut votes, mut removals) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(thread) = thread_store::by_page(site.db, page)? {
        own = own_in(site, &account.id, thread.id)?;
        votes = vote_store::own(site.db, &account.id, thread.id, OWN_VOTES)?;
        votes.retain(|(_, own)| vote::counting(taken, *own) != Vote::None);
        if is_staff {
            removals = decision_store::removals(site.db, thread.id, REMOVALS)?;
        }
    }
    let (up, down): (Vec<_>, Vec<_>) = votes.into_iter().partition(|(_, own)| *own == Vote::Up);
    let ids = |votes: Vec<(String, Vote)>| votes.into_iter().map(|(id, _)| id).collect();
    let waiting = match is_staff {
        true => Some(comment_store::waiting(site.db)?),
        false => None,
    };
    Ok(Viewer {
        account: digest(&account.id),
        name: account.name.clone(),
        name_is_suggested: account.name_is_suggested != 0,
        role: account.role,
        own,
        voted_up: ids(up),
        voted_down: ids(down),
        waiting,
        removals,
    })
}

/// A person's own comments in a thread.
fn own_in(site: &Context<'_>, account: &str, thread: i64) -> Outcome<Vec<OwnComment>> {
    let rows = list_store::own(site.db, account, thread, OWN_COMMENTS)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let edits = edit_store::of(site.db, &ids)?;
    let votes = site.votes()?;
    let own = rows.iter().map(|row| {
        let edit = edits.iter().find(|edit| edit.comment_id == row.id);
        row.own(edit, votes, site.now)
    });
    Ok(own.collect())
}

/// Changes the name one shows from now on.
#[derive(Serialize, Deserialize)]
pub struct ChangeMyName {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// The name.
    pub name: String,
}

impl Op for ChangeMyName {
    const NAME: &'static str = "change_my_name";
    type Answer = Written<Viewer>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        let name = comment::name(&self.name)?;
        site.once(&account.id, &self.write, || {
            naming::check(site, &account, &name)?;
            account_store::rename(site.db, &account.id, &name)?;
            let renamed = Account {
                name: name.clone(),
                name_is_suggested: 0,
                ..account.clone()
            };
            me(site, &renamed, "")
        })
    }
}

/// Ends one's session.
#[derive(Serialize, Deserialize)]
pub struct SignOut {
    /// Who.
    pub caller: Caller,
}

impl Op for SignOut {
    const NAME: &'static str = "sign_out";
    const EFFECT: Effect = Effect::Private;
    type Answer = ();

    fn run(self, site: &Context<'_>) -> Outcome<()> {
        site.account(&self.caller)?;
        session_store::end(site.db, &self.caller.token_hash)
    }
}
