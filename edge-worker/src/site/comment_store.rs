//! Comments: single rows and their changes. Lists are in `list_store`.

use super::db::Db;
use super::{discussion_store, name_store, search_store};
use crate::error::Outcome;
use bedside_domain::vote::Counts;
use bedside_domain::{Millis, markdown, name_skeleton, place, time};
use bedside_wire::{CommentStatus, CommentView, OwnComment, Role, Votes};
use serde::Deserialize;

/// A comment as it is stored.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its thread's number.
    pub thread_id: i64,
    /// The comment it replies to.
    pub parent_id: Option<String>,
    /// The name of that comment's author.
    pub parent_author: Option<String>,
    /// Levels below the page.
    pub depth: u16,
    /// Where it stands in the tree.
    pub place: String,
    /// Whose comment it replies to, where that is somebody else's.
    pub parent_account: Option<String>,
    /// Whose it is; imported comments are nobody's.
    pub account_id: Option<String>,
    /// The name its author showed.
    pub author: String,
    /// What its author was then.
    pub author_role: Role,
    /// Markdown.
    pub body: String,
    /// Where it stands in moderation.
    pub status: CommentStatus,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// 1 when posted, one more with each edit.
    pub revision: u32,
    /// When it was posted.
    pub created_at: Millis,
    /// When it was last edited.
    pub edited_at: Option<Millis>,
    /// The thread's version at its last public change.
    pub version: u64,
    /// Votes for it.
    pub up: u32,
    /// Votes against it.
    pub down: u32,
}

impl Row {
    /// A new comment's row as far as its place in the thread decides it: the
    /// `number`th of its thread, a reply to `parent`.
    pub fn below(parent: Option<Row>, thread_id: i64, number: u64) -> Self {
        let place = match &parent {
            Some(parent) => place::below(&parent.place, number),
            None => place::root(number),
        };
        Self {
            thread_id,
            place,
            depth: parent.as_ref().map_or(0, |p| p.depth.saturating_add(1)),
            parent_author: parent.as_ref().map(|p| p.author.clone()),
            parent_account: parent.as_ref().and_then(|p| p.account_id.clone()),
            parent_id: parent.map(|p| p.id),
            revision: 1,
            ..Self::default()
        }
    }

    /// The votes on it.
    pub fn votes(&self) -> Counts {
        Counts {
            up: self.up,
            down: self.down,
        }
    }

    /// The comment as it is sent on a site that takes these votes.
    pub fn view(&self, votes: Votes) -> CommentView {
        let votes = self.votes().shown(votes);
        CommentView {
            id: self.id.clone(),
            parent: self.parent_id.clone(),
            parent_author: self.parent_author.clone(),
            depth: self.depth,
            author: self.author.clone(),
            role: self.author_role,
            time: time::to_rfc3339(self.created_at),
            edited: self.edited_at.map(time::to_rfc3339),
            body: markdown::render(&self.body),
            revision: self.revision,
            up: votes.up,
            down: votes.down,
            status: self.status,
            place: self.place.clone(),
        }
    }

    /// The comment as its author sees it.
    pub fn own(&self, votes: Votes) -> OwnComment {
        OwnComment {
            comment: self.view(votes),
            source: self.body.clone(),
            reason: self.reason.clone(),
            waiting_edit: None,
        }
    }
}

/// The status as it is stored.
pub fn status_text(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "pending",
        CommentStatus::Published => "published",
        CommentStatus::Rejected => "rejected",
        CommentStatus::Removed => "removed",
        CommentStatus::Deleted => "deleted",
        CommentStatus::Unknown => "unknown",
    }
}

/// A comment by its id.
///
/// # Errors
/// Our own fault only.
pub fn by_id(db: &Db, id: &str) -> Outcome<Option<Row>> {
    db.first("SELECT c.* FROM comments c WHERE c.id = ?", vec![id.into()])
}

