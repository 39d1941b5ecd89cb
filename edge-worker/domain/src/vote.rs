//! Votes: which are taken, what they add up to, and what they mean for the
//! orders of a thread.

use crate::{DomainError, ErrorCode};
use serde::{Deserialize, Serialize};
use strum::AsRefStr;

/// Votes that a site takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Votes {
    /// None.
    #[default]
    Off,
    /// For a comment only: it helped.
    Up,
    /// For and against.
    UpDown,
}

/// A person's vote on a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Vote {
    /// For it.
    Up,
    /// Against it.
    Down,
    /// None, or taken back.
    None,
}

/// Votes on one comment, whatever the site takes today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// For it.
    pub up: u32,
    /// Against it.
    pub down: u32,
}

/// A discussion's ranks in the orders that votes decide: smaller ranks come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ranks {
    /// By the votes for its first comment.
    pub by_up: i64,
    /// By the votes for its first comment beyond those against it.
    pub by_score: i64,
    /// By how much people disagree on its first comment.
    pub by_dispute: i64,
}

/// Steps that a dispute's measure is told apart by, in 1: the ranks of the
/// longest imaginable disputes are still numbers that JavaScript holds exactly.
const STEPS: f64 = 1_000_000.0;

/// Checks that a site which takes `votes` takes this one. Taking a vote back is
/// possible wherever there are any.
///
/// # Errors
/// `votes_off`.
pub fn check(votes: Votes, vote: Vote) -> Result<(), DomainError> {
    match (votes, vote) {
        (Votes::Off, _) | (Votes::Up, Vote::Down) => Err(ErrorCode::VotesOff.into()),
        (Votes::Up, Vote::Up | Vote::None) | (Votes::UpDown, _) => Ok(()),
    }
}

/// A person's vote as it counts on a site that takes `votes`: one that was given
/// when the site took others is none.
pub fn counting(votes: Votes, vote: Vote) -> Vote {
    match check(votes, vote) {
        Ok(()) => vote,
        Err(_) => Vote::None,
    }
}

impl Counts {
    /// The votes as a site that takes `votes` shows them: without those that it
    /// does not take.
    pub fn shown(self, votes: Votes) -> Self {
        match votes {
            Votes::Off => Self::default(),
            Votes::Up => Self { down: 0, ..self },
            Votes::UpDown => self,
        }
    }

    /// The votes after a person's vote replaced their last one.
    pub fn changed(self, before: Vote, after: Vote) -> Self {
        let one = |vote: Vote, kind: Vote| u32::from(vote == kind);
        let count = |now: u32, kind: Vote| {
            now.saturating_sub(one(before, kind))
                .saturating_add(one(after, kind))
        };
        Self {
            up: count(self.up, Vote::Up),
            down: count(self.down, Vote::Down),
        }
    }

    /// The ranks of a discussion whose first comment has these votes.
    pub fn ranks(self) -> Ranks {
        Ranks {
            by_up: -i64::from(self.up),
            by_score: i64::from(self.down) - i64::from(self.up),
            by_dispute: -self.dispute(),
        }
    }

