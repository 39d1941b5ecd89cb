//! A thread as readers see it.

use crate::comment::CommentView;
use serde::{Deserialize, Serialize};

/// One page of a thread, in the tree's order.
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
