//! The queue and the decisions.

use bedside_domain::limits::{QUEUE_PAGE, REASON_CHARS};
use bedside_tests::world::CAREFUL;
use bedside_tests::{run, wait, world};
use bedside_wire::moderation::{Approve, Decided};
use bedside_wire::{CommentStatus, ProblemCode};
use std::collections::HashSet;

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
            (CommentStatus::Rejected, Some("No selling here."))
        );
        assert!(ben.overlay(&page).await.own.is_empty());
        assert_eq!(ben.reads(&page).await.total, 0);
        assert!(mia.finds_in_queue(&posted.id).await.is_none());
    });
}

#[test]
fn members_neither_read_the_queue_nor_decide() {
    run(async {
        let world = world().await;
        let page = world.page("members");
        let (ana, ben) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
        );
        let posted = ana.posts(&page, "Mine.").await;
        ben.call("GET", "/queue")
            .answer()
            .await
            .refused(ProblemCode::NotAllowed);
        for somebody in [&ana, &ben] {
            somebody
                .tries_to_approve(&posted)
                .await
                .refused(ProblemCode::NotAllowed);
            somebody
                .tries_to_reject(&posted, None)
                .await
                .refused(ProblemCode::NotAllowed);
        }
        world
            .stranger(CAREFUL)
            .call("GET", "/queue")
            .answer()
            .await
            .refused(ProblemCode::SignInNeeded);
        assert_eq!(
            ben.overlay(&page).await.waiting,
            None,
            "how much waits is the moderators' business"
        );
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
        for answer in [
            olu.tries_to_approve(&posted).await,
            olu.tries_to_reject(&posted, None).await,
        ] {
            let problem = answer.refused(ProblemCode::CommentAlreadyDecided);
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
        for answer in answers.iter().filter(|a| a.status != 200) {
            answer.refused(ProblemCode::CommentAlreadyDecided);
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
        for answer in [
            mia.tries_to_approve(&read).await,
            mia.tries_to_reject(&read, None).await,
        ] {
            let problem = answer.refused(ProblemCode::CommentChanged);
            assert_eq!(problem.comment.expect("as it stands").revision, 2);
        }
        assert_eq!(ana.reads(&page).await.total, 0);
        mia.approves(&edited).await;
    });
}

#[test]
fn a_queue_entry_has_what_a_decision_needs() {
    run(async {
        let world = world().await;
        let page = world.page("entry");
        let (ben, mia) = (
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let question = mia.posts(&page, "How was your week?").await;
        let before = {
            let first = ben.posts(&page, "First.").await;
            mia.finds_in_queue(&first.id).await.expect("queued").history
        };
        let reply = ben.replies(&page, &question, "Better.").await;
        let reply = ben.edits(&reply, "Better, thanks.").await;
        let entry = mia.finds_in_queue(&reply.id).await.expect("in the queue");
        assert_eq!(entry.in_reply_to.expect("the parent").id, question.id);
        assert_eq!(entry.history.pending, before.pending + 1);
        assert_eq!(
            entry
                .earlier
                .iter()
                .map(|r| r.source.as_str())
                .collect::<Vec<_>>(),
            ["Better."]
        );
        mia.rejects(&reply, None).await;
        let third = ben.posts(&page, "Third.").await;
        let after = mia
            .finds_in_queue(&third.id)
            .await
            .expect("in the queue")
            .history;
        assert_eq!(after.rejected, before.rejected + 1);
    });
}

#[test]
fn the_queue_is_paged_oldest_first() {
    run(async {
        let world = world().await;
        let page = world.page("paged");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let mut posted = Vec::new();
        for n in 0..QUEUE_PAGE + 3 {
            posted.push(ana.posts(&page, &format!("Number {n}.")).await.id);
        }
        let (mut all, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let part = mia.queue(cursor.as_deref()).await;
            assert!(part.items.len() <= QUEUE_PAGE);
            assert!(part.waiting >= posted.len() as u64);
            all.extend(part.items);
            cursor = part.next;
            if cursor.is_none() {
                break;
            }
        }
        let ids: HashSet<_> = all.iter().map(|e| e.comment.id.clone()).collect();
        assert_eq!(ids.len(), all.len(), "an entry came twice");
        let ours: Vec<_> = all
            .iter()
            .map(|e| &e.comment.id)
            .filter(|id| posted.contains(id))
            .collect();
        assert_eq!(
            ours,
            posted.iter().collect::<Vec<_>>(),
            "in the order they were posted"
        );
        assert!(
            all.windows(2)
                .all(|pair| pair[0].comment.time <= pair[1].comment.time)
        );
    });
}

#[test]
fn the_number_that_waits_follows_the_decisions() {
    run(async {
        // A stack of its own: the number is the whole site's.
        let world = bedside_tests::World::start(bedside_tests::world::deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let (one, two) = (ana.posts("a", "One.").await, ana.posts("b", "Two.").await);
        assert_eq!(mia.overlay("a").await.waiting, Some(2));
        let path = format!("/comments/{}/approve", one.id);
        let decided: Decided = mia
            .call("POST", &path)
            .json(&Approve { revision: 1 })
            .answer()
            .await
            .expect(200)
            .json();
        assert_eq!(decided.waiting, 1);
        mia.rejects(&two, None).await;
        assert_eq!(mia.queue(None).await.waiting, 0);
        ana.edits(&one, "One, edited.").await;
        assert_eq!(mia.queue(None).await.waiting, 1);
    });
}

#[test]
fn decisions_about_nothing_are_refused() {
    run(async {
        let world = world().await;
        let mia = world.person(CAREFUL, "mia").await;
        for id in ["01890000-0000-7000-8000-000000000000", "nonsense"] {
            let answer = mia
                .call("POST", &format!("/comments/{id}/approve"))
                .json(&Approve { revision: 1 })
                .answer()
                .await;
            answer.refused(ProblemCode::CommentUnknown);
        }
        mia.call("GET", "/queue")
            .query("cursor", "made-up")
            .answer()
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
        wait::until("the author is told", || async {
            let own = ana.own(&page, &posted.id).await;
            (own.comment.status == CommentStatus::Rejected).then_some(assert_eq!(own.reason, None))
        })
        .await;
    });
}
