//! Moderators' decisions.

use bedside_domain::limits::REASON_CHARS;
use bedside_tests::world::CAREFUL;
use bedside_tests::{run, world};
use bedside_wire::moderation::Approve;
use bedside_wire::{CommentStatus, ProblemCode};

#[test]
fn an_approved_comment_is_read_by_everybody() {
    run(async {
        let world = world().await;
        let page = world.page("approved");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let posted = ana.posts(&page, "May I?").await;
        let approved = mia.approves(&posted).await;
        assert_eq!(
            (approved.id.as_str(), approved.status),
            (posted.id.as_str(), CommentStatus::Published)
        );
        let view = world
            .stranger(CAREFUL)
            .reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        assert_eq!(view.items[0].id, posted.id);
        assert_eq!(
            ana.own(&page, &posted.id).await.comment.status,
            CommentStatus::Published
        );
        assert!(mia.finds_in_queue(&posted.id).await.is_none());
    });
}

#[test]
fn a_rejected_comment_stays_with_its_author_who_is_told_why() {
    run(async {
        let world = world().await;
        let page = world.page("rejected");
        let (ana, ben) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
        );
        let mia = world.person(CAREFUL, "mia").await;
        let posted = ana.posts(&page, "Buy my pills.").await;
        mia.rejects(&posted, Some("  No selling here.  ")).await;
        let own = ana.own(&page, &posted.id).await;
        assert_eq!(
            (own.comment.status, own.reason.as_deref()),
            (CommentStatus::Pending, None),
            "not before it can be undone no more"
        );
        let own = ana.hears_of_rejection(&page, &posted).await;
        assert_eq!(own.reason.as_deref(), Some("No selling here."));
        assert!(ben.overlay(&page).await.own.is_empty());
        assert_eq!(ben.reads(&page).await.total, 0);
        assert!(mia.finds_in_queue(&posted.id).await.is_none());
    });
}

#[test]
fn a_comment_is_decided_once() {
    run(async {
        let world = world().await;
        let page = world.page("once");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let olu = world.person(CAREFUL, "olu").await;
        let posted = ana.posts(&page, "Once.").await;
        mia.approves(&posted).await;
        for response in [
            olu.tries_to_approve(&posted).await,
            olu.tries_to_reject(&posted, None).await,
        ] {
            let problem = response.refused(ProblemCode::CommentAlreadyDecided);
            assert_eq!(
                problem.comment.expect("as it stands").status,
                CommentStatus::Published
            );
        }
    });
}

#[test]
fn of_many_moderators_at_once_one_decides() {
    run(async {
        let world = world().await;
        let page = world.page("many");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let posted = ana.posts(&page, "Race.").await;
        let tries = (0..10).map(|_| mia.tries_to_approve(&posted));
        let answers = futures_util::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|a| a.status == 200).count(), 1);
        for response in answers.iter().filter(|a| a.status != 200) {
            response.refused(ProblemCode::CommentAlreadyDecided);
        }
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn an_edited_comment_is_not_approved_unread() {
    run(async {
        let world = world().await;
        let page = world.page("unread");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let read = ana.posts(&page, "Harmless.").await;
        let edited = ana.edits(&read, "Not harmless.").await;
        for response in [
            mia.tries_to_approve(&read).await,
            mia.tries_to_reject(&read, None).await,
        ] {
            let problem = response.refused(ProblemCode::CommentChanged);
            assert_eq!(problem.comment.expect("as it stands").revision, 2);
        }
        assert_eq!(ana.reads(&page).await.total, 0);
        mia.approves(&edited).await;
    });
}

#[test]
fn decisions_about_nothing_are_refused() {
    run(async {
        let world = world().await;
        let mia = world.person(CAREFUL, "mia").await;
        for id in ["01890000-0000-7000-8000-000000000000", "nonsense"] {
            let response = mia
                .request("POST", &format!("/comments/{id}/approve"))
                .json(&Approve { revision: 1 })
                .send()
                .await;
            response.refused(ProblemCode::CommentUnknown);
        }
        mia.request("GET", "/queue")
            .query("cursor", "made-up")
            .send()
            .await
            .refused(ProblemCode::CursorInvalid);
    });
}

#[test]
fn a_reason_is_bounded() {
    run(async {
        let world = world().await;
        let page = world.page("reason");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let posted = ana.posts(&page, "Hm.").await;
        let long = "x".repeat(REASON_CHARS + 1);
        let problem = mia
            .tries_to_reject(&posted, Some(&long))
            .await
            .refused(ProblemCode::FieldTooLong);
        assert_eq!(problem.field.as_deref(), Some("reason"));
        mia.rejects(&posted, Some("   ")).await;
        assert_eq!(ana.hears_of_rejection(&page, &posted).await.reason, None);
    });
}
