//! A thread as readers see it.

use crate::comment::CommentView;
use serde::{Deserialize, Serialize};

/// The order of the comments that reply to no other. Replies always stand below
/// what they answer, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As they were written.
    #[default]
    Oldest,
    /// The newest on top.
    Newest,
    /// An order this version does not know.
    #[serde(other)]
    Unknown,
}

impl Sort {
    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest | Sort::Unknown => "oldest",
        }
    }

    /// The order of an address; nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        [Sort::Oldest, Sort::Newest]
            .into_iter()
            .find(|sort| sort.as_str() == text)
    }

    /// The order to offer beside this one.
    pub fn other(self) -> Self {
        match self {
            Sort::Newest => Sort::Oldest,
            Sort::Oldest | Sort::Unknown => Sort::Newest,
        }
    }

    fn is_default(&self) -> bool {
        *self == Sort::default()
    }
}

/// One page of a thread, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How many comments are published in the whole thread.
    pub total: u64,
    /// The order of the list.
    #[serde(default, skip_serializing_if = "Sort::is_default")]
    pub sort: Sort,
    /// The comments of this page of the list.
    pub items: Vec<CommentView>,
    /// Cursor of the comments that follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Cursor of the comments before, set when the list does not start at the
    /// thread's beginning (a permalink was followed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    /// True where comments wait for a moderator before others see them.
    #[serde(default)]
    pub approve_first: bool,
}

/// What changed in a thread since a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadChanges {
    /// The version the answer describes.
    pub version: u64,
    /// How many comments are published in the whole thread.
    pub total: u64,
    /// Comments published or edited since, in the tree's order.
    pub items: Vec<CommentView>,
    /// Ids of comments that are no longer public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// True when more changed than fits in one answer: ask again with
    /// `version` as the new `since`.
    #[serde(default)]
    pub more: bool,
}
