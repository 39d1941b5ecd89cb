//! Votes on comments.

use crate::Person;
use crate::http::Response;
use bedside_wire::settings::ChangeSettings;
use bedside_wire::vote::{CastVote, Tally};
use bedside_wire::{CommentView, Vote, Votes};

impl Person {
    /// Votes on a comment, whatever comes of it.
    pub async fn tries_to_vote(&self, comment: &CommentView, vote: Vote) -> Response {
        let path = format!("/comments/{}/vote", comment.id);
        let request = self.request("PUT", &path).json(&CastVote { vote });
        request.send().await
    }

    /// Votes on a comment.
    pub async fn votes(&self, comment: &CommentView, vote: Vote) -> Tally {
        let response = self.tries_to_vote(comment, vote).await;
        response.expect(200).json()
    }

    /// Chooses, as the owner, which votes the site takes.
    pub async fn takes_votes(&self, votes: Votes) {
        let change = ChangeSettings {
            votes: Some(votes),
            ..ChangeSettings::default()
        };
        assert_eq!(self.changes_settings(&change).await.votes, votes);
    }
}

/// The tally that a voter is told.
pub fn tally(up: u32, down: u32, vote: Vote) -> Tally {
    Tally { up, down, vote }
}

/// Votes for and against each of a page's comments, as a reader sees them.
pub async fn counts(reader: &Person, page: &str) -> Vec<(u32, u32)> {
    let view = reader.reading(page).first().await;
    view.items.iter().map(|item| (item.up, item.down)).collect()
}

/// A person's votes on a page, by the comments' ids.
pub async fn own_votes(person: &Person, page: &str) -> Vec<(String, Vote)> {
    let me = person.overlay(page).await;
    let up = me.voted_up.into_iter().map(|id| (id, Vote::Up));
    let down = me.voted_down.into_iter().map(|id| (id, Vote::Down));
    up.chain(down).collect()
}

/// A vote as [`own_votes`] has it.
pub fn own(comment: &CommentView, vote: Vote) -> (String, Vote) {
    (comment.id.clone(), vote)
}
