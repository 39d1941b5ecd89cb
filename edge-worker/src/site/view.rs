//! Rows as they are sent: stores know nothing of the wire, and what is sent
//! knows nothing of the tables.

use super::comment_queries_store::{RevisionRow, StatusCountRow};
use super::comment_row::CommentRow;
use super::decision_store::RemovalRow;
use super::edit_store::WaitingEditRow;
use super::report_store::ReportCountRow;
use super::vote_store::VotesRow;
use bedside_domain::visible::visible;
use bedside_domain::vote::Counts;
use bedside_domain::{CommentStatus, Millis, Votes, markdown, time};
use bedside_wire::moderation::{AuthorHistory, Revision};
use bedside_wire::report::ReportCount;
use bedside_wire::viewer::WaitingEdit;
use bedside_wire::vote::CommentVotes;
use bedside_wire::{self as wire, CommentView, OwnComment, Removal};

impl CommentRow {
    /// The comment as anybody may see it on a site that takes these votes. One
    /// that is no more is a placeholder.
    pub fn view(&self, votes: Votes) -> CommentView {
        if self.status.is_gone() {
            return self.placeholder();
        }
        self.whole(votes)
    }

    /// The comment as moderators see it, who read what they took down. One that
    /// its author deleted is a placeholder to them as well.
    pub fn staff_view(&self, votes: Votes) -> CommentView {
        match self.status {
            CommentStatus::Deleted => self.placeholder(),
            _ => self.whole(votes),
        }
    }

    /// The comment with the text that waits to replace the published one.
    pub fn proposed(&self, edit: &WaitingEditRow, votes: Votes) -> CommentView {
        CommentView {
            body: markdown::render(&edit.body),
            revision: edit.revision,
            edited: Some(time::to_rfc3339(edit.created_at)),
            status: wire::CommentStatus::Pending,
            ..self.staff_view(votes)
        }
    }

    /// The comment as its author sees it now, with the text that waits beside it.
    pub fn own(&self, edit: Option<&WaitingEditRow>, votes: Votes, now: Millis) -> OwnComment {
        let held = self.held_until.is_some_and(|until| until > now);
        let mut comment = self.staff_view(votes);
        if held && self.status == CommentStatus::Rejected {
            comment.status = wire::CommentStatus::Pending;
        }
        let is_deleted = self.status == CommentStatus::Deleted;
        OwnComment {
            comment,
            source: if is_deleted {
                String::new()
            } else {
                self.body.clone()
            },
            reason: self.reason.clone().filter(|_| !held && !is_deleted),
            waiting_edit: edit.filter(|_| !is_deleted).map(|edit| edit.own(held)),
        }
    }

    fn whole(&self, votes: Votes) -> CommentView {
        let votes = self.votes().shown(votes);
        CommentView {
            id: self.id.clone(),
            parent: self.parent_id.clone(),
            parent_author: self.parent_name.clone(),
            depth: self.depth,
            author: self.author.clone(),
            role: self.author_role.into(),
            time: time::to_rfc3339(self.created_at),
            edited: self.edited_at.map(time::to_rfc3339),
            body: markdown::render(&self.body),
            revision: self.revision,
            up: votes.up,
            down: votes.down,
            status: self.status.into(),
            tree_path: self.tree_path.clone(),
        }
    }

    fn placeholder(&self) -> CommentView {
        CommentView {
            id: self.id.clone(),
            parent: self.parent_id.clone(),
            parent_author: self.parent_name.clone(),
            depth: self.depth,
            time: time::to_rfc3339(self.created_at),
            revision: self.revision,
            status: self.status.into(),
            tree_path: self.tree_path.clone(),
            ..CommentView::default()
        }
    }
}

impl WaitingEditRow {
    /// The text as the comment's author sees it, who is not told of a rejection
    /// that is still held back.
    pub fn own(&self, held: bool) -> WaitingEdit {
        WaitingEdit {
            source: self.body.clone(),
            revision: self.revision,
            reason: self.reason.clone().filter(|_| !held),
            rejected: self.rejected == 1 && !held,
        }
    }
}

impl VotesRow {
    /// The votes as they are sent on a site that takes these.
    pub fn view(self, votes: Votes) -> CommentVotes {
        let counts = Counts {
            up: self.up,
            down: self.down,
        };
        let Counts { up, down } = counts.shown(votes);
        CommentVotes {
            comment: self.id,
            up,
            down,
        }
    }
}

impl From<RemovalRow> for Removal {
    fn from(row: RemovalRow) -> Self {
        Self {
            comment: row.comment_id,
            by: row.actor_name,
            reason: row.reason,
        }
    }
}

impl From<ReportCountRow> for ReportCount {
    fn from(row: ReportCountRow) -> Self {
        Self {
            reason: row.reason.into(),
            count: row.count,
        }
    }
}

impl From<RevisionRow> for Revision {
    fn from(row: RevisionRow) -> Self {
        Self {
            revision: row.revision,
            time: time::to_rfc3339(row.created_at),
            source: visible(&row.body),
        }
    }
}

/// Decisions about an author's comments, of which there are so many of each status.
pub fn author_history(counts: &[StatusCountRow]) -> AuthorHistory {
    let count = |status| {
        let counts = counts.iter().filter(|row| row.status == status);
        counts.map(|row| row.count).sum::<u64>()
    };
    AuthorHistory {
        published: count(CommentStatus::Published),
        rejected: count(CommentStatus::Rejected) + count(CommentStatus::Removed),
        pending: count(CommentStatus::Pending),
    }
}
