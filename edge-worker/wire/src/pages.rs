//! Moving pages to other addresses, and two pages' threads into one.

use serde::{Deserialize, Serialize};

/// Two pages to merge, or two addresses to move pages between.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovePages {
    /// The page, or the beginning of pages' addresses, that moves.
    #[serde(default)]
    pub from: String,
    /// The page, or the beginning of pages' addresses, that replaces it.
    #[serde(default)]
    pub into: String,
    /// Only say what would be done.
    #[serde(default)]
    pub dry_run: bool,
}

/// The scope of a move: what moves, or in a dry run, what would.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovePreview {
    /// Pages that get another address.
    pub pages: u64,
    /// Their published comments.
    pub comments: u64,
    /// The number of pages that meet a page with comments at their new address: the
    /// two threads become one.
    pub merges: u64,
    /// The first of the pages, in order of their addresses.
    pub sample: Vec<PageMove>,
    /// True where some of it is still to be done; `MoveProgress` tells how much.
    #[serde(default)]
    pub under_way: bool,
}

/// A page that gets another address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageMove {
    /// The page's key.
    pub from: String,
    /// Its new key.
    pub into: String,
    /// Its published comments.
    pub comments: u64,
    /// True where a page with comments is there already.
    pub merges: bool,
}

/// The rest of the last move. Nothing is left once both numbers are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveProgress {
    /// Pages.
    pub pages: u64,
    /// Comments of the page that is being merged, as far as they are published.
    pub comments: u64,
    /// True where anything is still to be done.
    pub under_way: bool,
}
