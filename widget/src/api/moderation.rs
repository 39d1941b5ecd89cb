//! The moderators' routes.

use super::call::{Call, Caller};
use super::{ApiError, Client, url};
use bedside_wire::moderation::{Approve, ModerationOutcome, Queue, Reject};
use serde::Serialize;

impl Client {
    /// A page of the queue.
    pub async fn queue(&self, cursor: Option<&str>) -> Result<Queue, ApiError> {
        let query = [("cursor", cursor)];
        let call = Call::get("/queue", Caller::SignedIn).query(&query);
        self.ask(&call).await
    }

    /// Publishes a comment, unless it is no longer the one that was read.
    pub async fn approve(
        &self,
        id: &str,
        body: &Approve,
        idempotency_key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/approve", body, idempotency_key).await
    }

    /// Refuses a comment, unless it is no longer the one that was read.
    pub async fn reject(
        &self,
        id: &str,
        body: &Reject,
        idempotency_key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        self.decide(id, "/reject", body, idempotency_key).await
    }

    async fn decide(
        &self,
        id: &str,
        verb: &str,
        body: &impl Serialize,
        key: &str,
    ) -> Result<ModerationOutcome, ApiError> {
        let path = ["/comments/", &url::encode(id), verb].concat();
        self.ask(&Call::write("POST", &path, key).json(body)).await
    }
}
