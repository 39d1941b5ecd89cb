//! The moderation queue.

use bedside_domain::limits::QUEUE_PAGE;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use bedside_wire::moderation::{Approve, ModerationOutcome};
use std::collections::HashSet;

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
        ben.request("GET", "/queue")
            .send()
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
            .request("GET", "/queue")
            .send()
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
            let entry = mia.finds_in_queue(&first.id).await.expect("queued");
            entry.history.expect("a known author")
        };
        let reply = ben.replies(&page, &question, "Better.").await;
        let reply = ben.edits(&reply, "Better, thanks.").await;
        let entry = mia.finds_in_queue(&reply.id).await.expect("in the queue");
        assert_eq!(entry.in_reply_to.expect("the parent").id, question.id);
        let history = entry.history.expect("a known author");
        assert_eq!(history.pending, before.pending + 1);
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
        let entry = mia.finds_in_queue(&third.id).await.expect("in the queue");
        let after = entry.history.expect("a known author");
        assert_eq!(after.rejected, before.rejected + 1);
    });
}

#[test]
fn nothing_is_said_of_the_history_of_an_imported_author() {
    run(async {
        let world = world().await;
        let page = world.page("imported-author");
        world.imports(OPEN, &page, &[None, None]).await;
        let (ana, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
        );
        let view = ana.reads_until(&page, "both", |view| view.total == 2).await;
        let imported = &view.items[0];
        mia.removes(imported, None).await;
        let own = ana.posts(&page, "My first one.").await;
        mia.removes(&own, None).await;
        let entry = mia.finds_decided(&imported.id).await.expect("decided");
        assert_eq!(entry.history, None);
        let entry = mia.finds_decided(&own.id).await.expect("decided");
        let history = entry.history.expect("a known author");
        assert!(history.rejected >= 1, "{history:?}");
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
        let decided: ModerationOutcome = mia
            .request("POST", &path)
            .json(&Approve { revision: 1 })
            .send()
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
