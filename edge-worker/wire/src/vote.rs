//! Votes on comments.

use crate::mirror::mirror;
use serde::{Deserialize, Serialize};

mirror! {
    /// Votes that a site takes.
    Votes of bedside_domain::Votes { Up, UpDown; else Off }
}

impl Votes {
    /// True where there is nothing to vote.
    pub fn is_off(&self) -> bool {
        *self == Votes::Off
    }
}

mirror! {
    /// A person's vote on a comment.
    Vote of bedside_domain::Vote { Up, Down; else None }
}

/// A vote, as a person sends it. A person has one vote on a comment: a new one
/// replaces the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CastVote {
    /// The vote from now on.
    pub vote: Vote,
}

/// The votes of a comment, sent to the person who voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tally {
    /// Votes for it.
    pub up: u32,
    /// Votes against it; 0 where the site takes none.
    pub down: u32,
    /// The person's own.
    pub vote: Vote,
}

/// The votes of a comment of a thread, as they changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentVotes {
    /// The comment's id.
    pub comment: String,
    /// Votes for it.
    pub up: u32,
    /// Votes against it; 0 where the site takes none.
    pub down: u32,
}
