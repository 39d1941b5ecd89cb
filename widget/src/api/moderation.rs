//! The moderators' routes.

use super::request::ApiRequest;
use super::{ApiError, Client, url};
use bedside_wire::moderation::{ModerationOutcome, RemoveComment, RestoreComment, UndoDecision};
use serde::Serialize;
#[cfg(feature = "moderation")]
use {
    super::request::RequestAuth,
    crate::browser::random,
    bedside_wire::moderation::{Approve, KeepComment, Queue, QueueView, Reject},
};

#[cfg(feature = "moderation")]
impl Client {
    /// A page of the queue.
    pub async fn queue(&self, view: QueueView, cursor: Option<&str>) -> Result<Queue, ApiError> {
        let query = [("view", Some(view.into())), ("cursor", cursor)];
        let request = ApiRequest::get("/queue", RequestAuth::SignedIn).query(&query);
        self.fetch(&request).await
    }

    /// Publishes a comment, unless it is no longer the one that was read.
    pub async fn approve(&self, id: &str, body: &Approve) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/approve", body, &random::token()).await
    }

    /// Refuses a comment, unless it is no longer the one that was read.
    pub async fn reject(&self, id: &str, body: &Reject) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/reject", body, &random::token()).await
    }

    /// Leaves a reported comment as it is.
    pub async fn keep(&self, id: &str, body: &KeepComment) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/keep", body, &random::token()).await
    }
}

impl Client {
    /// Takes a published comment down.
    pub async fn remove(
        &self,
        id: &str,
        body: &RemoveComment,
        idempotency_key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/remove", body, idempotency_key).await
    }

    /// Makes a removed or rejected comment public.
    pub async fn restore(
        &self,
        id: &str,
        idempotency_key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/restore", &RestoreComment {}, idempotency_key)
            .await
    }

    /// Takes back one's own last decision about a comment, a moment after it.
    pub async fn undo(
        &self,
        id: &str,
        idempotency_key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/undo", &UndoDecision {}, idempotency_key)
            .await
    }

    async fn decide(
        &self,
        id: &str,
        verb: &str,
        body: &impl Serialize,
        key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        let path = ["/comments/", &url::encode(id), verb].concat();
        self.fetch(&ApiRequest::write("POST", &path, key).json(body))
            .await
    }
}
