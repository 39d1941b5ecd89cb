//! Votes on comments.

use serde::{Deserialize, Serialize};

/// Which votes a site takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Votes {
    /// For a comment only: it helped.
    Up,
    /// For and against.
    UpDown,
    /// None; also what a kind of voting reads as that this version does not
    /// know.
    #[default]
    #[serde(other)]
    Off,
}

impl Votes {
    /// All there are, in the order in which an owner is offered them.
    pub const ALL: [Votes; 3] = [Votes::Off, Votes::Up, Votes::UpDown];

    /// As it stands in a deployment's document and in the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Votes::Off => "off",
            Votes::Up => "up",
            Votes::UpDown => "up_down",
        }
    }

    /// True where there is nothing to vote.
    pub fn is_off(&self) -> bool {
        *self == Votes::Off
    }
}

/// A person's vote on a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// For it.
    Up,
    /// Against it.
    Down,
    /// None, or taken back.
    #[default]
    #[serde(other)]
    None,
}

/// What a person sends to vote. A person has one vote on a comment: a new one
/// takes the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastVote {
    /// The vote from now on.
    pub vote: Vote,
}

/// The votes of a comment, answered to who voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct CommentVotes {
    /// The comment's id.
    pub comment: String,
    /// Votes for it.
    pub up: u32,
    /// Votes against it; 0 where the site takes none.
    pub down: u32,
}
