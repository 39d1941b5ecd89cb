//! A vote that is being given.

use super::App;
use bedside_domain::vote::Counts;
use bedside_wire::vote::{CommentVotes, Tally};
use bedside_wire::{CommentView, Vote};
use std::rc::Rc;
use yew::AttrValue;

/// A person's vote on a comment.
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
        let Tally { up, down, vote } = self.before;
        let Counts { up, down } = Counts { up, down }.changed(vote.into(), self.vote.into());
        Tally {
            up,
            down,
            vote: self.vote,
        }
    }
}

impl App {
    /// A comment has these votes now, the person's among them.
    pub(super) fn voted(&mut self, id: &str, tally: Tally) {
        let lists = [
            (&mut self.voted_up, Vote::Up),
            (&mut self.voted_down, Vote::Down),
        ];
        for (list, vote) in lists {
            let list = Rc::make_mut(list);
            list.retain(|known| known != id);
            if tally.vote == vote {
                list.push(id.to_owned());
            }
        }
        Rc::make_mut(&mut self.thread).votes_are(&CommentVotes {
            comment: id.to_owned(),
            up: tally.up,
            down: tally.down,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(was: Vote, pressed: Vote) -> Ballot {
        let comment = CommentView {
            up: 3,
            down: 1,
            ..CommentView::default()
        };
        Ballot::pressed(&comment, was, pressed)
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
