//! Writing comments.

use super::call::Call;
use super::{ApiError, Client, url};
use crate::browser::random;
use bedside_wire::me::ReplyFeed;
use bedside_wire::vote::{CastVote, Vote};
use bedside_wire::{EditComment, OwnComment, PostComment};

impl Client {
    /// Posts a comment. Sent again with the same key, it is not doubled.
    pub async fn post_comment(
        &self,
        comment: &PostComment,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let call = Call::write("POST", "/comments", idempotency_key).json(comment);
        self.ask(&call).await
    }

    /// Changes a comment of one's own.
    pub async fn edit_comment(
        &self,
        id: &str,
        edit: &EditComment,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let path = ["/comments/", &url::encode(id)].concat();
        let call = Call::write("PATCH", &path, idempotency_key).json(edit);
        self.ask(&call).await
    }

    /// Votes on a comment, or takes the vote back.
    pub async fn vote(&self, id: &str, vote: Vote) -> Result<(), ApiError> {
        let path = ["/comments/", &url::encode(id), "/vote"].concat();
        let key = random::token();
        let call = Call::write("PUT", &path, &key).json(&CastVote { vote });
        self.call(&call).await.map(|_| ())
    }

    /// Makes a new feed of replies to this person; an older one ends.
    pub async fn reply_feed(&self) -> Result<ReplyFeed, ApiError> {
        let key = random::token();
        self.ask(&Call::write("POST", "/me/feed", &key)).await
    }
}