/// Stores a new comment.
///
/// # Errors
/// Our own fault only.
pub fn insert(db: &Db, row: &Row) -> Outcome<()> {
    // Nobody waits for their own replies.
    let answered = row.parent_account.as_deref();
    let answered = answered.filter(|_| row.parent_account != row.account_id);
    let account = row.account_id.as_deref();
    let author_key = account.map(|_| name_skeleton::key(&row.author));
    if !row.author_role.is_member() {
        name_store::note_staff(db, &row.author, account.unwrap_or_default())?;
    }
    db.run(
        "INSERT INTO comments (id, thread_id, parent_id, parent_author, parent_account, depth, place, account_id,
         author, author_key, author_role, body, status, revision, created_at, version, up, down)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            row.id.as_str().into(),
            row.thread_id.into(),
            row.parent_id.as_deref().into(),
            row.parent_author.as_deref().into(),
            answered.into(),
            i64::from(row.depth).into(),
            row.place.as_str().into(),
            account.into(),
            row.author.as_str().into(),
            author_key.into(),
            super::account_store::role_text(row.author_role).into(),
            row.body.as_str().into(),
            status_text(row.status).into(),
            i64::from(row.revision).into(),
            row.created_at.into(),
            (row.version as i64).into(),
            i64::from(row.up).into(),
            i64::from(row.down).into(),
        ],
    )?;
    if row.votes() != Counts::default() {
        discussion_store::rank(db, row.thread_id, &row.place, row.votes())?;
    }
    if row.status == CommentStatus::Published {
        show(db, row, &row.body)?;
    }
    count_waiting(db, i64::from(row.status == CommentStatus::Pending))
}

/// Notes what a comment that became public means for lists and search.
fn show(db: &Db, row: &Row, body: &str) -> Outcome<()> {
    discussion_store::note(db, row, 1)?;
    search_store::add(db, &row.id, row.thread_id, &row.author, body)
}

/// Undoes what [`show`] noted.
fn hide(db: &Db, row: &Row) -> Outcome<()> {
    discussion_store::note(db, row, -1)?;
    search_store::remove(db, &row.id)
}

/// Replaces a comment's text, keeping the old one as a revision.
///
/// # Errors
/// Our own fault only.
pub fn edit(
    db: &Db,
    old: &Row,
    body: &str,
    status: CommentStatus,
    version: u64,
    now: Millis,
) -> Outcome<()> {
    db.run(
        "INSERT INTO revisions (comment_id, revision, body, created_at) VALUES (?, ?, ?, ?)",
        vec![
            old.id.as_str().into(),
            i64::from(old.revision).into(),
            old.body.as_str().into(),
            old.edited_at.unwrap_or(old.created_at).into(),
        ],
    )?;
    db.run(
        "UPDATE comments SET body = ?, status = ?, reason = NULL, revision = revision + 1, edited_at = ?, version = ?
         WHERE id = ?",
        vec![
            body.into(),
            status_text(status).into(),
            now.into(),
            (version as i64).into(),
            old.id.as_str().into(),
        ],
    )?;
    if old.status == CommentStatus::Published {
        hide(db, old)?;
    }
    if status == CommentStatus::Published {
        show(db, old, body)?;
    }
    count_waiting(db, waiting_change(old.status, status))
}

/// Records a decision about a comment.
///
/// # Errors
/// Our own fault only.
pub fn decide(
    db: &Db,
    old: &Row,
    status: CommentStatus,
    reason: Option<&str>,
    version: u64,
) -> Outcome<()> {
    db.run(
        "UPDATE comments SET status = ?, reason = ?, version = ? WHERE id = ?",
        vec![
            status_text(status).into(),
            reason.into(),
            (version as i64).into(),
            old.id.as_str().into(),
        ],
    )?;
    if status == CommentStatus::Published {
        show(db, old, &old.body)?;
    }
    count_waiting(db, waiting_change(old.status, status))
}

fn waiting_change(before: CommentStatus, after: CommentStatus) -> i64 {
    i64::from(after == CommentStatus::Pending) - i64::from(before == CommentStatus::Pending)
}

fn count_waiting(db: &Db, change: i64) -> Outcome<()> {
    if change == 0 {
        return Ok(());
    }
    db.run(
        "UPDATE counters SET value = value + ? WHERE name = 'waiting'",
        vec![change.into()],
    )
}

/// How many comments wait on the whole site.
///
/// # Errors
/// Our own fault only.
pub fn waiting(db: &Db) -> Outcome<u64> {
    #[derive(Deserialize)]
    struct Counter {
        value: u64,
    }
    let counter: Option<Counter> =
        db.first("SELECT value FROM counters WHERE name = 'waiting'", vec![])?;
    Ok(counter.map_or(0, |counter| counter.value))
}
