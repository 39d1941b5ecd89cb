//! The viewer of a page: a signed-in person, and the private data that only they
//! see.

use crate::comment::CommentView;
use crate::mirror::mirror;
use serde::{Deserialize, Serialize};

mirror! {
    /// A person's role on a site.
    Role of bedside_domain::Role { Owner, Moderator; else Member }
}

impl Role {
    /// True for a person without a post on the site.
    pub fn is_member(&self) -> bool {
        *self == Role::Member
    }
}

/// The private overlay of a page: who is signed in, and what only they see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Viewer {
    /// Tells the accounts of one browser apart, on this site; nothing else.
    pub account: String,
    /// The name shown beside this person's next comment.
    pub name: String,
    /// True while `name` is the pseudonym that was suggested to them.
    pub name_is_suggested: bool,
    /// Their role on the site.
    pub role: Role,
    /// Their own comments in this thread, published ones included, newest last,
    /// the last 50 at most.
    pub own: Vec<OwnComment>,
    /// Ids of the comments in this thread that they voted for; their last
    /// 1,000 votes at most, with those against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voted_up: Vec<String>,
    /// Those that they voted against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voted_down: Vec<String>,
    /// Comments waiting in the site's queue; only for moderators and owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<u64>,
    /// Removals of this thread's comments, the newest 200 comments at most; only
    /// for moderators and owners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removals: Vec<Removal>,
}

/// The removal of a comment, as moderators see it instead of the comment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Removal {
    /// The comment's id.
    pub comment: String,
    /// The name of the moderator.
    pub by: String,
    /// The reason that the author is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A person's own comment with what only its author may know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnComment {
    /// The comment, with its status.
    pub comment: CommentView,
    /// The Markdown it was written in, to edit it.
    pub source: String,
    /// The moderator's reason, where it was rejected or removed with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The text that is to replace the published one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_edit: Option<WaitingEdit>,
}

/// A new text for a published comment, which stays as it is until a moderator
/// approves the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitingEdit {
    /// The Markdown.
    pub source: String,
    /// The revision that the comment has with it.
    pub revision: u32,
    /// The moderator's reason, where it was rejected with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// True once a moderator rejected it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rejected: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A new name, as a person sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeName {
    /// The new name.
    pub name: String,
}

/// The addresses of a person's feeds of replies to them. Anybody who has an address
/// can read the feed: it is made on demand, and a new one ends the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyFeed {
    /// As Atom.
    pub atom: String,
    /// As JSON Feed.
    pub json: String,
}
