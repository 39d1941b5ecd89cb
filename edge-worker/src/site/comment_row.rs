//! A comment as it is stored.

use bedside_domain::vote::Counts;
use bedside_domain::{CommentStatus, Millis, Role, tree_path};
use serde::Deserialize;

/// A comment as it is stored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CommentRow {
    /// Its id.
    pub id: String,
    /// Its thread's number.
    pub thread_id: i64,
    /// The comment it replies to.
    pub parent_id: Option<String>,
    /// The name of that comment's author, unless that comment is gone.
    pub parent_name: Option<String>,
    /// Levels below the page.
    pub depth: u16,
    /// Its position in the tree.
    pub tree_path: String,
    /// Whose comment it replies to, where that is somebody else's.
    pub parent_account: Option<String>,
    /// Whose it is; imported comments are nobody's.
    pub account_id: Option<String>,
    /// The name its author showed.
    pub author: String,
    /// Its author's role at that time.
    pub author_role: Role,
    /// Markdown.
    pub body: String,
    /// Its status in moderation.
    pub status: CommentStatus,
    /// The reason for its rejection or removal.
    pub reason: Option<String>,
    /// 1 when posted, one more with each edit.
    pub revision: u32,
    /// When it was posted.
    pub created_at: Millis,
    /// When it became public; nothing before.
    pub published_at: Option<Millis>,
    /// When it was last edited.
    pub edited_at: Option<Millis>,
    /// The thread's version at its last public change.
    pub version: u64,
    /// Votes for it.
    pub up: u32,
    /// Votes against it.
    pub down: u32,
    /// Its direct replies that are listed.
    pub replies: u64,
    /// When the text was sent that waits beside the published one.
    pub edit_at: Option<Millis>,
    /// Until then its author is not told of the decision against it.
    pub held_until: Option<Millis>,
    /// Its rank in the queue by its open reports ([`bedside_domain::report::rank`]).
    pub queue_rank: i64,
}

impl CommentRow {
    /// A new comment's row as far as its position in the thread decides it: the
    /// `number`th of its thread, a reply to `parent`.
    pub fn below(parent: Option<CommentRow>, thread_id: i64, number: u64) -> Self {
        let tree_path = match &parent {
            Some(parent) => tree_path::below(&parent.tree_path, number),
            None => tree_path::root(number),
        };
        let shown = parent.as_ref().filter(|p| !p.status.is_gone());
        Self {
            thread_id,
            tree_path,
            depth: parent.as_ref().map_or(0, |p| p.depth.saturating_add(1)),
            parent_name: shown.map(|p| p.author.clone()),
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

    /// True for a comment that everybody can read.
    pub fn is_public(&self) -> bool {
        self.status == CommentStatus::Published
    }

    /// True where readers' lists have it: as it is, or as a placeholder. The
    /// table's column `listed` says the same.
    pub fn is_listed(&self) -> bool {
        self.is_public() || self.status.is_gone() && self.replies > 0
    }

    /// True for a comment that moderators have to look at. The table's column
    /// `in_queue` says the same.
    pub fn is_in_queue(&self) -> bool {
        let waits = self.edit_at.is_some() || self.queue_rank < 0;
        self.status == CommentStatus::Pending || self.is_public() && waits
    }
}
