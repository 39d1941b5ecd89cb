//! Control over what is public: moderators who take down and bring back,
//! authors who delete, readers who report.

use crate::http::Response;
use crate::{Person, wait};
use bedside_wire::comment::UndeleteComment;
use bedside_wire::moderation::{
    KeepComment, ModerationOutcome, Queue, QueueEntry, RemoveComment, RestoreComment, UndoDecision,
};
use bedside_wire::report::{ReportComment, ReportReason};
use bedside_wire::{CommentStatus, CommentView, EditComment, OwnComment};
use serde::Serialize;

impl Person {
    /// A request about a comment.
    async fn about(&self, comment: &CommentView, verb: &str, sent: &impl Serialize) -> Response {
        let path = format!("/comments/{}/{verb}", comment.id);
        self.request("POST", &path).json(sent).send().await
    }

    /// Takes a comment down, whatever comes of it.
    pub async fn tries_to_remove(&self, comment: &CommentView, reason: Option<&str>) -> Response {
        let sent = RemoveComment {
            revision: comment.revision,
            reason: reason.map(str::to_owned),
        };
        self.about(comment, "remove", &sent).await
    }

    /// Takes a comment down.
    pub async fn removes(&self, comment: &CommentView, reason: Option<&str>) -> CommentView {
        decided(self.tries_to_remove(comment, reason).await)
    }

    /// Brings a comment back, whatever comes of it.
    pub async fn tries_to_restore(&self, comment: &CommentView) -> Response {
        self.about(comment, "restore", &RestoreComment {}).await
    }

    /// Brings a comment back that was removed or rejected.
    pub async fn restores(&self, comment: &CommentView) -> CommentView {
        decided(self.tries_to_restore(comment).await)
    }

    /// Leaves a reported comment as it is, whatever comes of it.
    pub async fn tries_to_keep(&self, comment: &CommentView) -> Response {
        let revision = comment.revision;
        self.about(comment, "keep", &KeepComment { revision }).await
    }

    /// Takes a decision back, whatever comes of it.
    pub async fn tries_to_undo(&self, comment: &CommentView) -> Response {
        self.about(comment, "undo", &UndoDecision {}).await
    }

    /// Takes a decision back.
    pub async fn undoes(&self, comment: &CommentView) -> CommentView {
        decided(self.tries_to_undo(comment).await)
    }

    /// Comments that were decided about, the newest decision first.
    pub async fn decided(&self) -> Vec<QueueEntry> {
        let request = self.request("GET", "/queue").query("view", "decided");
        request.send().await.expect(200).json::<Queue>().items
    }

    /// The decision about a comment in the list of what was decided.
    pub async fn finds_decided(&self, id: &str) -> Option<QueueEntry> {
        let entries = self.decided().await;
        entries.into_iter().find(|entry| entry.comment.id == id)
    }

    /// Deletes a comment of their own, whatever comes of it.
    pub async fn tries_to_delete(&self, comment: &CommentView) -> Response {
        let path = format!("/comments/{}", comment.id);
        self.request("DELETE", &path).send().await
    }

    /// Deletes a comment of their own.
    pub async fn deletes(&self, comment: &CommentView) -> OwnComment {
        self.tries_to_delete(comment).await.expect(200).json()
    }

    /// Brings a comment of their own back, whatever comes of it.
    pub async fn tries_to_undelete(&self, comment: &CommentView) -> Response {
        self.about(comment, "undelete", &UndeleteComment {}).await
    }

    /// Brings a comment of their own back.
    pub async fn undeletes(&self, comment: &CommentView) -> OwnComment {
        self.tries_to_undelete(comment).await.expect(200).json()
    }

    /// Reports a comment, whatever comes of it.
    pub async fn tries_to_report(
        &self,
        comment: &CommentView,
        reason: ReportReason,
        note: Option<&str>,
    ) -> Response {
        let note = note.map(str::to_owned);
        let sent = ReportComment { reason, note };
        self.about(comment, "report", &sent).await
    }

    /// Reports a comment.
    pub async fn reports(&self, comment: &CommentView, reason: ReportReason, note: Option<&str>) {
        let response = self.tries_to_report(comment, reason, note).await;
        assert_eq!(response.expect(202).text(), "{}");
    }

    /// Changes a published comment of theirs where edits wait: as it stands, with
    /// the revision of the text that waits.
    pub async fn proposes(&self, comment: &CommentView, body: &str) -> CommentView {
        let own = self.proposes_from(comment.revision, comment, body).await;
        let waiting = own.waiting_edit.expect("the new text waits");
        assert_eq!((waiting.source.as_str(), waiting.rejected), (body, false));
        CommentView {
            revision: waiting.revision,
            ..own.comment
        }
    }

    /// Changes a comment of theirs, of which they saw this revision.
    pub async fn proposes_from(&self, seen: u32, comment: &CommentView, body: &str) -> OwnComment {
        let sent = EditComment {
            body: body.to_owned(),
            revision: seen,
        };
        let path = format!("/comments/{}", comment.id);
        let request = self.request("PATCH", &path).json(&sent);
        request.send().await.expect(200).json()
    }

    /// Waits until they are told that their comment was rejected: when that
    /// cannot be undone any more.
    pub async fn hears_of_rejection(&self, page: &str, comment: &CommentView) -> OwnComment {
        wait::until("the rejection is told", || async {
            let own = self.own(page, &comment.id).await;
            (own.comment.status == CommentStatus::Rejected).then_some(own)
        })
        .await
    }
}

fn decided(response: Response) -> CommentView {
    response.expect(200).json::<ModerationOutcome>().comment
}
