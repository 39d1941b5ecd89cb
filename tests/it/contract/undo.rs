//! `POST S/comments/{id}/undo`: a decision is taken back a moment after it.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use bedside_wire::comment::PageInfo;
use bedside_wire::report::ReportReason;
use bedside_wire::{CommentStatus, ProblemCode};

#[test]
fn every_decision_can_be_taken_back() {
    run(async {
        let world = world().await;
        let page = world.page("undone");
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let total = async || mia.reading(&page).first().await.total;
        let posted = ana.posts(&page, "Hm.").await;
        let waiting = || mia.finds_in_queue(&posted.id);

        mia.rejects(&posted, Some("No.")).await;
        assert!(waiting().await.is_none());
        assert_eq!(mia.undoes(&posted).await.status, CommentStatus::Pending);
        assert!(waiting().await.is_some());

        mia.approves(&posted).await;
        assert_eq!(total().await, 1);
        assert_eq!(mia.undoes(&posted).await.status, CommentStatus::Pending);
        assert_eq!(total().await, 0);
        assert!(waiting().await.is_some());
        let own = ana.own(&page, &posted.id).await;
        assert_eq!(
            (own.comment.status, own.reason),
            (CommentStatus::Pending, None)
        );

        let public = mia.approves(&posted).await;
        mia.removes(&public, Some("No.")).await;
        assert_eq!(mia.undoes(&public).await.status, CommentStatus::Published);
        assert_eq!(total().await, 1);

        mia.removes(&public, None).await;
        mia.restores(&public).await;
        assert_eq!(mia.undoes(&public).await.status, CommentStatus::Removed);
        assert_eq!(total().await, 0);
        mia.restores(&public).await;

        ben.reports(&public, ReportReason::Abuse, None).await;
        assert_eq!(waiting().await.expect("reported").reports.len(), 1);
        mia.tries_to_keep(&public).await.expect(200);
        assert!(waiting().await.is_none());
        mia.undoes(&public).await;
        assert_eq!(waiting().await.expect("reported").reports.len(), 1);
        // The decision before it stands again, and can be undone no more.
        mia.tries_to_undo(&public)
            .await
            .refused(ProblemCode::UndoTooLate);
    });
}

#[test]
fn an_undo_is_of_ones_own_last_decision_and_of_nothing_that_went_on() {
    run(async {
        let world = world().await;
        let page = world.page("not-undone");
        let (ana, ben) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
        );
        let (mia, olu) = (
            world.person(CAREFUL, "mia").await,
            world.person(CAREFUL, "olu").await,
        );
        let refused = async |comment| {
            let problem = mia.tries_to_undo(comment).await;
            let problem = problem.refused(ProblemCode::UndoTooLate);
            problem.comment.expect("the comment as it stands").status
        };
        let never = ana.posts(&page, "Nobody decided.").await;
        assert_eq!(refused(&never).await, CommentStatus::Pending);

        let theirs = ana.posts(&page, "Olu decided.").await;
        olu.approves(&theirs).await;
        assert_eq!(refused(&theirs).await, CommentStatus::Published);

        let overruled = mia.approves(&ana.posts(&page, "Overruled.").await).await;
        olu.removes(&overruled, None).await;
        assert_eq!(refused(&overruled).await, CommentStatus::Removed);

        let answered = mia.approves(&ana.posts(&page, "Answered.").await).await;
        olu.replies(&page, &answered, "An answer.").await;
        assert_eq!(refused(&answered).await, CommentStatus::Published);

        let edited = ana.posts(&page, "Edited.").await;
        mia.rejects(&edited, None).await;
        ana.edits(&edited, "Edited again.").await;
        assert_eq!(refused(&edited).await, CommentStatus::Pending);

        let deleted = mia.approves(&ana.posts(&page, "Deleted.").await).await;
        ana.deletes(&deleted).await;
        assert_eq!(refused(&deleted).await, CommentStatus::Deleted);
        // No news of it for whoever is not a moderator.
        let response = ben.tries_to_undo(&never).await;
        response.refused(ProblemCode::NotAllowed);
    });
}

#[test]
fn an_undo_comes_too_late_and_then_the_author_knows() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let posted = ana.posts("late", "Hm.").await;
        mia.rejects(&posted, Some("No.")).await;
        let own = ana.own("late", &posted.id).await;
        assert_eq!(
            (own.comment.status, own.reason),
            (CommentStatus::Pending, None)
        );
        wait::until("it can be undone no more", || async {
            let entry = mia.finds_decided(&posted.id).await?;
            (!entry.decision?.undoable).then_some(())
        })
        .await;
        let own = ana.own("late", &posted.id).await;
        assert_eq!(own.comment.status, CommentStatus::Rejected);
        assert_eq!(own.reason.as_deref(), Some("No."));
        mia.tries_to_undo(&posted)
            .await
            .refused(ProblemCode::UndoTooLate);
    });
}

#[test]
fn a_repeated_undo_gives_the_first_answer() {
    run(async {
        let world = world().await;
        let page = world.page("undone-twice");
        let (ana, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
        );
        let comment = ana.posts(&page, "Hm.").await;
        mia.removes(&comment, None).await;
        let path = format!("/comments/{}/undo", comment.id);
        let undo = || {
            let request = mia.request("POST", &path).idempotency_key("undo-once");
            request.json(&serde_json::json!({})).send()
        };
        let first = undo().await.expect(200);
        let again = undo().await.expect(200);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(first.text(), again.text());
    });
}

#[test]
fn a_page_is_not_named_by_a_comment_that_was_approved_by_mistake() {
    run(async {
        let world = world().await;
        let page = world.page("misnamed");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let info = PageInfo {
            key: page.clone(),
            url: None,
            title: Some("Stop taking your medicine".into()),
        };
        let title = async || mia.reading(&page).first().await.title;
        let posted = ana.posts_from(&info, "Hm.").await;
        mia.approves(&posted).await;
        assert_eq!(title().await, "Stop taking your medicine");
        mia.undoes(&posted).await;
        assert_eq!(title().await, "");
        let entry = mia
            .finds_in_queue(&posted.id)
            .await
            .expect("it waits again");
        assert_eq!(
            entry.page_title.as_deref(),
            Some("Stop taking your medicine")
        );
    });
}