    /// The degree of disagreement: as many votes as there are, to the power of how
    /// even they are; 0 where all agree. The measure of Reddit's `controversy`
    /// (`r2/lib/db/_sorts.pyx`) and of Lemmy's `r.controversy_rank`, in millionths.
    fn dispute(self) -> i64 {
        let (up, down) = (f64::from(self.up), f64::from(self.down));
        if self.up == 0 || self.down == 0 {
            return 0;
        }
        let evenness = up.min(down) / up.max(down);
        ((up + down).powf(evenness) * STEPS).round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(up: u32, down: u32) -> Ranks {
        Counts { up, down }.ranks()
    }

    #[test]
    fn a_site_takes_the_votes_it_offers() {
        for (votes, vote, taken) in [
            (Votes::Off, Vote::Up, false),
            (Votes::Off, Vote::Down, false),
            (Votes::Off, Vote::None, false),
            (Votes::Up, Vote::Up, true),
            (Votes::Up, Vote::Down, false),
            (Votes::Up, Vote::None, true),
            (Votes::UpDown, Vote::Up, true),
            (Votes::UpDown, Vote::Down, true),
            (Votes::UpDown, Vote::None, true),
        ] {
            let outcome = check(votes, vote).map_err(|error| error.code);
            let wanted = if taken {
                Ok(())
            } else {
                Err(ErrorCode::VotesOff)
            };
            assert_eq!(outcome, wanted, "{votes:?} {vote:?}");
            let counts = if taken { vote } else { Vote::None };
            assert_eq!(counting(votes, vote), counts);
        }
    }

    #[test]
    fn nothing_is_shown_of_votes_that_are_not_taken() {
        let counts = Counts { up: 3, down: 2 };
        assert_eq!(counts.shown(Votes::Off), Counts::default());
        assert_eq!(counts.shown(Votes::Up), Counts { up: 3, down: 0 });
        assert_eq!(counts.shown(Votes::UpDown), counts);
    }

    #[test]
    fn a_vote_takes_the_place_of_the_one_before() {
        let all = [Vote::Up, Vote::Down, Vote::None];
        let start = Counts { up: 5, down: 7 };
        for (first, second) in all.into_iter().flat_map(|a| all.map(|b| (a, b))) {
            let once = start.changed(Vote::None, first);
            let twice = once.changed(first, second);
            assert_eq!(twice, start.changed(Vote::None, second));
            assert_eq!(twice.changed(second, Vote::None), start);
        }
        let full = Counts {
            up: u32::MAX,
            down: 0,
        };
        assert_eq!(full.changed(Vote::None, Vote::Up), full);
        assert_eq!(full.changed(Vote::Down, Vote::None), full);
    }

    #[test]
    fn more_votes_for_it_than_against_it_stand_first() {
        let order = [(u32::MAX, 0), (9, 2), (7, 1), (2, 0), (0, 0), (9, 12)];
        let mut sorted = order;
        sorted.sort_by_key(|(up, down)| ranks(*up, *down).by_score);
        assert_eq!(sorted, order);
        assert_eq!(ranks(5, 3).by_score, ranks(2, 0).by_score);
        assert_eq!(ranks(5, 3).by_up, ranks(5, 0).by_up);
        assert!(ranks(6, 9).by_up < ranks(5, 0).by_up);
        assert_eq!(ranks(0, u32::MAX).by_score, i64::from(u32::MAX));
    }

    #[test]
    fn the_most_even_of_many_votes_stand_first() {
        // 20^1, 20^(9/11), 4^1, 20^(5/15), 2^1, 101^(1/100), all agree.
        let order = [(10, 10), (11, 9), (2, 2), (5, 15), (1, 1), (100, 1), (9, 0)];
        let mut sorted = order;
        sorted.sort_by_key(|(up, down)| ranks(*up, *down).by_dispute);
        assert_eq!(sorted, order);
        assert_eq!(ranks(10, 10).by_dispute, -20_000_000);
        assert_eq!(ranks(3, 8).by_dispute, ranks(8, 3).by_dispute);
    }

    #[test]
    fn ranks_stay_numbers_that_javascript_holds() {
        let most = 1 << 53;
        for (up, down) in [
            (0, 0),
            (u32::MAX, 0),
            (0, u32::MAX),
            (u32::MAX, 1),
            (u32::MAX, u32::MAX),
        ] {
            let Ranks {
                by_up,
                by_score,
                by_dispute,
            } = ranks(up, down);
            for rank in [by_up, by_score, by_dispute] {
                assert!(rank.abs() < most, "{up} {down}: {rank}");
            }
        }
        assert_eq!(ranks(u32::MAX, 0).by_dispute, 0);
        assert_eq!(ranks(0, u32::MAX).by_dispute, 0);
        assert!(ranks(u32::MAX, 1).by_dispute < 0);
    }
}
