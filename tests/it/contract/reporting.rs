//! `POST S/comments/{id}/report` and `keep`: readers tell moderators.

use bedside_domain::limits::REPORT_NOTE_CHARS;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::moderation::QueueKind;
use bedside_wire::report::{ReportCount, ReportReason};
use bedside_wire::{CommentStatus, ProblemCode};
use serde_json::json;

#[test]
fn a_reported_comment_stands_first_with_reason_count_and_notes() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let olu = world.person(CAREFUL, "olu").await;
        let stranger = world.stranger(CAREFUL);
        let waiting = ana.posts("p", "Waits, the oldest.").await;
        let calm = olu.posts("p", "Buy my tea.").await;
        let twice = olu.posts("p", "Drink bleach.").await;
        let danger = olu.posts("p", "I cannot go on.").await;
        ana.reports(&calm, ReportReason::Advertising, None).await;
        ana.reports(&twice, ReportReason::MedicalAdvice, Some("It kills."))
            .await;
        ben.reports(&twice, ReportReason::Abuse, Some("  ")).await;
        stranger
            .reports(&danger, ReportReason::Danger, Some("Please call her."))
            .await;
        let queue = mia.queue(None).await;
        let order: Vec<_> = queue.items.iter().map(|e| &e.comment.id).collect();
        assert_eq!(order, [&danger.id, &twice.id, &calm.id, &waiting.id]);
        assert_eq!(queue.waiting, 4);
        let kinds: Vec<_> = queue.items.iter().map(|e| e.kind).collect();
        let reported = QueueKind::Reported;
        assert_eq!(kinds, [reported, reported, reported, QueueKind::New]);
        let count = |reason| ReportCount { reason, count: 1 };
        let expected = [
            count(ReportReason::MedicalAdvice),
            count(ReportReason::Abuse),
        ];
        assert_eq!(queue.items[1].reports, expected);
        assert_eq!(queue.items[1].notes, ["It kills."]);
        assert_eq!(queue.items[0].notes, ["Please call her."]);
        // Readers see nothing of it.
        let view = ben.reading("p").first().await;
        assert!(
            view.items
                .iter()
                .all(|c| c.status == CommentStatus::Published)
        );

        mia.tries_to_keep(&twice).await.expect(200);
        mia.removes(&calm, None).await;
        let queue = mia.queue(None).await;
        let order: Vec<_> = queue.items.iter().map(|e| &e.comment.id).collect();
        assert_eq!((order, queue.waiting), (vec![&danger.id, &waiting.id], 2));
        // Whoever reported it before has been heard; somebody else has not.
        ana.reports(&twice, ReportReason::Danger, None).await;
        assert!(mia.finds_in_queue(&twice.id).await.is_none());
        stranger.reports(&twice, ReportReason::Other, None).await;
        let entry = mia.finds_in_queue(&twice.id).await.expect("reported anew");
        assert_eq!(entry.reports, [count(ReportReason::Other)]);
    });
}

#[test]
fn a_report_is_counted_once_and_answered_always() {
    run(async {
        let world = world().await;
        let page = world.page("once-reported");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let comment = ana.posts(&page, "Hm.").await;
        let stranger = world.stranger(OPEN);
        for _ in 0..3 {
            ben.reports(&comment, ReportReason::Abuse, None).await;
            stranger.reports(&comment, ReportReason::Abuse, None).await;
            // Their own is no news.
            ana.reports(&comment, ReportReason::Abuse, None).await;
        }
        let entry = mia.finds_in_queue(&comment.id).await.expect("reported");
        let abuse = ReportCount {
            reason: ReportReason::Abuse,
            count: 2,
        };
        assert_eq!(entry.reports, [abuse]);
        // One stranger's report does not hide another's of danger.
        stranger.reports(&comment, ReportReason::Danger, None).await;
        let entry = mia.finds_in_queue(&comment.id).await.expect("reported");
        assert_eq!(entry.reports[0].reason, ReportReason::Danger);
    });
}

#[test]
fn only_what_is_public_is_reported_and_within_bounds() {
    run(async {
        let world = world().await;
        let page = world.page("bounds");
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let waiting = ana.posts(&page, "Waits.").await;
        let removed = mia.posts(&page, "Removed.").await;
        ben.tries_to_report(&waiting, ReportReason::Other, None)
            .await
            .refused(ProblemCode::CommentUnknown);
        mia.replies(&page, &removed, "Keeps a placeholder there.")
            .await;
        mia.removes(&removed, None).await;
        ben.tries_to_report(&removed, ReportReason::Other, None)
            .await
            .refused(ProblemCode::CommentUnknown);
        let public = mia.approves(&waiting).await;
        let long = "x".repeat(REPORT_NOTE_CHARS + 1);
        let problem = ben
            .tries_to_report(&public, ReportReason::Other, Some(&long))
            .await;
        let problem = problem.refused(ProblemCode::FieldTooLong);
        assert_eq!(problem.field.as_deref(), Some("note"));
        let path = format!("/comments/{}/report", public.id);
        let stranger = world.stranger(CAREFUL);
        let odd = stranger
            .request("POST", &path)
            .json(&json!({ "reason": "boredom" }));
        odd.send().await.expect(202);
        let entry = mia.finds_in_queue(&public.id).await.expect("reported");
        assert_eq!(entry.reports[0].reason, ReportReason::Other);
        stranger
            .request("POST", &path)
            .json(&json!({ "note": "no reason" }))
            .send()
            .await
            .refused(ProblemCode::NotJson);
        stranger
            .request("POST", &path)
            .idempotency_key("")
            .json(&json!({ "reason": "other" }))
            .send()
            .await
            .refused(ProblemCode::IdempotencyKeyMissing);
        // A session that ended is no stranger.
        let ended = stranger.request("POST", &path).token("made-up");
        let ended = ended.json(&json!({ "reason": "other" })).send().await;
        ended.refused(ProblemCode::SessionExpired);
    });
}
