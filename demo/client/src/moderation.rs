//! Moderation and settings.

use crate::Person;
use crate::http::Response;
use bedside_wire::CommentView;
use bedside_wire::Role;
use bedside_wire::moderation::{Approve, ModerationOutcome, Queue, QueueEntry, Reject};
use bedside_wire::settings::{
    ChangeRole, ChangeSettings, ModerationMode, People, Person as PersonView, Settings,
};

impl Person {
    /// Approves the revision of `comment` that is given.
    pub async fn approves(&self, comment: &CommentView) -> CommentView {
        self.tries_to_approve(comment)
            .await
            .expect(200)
            .json::<ModerationOutcome>()
            .comment
    }

    /// Approves, whatever comes of it.
    pub async fn tries_to_approve(&self, comment: &CommentView) -> Response {
        let path = format!("/comments/{}/approve", comment.id);
        self.request("POST", &path)
            .json(&Approve {
                revision: comment.revision,
            })
            .send()
            .await
    }

    /// Rejects the revision of `comment` that is given.
    pub async fn rejects(&self, comment: &CommentView, reason: Option<&str>) -> CommentView {
        self.tries_to_reject(comment, reason)
            .await
            .expect(200)
            .json::<ModerationOutcome>()
            .comment
    }

    /// Rejects, whatever comes of it.
    pub async fn tries_to_reject(&self, comment: &CommentView, reason: Option<&str>) -> Response {
        let path = format!("/comments/{}/reject", comment.id);
        let sent = Reject {
            revision: comment.revision,
            reason: reason.map(str::to_owned),
        };
        self.request("POST", &path).json(&sent).send().await
    }

    /// One page of the queue.
    pub async fn queue(&self, cursor: Option<&str>) -> Queue {
        let mut request = self.request("GET", "/queue");
        if let Some(cursor) = cursor {
            request = request.query("cursor", cursor);
        }
        request.send().await.expect(200).json()
    }

    /// The queue's entry for a comment, wherever in the queue it stands.
    pub async fn finds_in_queue(&self, id: &str) -> Option<QueueEntry> {
        let mut cursor = None;
        loop {
            let page = self.queue(cursor.as_deref()).await;
            if let Some(entry) = page.items.into_iter().find(|e| e.comment.id == id) {
                return Some(entry);
            }
            cursor = Some(page.next?);
        }
    }

    /// The site's settings.
    pub async fn settings(&self) -> Settings {
        self.request("GET", "/settings")
            .send()
            .await
            .expect(200)
            .json()
    }

    /// Chooses when comments become public.
    pub async fn chooses(&self, mode: ModerationMode) -> Settings {
        self.changes_settings(&ChangeSettings {
            moderation: Some(mode),
            ..ChangeSettings::default()
        })
        .await
    }

    /// Changes the site's settings.
    pub async fn changes_settings(&self, change: &ChangeSettings) -> Settings {
        self.request("PATCH", "/settings")
            .json(change)
            .send()
            .await
            .expect(200)
            .json()
    }

    /// Everybody who signed in on the site.
    pub async fn people(&self) -> Vec<PersonView> {
        let mut all = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut request = self.request("GET", "/people");
            if let Some(cursor) = &cursor {
                request = request.query("cursor", cursor);
            }
            let page: People = request.send().await.expect(200).json();
            all.extend(page.items);
            match page.next {
                Some(next) => cursor = Some(next),
                None => return all,
            }
        }
    }

    /// Gives somebody a role, whatever comes of it.
    pub async fn tries_to_give(&self, account: &str, role: Role) -> Response {
        let path = format!("/people/{account}/role");
        self.request("PUT", &path)
            .json(&ChangeRole { role })
            .send()
            .await
    }
}
