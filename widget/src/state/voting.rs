//! A vote that is being given.

use bedside_wire::vote::Tally;
use bedside_wire::{CommentView, Vote};
use yew::AttrValue;

/// What a person votes, and on what.
#[derive(Debug, Clone, PartialEq)]
pub struct Ballot {
    /// The comment's id.
    pub id: AttrValue,
    /// The votes as they are.
    pub before: Tally,
    /// The vote from now on.
    pub vote: Vote,
}

impl Ballot {
    /// A press of the button for a vote: it votes, or takes the same vote back.
    pub fn pressed(comment: &CommentView, was: Vote, pressed: Vote) -> Self {
        Self {
            id: comment.id.clone().into(),
            before: Tally {
                up: comment.up,
                down: comment.down,
                vote: was,
            },
            vote: if was == pressed { Vote::None } else { pressed },
        }
    }

    /// The votes as they will be if the worker takes the vote.
    pub fn after(&self) -> Tally {
        let count = |n: u32, kind: Vote| {
            let without = n.saturating_sub(u32::from(self.before.vote == kind));
            without + u32::from(self.vote == kind)
        };
        Tally {
            up: count(self.before.up, Vote::Up),
            down: count(self.before.down, Vote::Down),
            vote: self.vote,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(was: Vote, pressed: Vote) -> Ballot {
        let before = Tally {
            up: 3,
            down: 1,
            vote: was,
        };
        Ballot {
            id: "a".into(),
            before,
            vote: if was == pressed { Vote::None } else { pressed },
        }
    }

    #[test]
    fn a_vote_counts_once_and_changes_sides() {
        let tally = |was, pressed| {
            let after = ballot(was, pressed).after();
            (after.up, after.down, after.vote)
        };
        assert_eq!(tally(Vote::None, Vote::Up), (4, 1, Vote::Up));
        assert_eq!(tally(Vote::Up, Vote::Up), (2, 1, Vote::None));
        assert_eq!(tally(Vote::Up, Vote::Down), (2, 2, Vote::Down));
        assert_eq!(tally(Vote::Down, Vote::Up), (4, 0, Vote::Up));
    }
}
