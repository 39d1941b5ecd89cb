//! What a signed-in person does with their own comments and name.

use super::comment_store::Row;
use super::context::{Account, Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::thread_store::Thread;
use super::{
    account_store, claim_store, comment_store, list_store, naming, session_store, thread_store,
    vote_store,
};
use crate::error::Outcome;
use bedside_domain::access::ModeratorAccess;
use bedside_domain::comment::{self, Accepted};
use bedside_domain::limits::{OWN_COMMENTS, OWN_VOTES};
use bedside_domain::{Refusal, vote};
use bedside_wire::comment::PageInfo;
use bedside_wire::{
    CommentStatus, EditComment, Me, OwnComment, PostComment, ProblemCode, Vote, Votes,
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
        site.once(&account.id, &self.write, || post(site, &account, &accepted))
    }
}

/// Stores an accepted comment of this person; the caller has opened the transaction.
///
/// # Errors
/// `parent_unknown`, or our own fault.
pub fn post(site: &Context<'_>, account: &Account, accepted: &Accepted) -> Outcome<OwnComment> {
    // One that was there before names were looked at is looked at now.
    let name = match &accepted.name {
        Some(name) => name.clone(),
        None => comment::name(&account.name)?,
    };
    let status = comment::initial_status(site.moderation()?, account.role, &name);
    let published = status == CommentStatus::Published;
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
    comment_store::insert(site.db, &row)?;
    if published {
        site.tell(&thread.page, version);
    } else {
        claim_store::keep(site.db, &row.id, &page)?;
    }
    Ok(row.own(site.votes()?))
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
    Err(Refusal {
        field: Some("parent"),
        ..ProblemCode::ParentUnknown.into()
    }
    .into())
}

/// Changes the text of a comment of one's own.
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub id: String,
    /// What.
    pub edit: EditComment,
}

impl Op for ChangeComment {
    const NAME: &'static str = "change_comment";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let account = site.account(&self.caller)?;
        let body = comment::body(&self.edit.body)?;
        site.once(&account.id, &self.write, || {
            let old = comment_store::by_id(site.db, &self.id)?
                .filter(|row| row.account_id.as_ref() == Some(&account.id))
                .ok_or(ProblemCode::CommentUnknown)?;
            if old.revision != self.edit.revision {
                return Err(conflict(ProblemCode::CommentChanged, &old, site.votes()?).into());
            }
            edit(site, &account, &old, &body)
        })
    }
}

fn edit(site: &Context<'_>, account: &Account, old: &Row, body: &str) -> Outcome<OwnComment> {
    // An edited text was read by nobody yet: it waits like a new one.
    let status = comment::initial_status(site.moderation()?, account.role, &old.author);
    let was_public = old.status == CommentStatus::Published;
    let is_public = status == CommentStatus::Published;
    let version = if was_public || is_public {
        let version = thread_store::bump(
            site.db,
            old.thread_id,
            i64::from(is_public) - i64::from(was_public),
        )?;
        let thread = thread_store::by_id(site.db, old.thread_id)?;
        site.tell(&thread.page, version);
        version
    } else {
        old.version
    };
    comment_store::edit(site.db, old, body, status, version, site.now)?;
    let now = comment_store::by_id(site.db, &old.id)?.ok_or(ProblemCode::CommentUnknown)?;
    Ok(now.own(site.votes()?))
}

/// A conflict about a comment, with the comment as it stands now.
pub fn conflict(code: ProblemCode, row: &Row, votes: Votes) -> Refusal {
    Refusal {
        comment: Some(Box::new(row.view(votes))),
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
    type Answer = Me;

    fn run(self, site: &Context<'_>) -> Outcome<Me> {
        let account = site.account(&self.caller)?;
        me(site, &account, &self.page)
    }
}

/// A person's overlay of a page.
///
/// # Errors
/// Our own fault only.
pub fn me(site: &Context<'_>, account: &Account, page: &str) -> Outcome<Me> {
    let taken = site.votes()?;
    let (mut own, mut votes) = (Vec::new(), Vec::new());
    if let Some(thread) = thread_store::by_page(site.db, page)? {
        own = list_store::own(site.db, &account.id, thread.id, OWN_COMMENTS)?;
        votes = vote_store::own(site.db, &account.id, thread.id, OWN_VOTES)?;
        votes.retain(|(_, own)| vote::counting(taken, *own) != Vote::None);
    }
    let (up, down): (Vec<_>, Vec<_>) = votes.into_iter().partition(|(_, own)| *own == Vote::Up);
    let ids = |votes: Vec<(String, Vote)>| votes.into_iter().map(|(id, _)| id).collect();
    let waiting = match ModeratorAccess::of(account.role) {
        Ok(_) => Some(comment_store::waiting(site.db)?),
        Err(_) => None,
    };
    Ok(Me {
        name: account.name.clone(),
        name_is_suggested: account.name_is_suggested != 0,
        role: account.role,
        own: own.iter().map(|row| row.own(taken)).collect(),
        voted_up: ids(up),
        voted_down: ids(down),
        waiting,
    })
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
    type Answer = Written<Me>;

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
