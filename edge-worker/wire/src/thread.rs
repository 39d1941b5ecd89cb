//! A thread as readers see it.

use crate::comment::{CommentStatus, CommentView};
use crate::mirror::mirror;
use crate::vote::{CommentVotes, Votes};
use serde::{Deserialize, Serialize};

mirror! {
    /// The order of a thread's discussions.
    Sort of bedside_domain::Sort {
        #[default] Oldest, Newest, Top, Controversial, MostReplies, StaffFirst; Unknown
    }
}

impl Sort {
    /// The order to list by: the usual one for an unknown one.
    pub fn known(self) -> bedside_domain::Sort {
        self.try_into().unwrap_or_default()
    }

    fn is_default(&self) -> bool {
        *self == Sort::default()
    }
}

/// Replies of a discussion that are not shown until a reader requests them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CollapsedReplies {
    /// The tree path of the comment that they follow.
    pub after: String,
    /// The tree path of the comment that follows them in the same list; empty where
    /// they are the discussion's last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// The number of these replies; 0 where there are too many to count.
    pub more: u64,
    /// Cursor of the first of them.
    pub cursor: String,
}

/// Levels that replies are indented by default.
pub const DEPTH: u16 = 6;

fn usual_depth() -> u16 {
    DEPTH
}

fn is_usual_depth(depth: &u16) -> bool {
    *depth == DEPTH
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// One page of a thread, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThreadView {
    /// The site's id.
    pub site: String,
    /// The page's key within the site.
    pub page: String,
    /// The page's title, where one is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The page's address, where one is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Grows with each public change of the thread; 0 while it has none.
    pub version: u64,
    /// The number of published comments in the whole thread.
    pub total: u64,
    /// The order of the list.
    #[serde(default, skip_serializing_if = "Sort::is_default")]
    pub sort: Sort,
    /// A list in order of time without a tree; replies name the person they reply
    /// to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub flat: bool,
    /// The search query; the list is its results, the newest first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// The number of results; 1,001 where there are more than 1,000.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub found: u64,
    /// Levels that replies are indented, 1 to 10; deeper ones name the person they
    /// reply to.
    #[serde(default = "usual_depth", skip_serializing_if = "is_usual_depth")]
    pub depth: u16,
    /// The comments of this page of the list.
    pub items: Vec<CommentView>,
    /// Replies that are left out between them, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<CollapsedReplies>,
    /// Cursor of the comments that follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Cursor of the comments before, set when the list does not start at the
    /// thread's beginning (a permalink was followed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    /// True where comments wait for a moderator before others see them.
    pub approve_first: bool,
    /// Votes that readers may give.
    #[serde(default, skip_serializing_if = "Votes::is_off")]
    pub votes: Votes,
}

impl Default for ThreadView {
    fn default() -> Self {
        Self {
            site: String::new(),
            page: String::new(),
            title: String::new(),
            url: String::new(),
            version: 0,
            total: 0,
            sort: Sort::default(),
            flat: false,
            search: String::new(),
            found: 0,
            depth: DEPTH,
            items: Vec::new(),
            folds: Vec::new(),
            next: None,
            prev: None,
            approve_first: false,
            votes: Votes::Off,
        }
    }
}

/// The changes of a thread since a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThreadChanges {
    /// The version that the response describes.
    pub version: u64,
    /// The number of published comments in the whole thread.
    pub total: u64,
    /// Comments published or edited since, in the tree's order.
    pub items: Vec<CommentView>,
    /// Ids of comments that are no longer public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Comments that were voted on since. A vote alone does not put a comment into
    /// `items`: its text has not changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<CommentVotes>,
    /// True when more changed than fits in one response: request again with
    /// `version` as the new `since`.
    pub more: bool,
}

impl ThreadChanges {
    /// True where comments went, perhaps by a moderator's decision.
    pub fn takes_down(&self) -> bool {
        let mut items = self.items.iter();
        !self.removed.is_empty() || items.any(|item| item.status == CommentStatus::Removed)
    }
}
