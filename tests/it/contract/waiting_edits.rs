//! `PATCH S/comments/{id}` where edits wait: the approved text stays public.

use bedside_tests::world::CAREFUL;
use bedside_tests::{Person, run, wait, world};
use bedside_wire::moderation::QueueKind;
use bedside_wire::{CommentStatus, CommentView, ProblemCode};

/// An approved comment of Ana's, with who wrote it and who approved it.
async fn approved(page: &str, body: &str) -> (Person, Person, CommentView) {
    let world = world().await;
    let (ana, mia) = (
        world.person(CAREFUL, "ana").await,
        world.person(CAREFUL, "mia").await,
    );
    let comment = mia.approves(&ana.posts(page, body).await).await;
    (ana, mia, comment)
}

/// A page's only comment as everybody reads it.
async fn public(reader: &Person, page: &str) -> (String, u32) {
    let view = reader.reading(page).first().await;
    assert_eq!(view.total, 1);
    let comment = &view.items[0];
    let body = serde_json::to_string(&comment.body).expect("JSON");
    (body, comment.revision)
}

#[test]
fn the_approved_text_stays_until_the_new_one_is_approved() {
    run(async {
        let page = world().await.page("stays");
        let (ana, mia, comment) = approved(&page, "Approved text.").await;
        let version = ana.reads_changes(&page, 0).await.version;
        let edited = ana.proposes(&comment, "Unread text.").await;
        assert_eq!(
            (edited.status, edited.revision),
            (CommentStatus::Published, 2)
        );
        let (body, revision) = public(&mia, &page).await;
        assert!(body.contains("Approved text.") && !body.contains("Unread"));
        assert_eq!(revision, 1);
        let same = ana.reads_changes(&page, version).await;
        assert_eq!(same.version, version, "nothing public changed");

        let entry = mia.finds_in_queue(&comment.id).await.expect("it waits");
        assert_eq!(entry.kind, QueueKind::Edit);
        assert_eq!(entry.published_source.as_deref(), Some("Approved text."));
        let shown = &entry.comment;
        assert_eq!((shown.revision, shown.status), (2, CommentStatus::Pending));
        let body = serde_json::to_string(&shown.body).expect("JSON");
        assert!(body.contains("Unread text."));

        let now = mia.approves(shown).await;
        assert_eq!((now.status, now.revision), (CommentStatus::Published, 2));
        assert!(now.edited.is_some());
        let (body, _) = public(&ana, &page).await;
        assert!(body.contains("Unread text."));
        assert!(mia.finds_in_queue(&comment.id).await.is_none());
        let own = ana.own(&page, &comment.id).await;
        assert_eq!(
            (own.source.as_str(), own.waiting_edit),
            ("Unread text.", None)
        );
    });
}

#[test]
fn a_new_text_is_decided_about_as_it_was_read() {
    run(async {
        let page = world().await.page("as-read");
        let (ana, mia, comment) = approved(&page, "One.").await;
        let second = ana.proposes(&comment, "Two.").await;
        // A newer one takes its place; it is known by another revision.
        let own = ana.proposes_from(second.revision, &comment, "Three.").await;
        let waiting = own.waiting_edit.expect("it waits");
        assert_eq!((waiting.source.as_str(), waiting.revision), ("Three.", 3));
        for response in [
            mia.tries_to_approve(&second).await,
            mia.tries_to_reject(&second, None).await,
        ] {
            let problem = response.refused(ProblemCode::CommentChanged);
            assert_eq!(problem.comment.map(|c| c.revision), Some(3));
        }
        // Who edits from the published text has not seen the one that waits.
        let sent = serde_json::json!({ "body": "Four.", "revision": 1 });
        let request = ana.request("PATCH", &format!("/comments/{}", comment.id));
        request
            .json(&sent)
            .send()
            .await
            .refused(ProblemCode::CommentChanged);
    });
}

#[test]
fn a_refused_text_is_told_and_leaves_the_published_one() {
    run(async {
        let page = world().await.page("refused-edit");
        let (ana, mia, comment) = approved(&page, "One.").await;
        let second = ana.proposes(&comment, "Two, and pills.").await;
        mia.rejects(&second, Some("No pills.")).await;
        let own = ana.own(&page, &comment.id).await;
        assert_eq!(own.waiting_edit.map(|e| e.rejected), Some(false), "not yet");
        let edit = wait::until("it is told", || async {
            let own = ana.own(&page, &comment.id).await;
            own.waiting_edit.filter(|edit| edit.rejected)
        })
        .await;
        assert_eq!(edit.reason.as_deref(), Some("No pills."));
        assert!(public(&mia, &page).await.0.contains("One."));
        assert!(mia.finds_in_queue(&comment.id).await.is_none());
        // The author tries again, from either text.
        let own = ana.proposes_from(comment.revision, &comment, "Two.").await;
        let edit = own.waiting_edit.expect("it waits");
        assert_eq!((edit.revision, edit.rejected), (3, false));
    });
}

#[test]
fn a_decision_about_a_new_text_is_undone() {
    run(async {
        let page = world().await.page("undone-edit");
        let (ana, mia, comment) = approved(&page, "One.").await;
        let second = ana.proposes(&comment, "Two.").await;
        for _ in 0..2 {
            mia.approves(&second).await;
            assert!(public(&ana, &page).await.0.contains("Two."));
            mia.undoes(&comment).await;
            let (body, revision) = public(&ana, &page).await;
            assert!(body.contains("One."));
            assert_eq!(revision, 1);
            assert!(mia.finds_in_queue(&comment.id).await.is_some());
        }
        mia.rejects(&second, Some("No.")).await;
        mia.undoes(&comment).await;
        let entry = mia.finds_in_queue(&comment.id).await.expect("it waits");
        assert_eq!((entry.kind, entry.comment.revision), (QueueKind::Edit, 2));
        assert!(entry.earlier.is_empty(), "no text was replaced for good");
    });
}

#[test]
fn staff_edit_at_once_and_a_removed_comment_keeps_its_new_text() {
    run(async {
        let world = world().await;
        let page = world.page("staff-edit");
        let (ana, mia, comment) = approved(&page, "One.").await;
        let second = ana.proposes(&comment, "Two.").await;
        // Who read the new text takes the comment down with both.
        mia.removes(&second, None).await;
        assert!(mia.finds_in_queue(&comment.id).await.is_none());
        assert_eq!(ana.reading(&page).first().await.total, 0);
        mia.restores(&comment).await;
        assert!(mia.finds_in_queue(&comment.id).await.is_some());
        let own = mia.posts(&page, "Mine.").await;
        let edited = mia.edits(&own, "Mine, better.").await;
        assert_eq!(
            (edited.status, edited.revision),
            (CommentStatus::Published, 2)
        );
    });
}
