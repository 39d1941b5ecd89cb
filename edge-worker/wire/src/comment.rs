//! A comment as readers see it, and the requests of its author.

use crate::mirror::mirror;
use crate::richtext::RichText;
use crate::viewer::Role;
use serde::{Deserialize, Serialize};

mirror! {
    /// A comment's status in moderation.
    CommentStatus of bedside_domain::CommentStatus {
        Pending, #[default] Published, Rejected, Removed, Deleted; Unknown
    }
}

impl CommentStatus {
    /// True for a removed or deleted comment: readers see a placeholder at most.
    pub fn is_gone(self) -> bool {
        bedside_domain::CommentStatus::try_from(self).is_ok_and(|status| status.is_gone())
    }
}

/// A comment, as anyone may see it.
///
/// It carries no id of its author: what is public must not tie two threads'
/// pseudonyms together. Nor does a feed of an author's comments: it goes by the
/// name that was shown, so a person who changed their name is in it with no more
/// than what they published under this one, and two people who chose the same
/// name are in it both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentView {
    /// UUIDv7; also the permalink's `#comment-ID`.
    pub id: String,
    /// The comment this one replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The name of that comment's author, for "in reply to".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_author: Option<String>,
    /// 0 for a comment on the page itself, one more for each level of reply.
    pub depth: u16,
    /// The name the author chose to show.
    pub author: String,
    /// Set when the author speaks as staff of the site.
    #[serde(default, skip_serializing_if = "Role::is_member")]
    pub role: Role,
    /// When it was posted, RFC 3339 in UTC.
    pub time: String,
    /// When it was last edited, RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// The text. Empty only in a rendered fragment's state, where the elements
    /// beside it have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: RichText,
    /// 1 when posted, one more with each edit.
    pub revision: u32,
    /// Votes for it; 0 where the site takes none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub up: u32,
    /// Votes against it; 0 where the site takes none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub down: u32,
    /// Published in anything public, where removed and deleted mark a
    /// placeholder; other values appear only to the author and to moderators.
    #[serde(default, skip_serializing_if = "is_published")]
    pub status: CommentStatus,
    /// The comment's position in its thread: comparing these as strings gives the
    /// tree's order, a parent before its replies.
    pub tree_path: String,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

fn is_published(status: &CommentStatus) -> bool {
    *status == CommentStatus::Published
}

/// The page a comment belongs to, as the host page tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageInfo {
    /// The page's key within the site: an explicit id or its address.
    pub key: String,
    /// The page's address, for links from the queue. `http` or `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The page's title, for the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl From<PageInfo> for bedside_domain::page::PageInfo {
    fn from(sent: PageInfo) -> Self {
        let PageInfo { key, url, title } = sent;
        Self { key, url, title }
    }
}

/// A new comment as its author sends it. The worker decides everything else about a
/// comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostComment {
    /// The page it belongs to.
    pub page: PageInfo,
    /// The comment it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Markdown.
    pub body: String,
    /// The name to show from now on; unchanged when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<PostComment> for bedside_domain::comment::NewComment {
    fn from(sent: PostComment) -> Self {
        Self {
            page: sent.page.into(),
            parent: sent.parent,
            body: sent.body,
            name: sent.name,
        }
    }
}

/// A new text for a comment, as its author sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditComment {
    /// Markdown.
    pub body: String,
    /// The revision the author was looking at.
    pub revision: u32,
}

/// Brings a comment back that its author deleted a moment ago.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UndeleteComment {}
