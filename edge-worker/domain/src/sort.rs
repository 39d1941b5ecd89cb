//! Orders of a thread.

use crate::vote::Votes;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, EnumString, VariantArray};

/// The order of a thread's discussions: the comments that reply to no other,
/// each followed by its replies, oldest first. The orders are listed as readers
/// are offered them.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    AsRefStr,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    /// As they were written.
    #[default]
    Oldest,
    /// The newest on top.
    Newest,
    /// Those whose first comment has the most votes for it beyond those against
    /// it on top, the oldest of equals first.
    Top,
    /// Those on whose first comment people disagree most on top, the oldest of
    /// equals first.
    Controversial,
    /// Those with the most replies on top, the oldest of equals first.
    MostReplies,
    /// Those with a comment of somebody with a role on top, the oldest first.
    StaffFirst,
}

impl Sort {
    /// True for the orders that time alone decides: a comment's position in them
    /// never changes.
    pub fn is_by_time(self) -> bool {
        matches!(self, Sort::Oldest | Sort::Newest)
    }

    /// True for the orders that a site offers which takes these votes.
    pub fn is_offered(self, votes: Votes) -> bool {
        match self {
            Sort::Top => votes != Votes::Off,
            Sort::Controversial => votes == Votes::UpDown,
            _ => true,
        }
    }
}
