//! Writing comments.

use super::request::{ApiRequest, RequestAuth};
use super::{ApiError, Client, url};
use crate::browser::random;
use bedside_wire::comment::UndeleteComment;
use bedside_wire::report::ReportComment;
use bedside_wire::viewer::ReplyFeed;
use bedside_wire::vote::{CastVote, Vote};
use bedside_wire::{EditComment, OwnComment, PostComment, ProblemCode};

impl Client {
    /// Posts a comment. Sent again with the same key, it is not doubled.
    pub async fn post_comment(
        &self,
        comment: &PostComment,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let request = ApiRequest::write("POST", "/comments", idempotency_key).json(comment);
        self.fetch(&request).await
    }

    /// Changes a comment of one's own.
    pub async fn edit_comment(
        &self,
        id: &str,
        edit: &EditComment,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let path = ["/comments/", &url::encode(id)].concat();
        let request = ApiRequest::write("PATCH", &path, idempotency_key).json(edit);
        self.fetch(&request).await
    }

    /// Takes a comment of one's own back.
    pub async fn delete_comment(
        &self,
        id: &str,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let path = ["/comments/", &url::encode(id)].concat();
        self.fetch(&ApiRequest::write("DELETE", &path, idempotency_key))
            .await
    }

    /// Brings a comment back that was deleted a moment ago.
    pub async fn undelete_comment(
        &self,
        id: &str,
        idempotency_key: &str,
    ) -> Result<OwnComment, ApiError> {
        let path = ["/comments/", &url::encode(id), "/undelete"].concat();
        let request = ApiRequest::write("POST", &path, idempotency_key).json(&UndeleteComment {});
        self.fetch(&request).await
    }

    /// Tells the moderators of a comment, signed in or not.
    pub async fn report_comment(
        &self,
        id: &str,
        report: &ReportComment,
        idempotency_key: &str,
    ) -> Result<(), ApiError> {
        let path = ["/comments/", &url::encode(id), "/report"].concat();
        let request = |auth| ApiRequest {
            auth,
            ..ApiRequest::write("POST", &path, idempotency_key).json(report)
        };
        if self.has_session().await {
            match self.request(&request(RequestAuth::SignedIn)).await {
                // A session that ended is no reason to say nothing.
                Err(error) if error.code() == Some(ProblemCode::SessionExpired) => {}
                response => return response.map(|_| ()),
            }
        }
        self.request(&request(RequestAuth::Anyone))
            .await
            .map(|_| ())
    }

    /// Votes on a comment, or takes the vote back.
    pub async fn vote(&self, id: &str, vote: Vote) -> Result<(), ApiError> {
        let path = ["/comments/", &url::encode(id), "/vote"].concat();
        let key = random::token();
        let request = ApiRequest::write("PUT", &path, &key).json(&CastVote { vote });
        self.request(&request).await.map(|_| ())
    }

    /// Makes a new feed of replies to this person; an older one ends.
    pub async fn reply_feed(&self) -> Result<ReplyFeed, ApiError> {
        let key = random::token();
        self.fetch(&ApiRequest::write("POST", "/me/feed", &key))
            .await
    }
}
