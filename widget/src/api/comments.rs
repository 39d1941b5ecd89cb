//! Writing comments.

use super::call::Call;
use super::{ApiError, Client, url};
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
}
