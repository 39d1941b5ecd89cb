//! `Idempotency-Key`: whatever the network does, a write happens once.

use bedside_client::person::comment;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::moderation::Approve;
use bedside_wire::{OwnComment, ProblemCode};
use futures_util::future::join_all;
use std::collections::HashSet;

#[test]
fn fifty_parallel_repeats_give_one_comment_and_one_answer() {
    run(async {
        let world = world().await;
        let page = world.page("fifty");
        let ana = world.person(OPEN, "ana").await;
        let sent = comment(&page, None, "Only once.");
        let key = bedside_client::random(16);
        let calls = (0..50).map(|_| {
            ana.request("POST", "/comments")
                .idempotency_key(&key)
                .json(&sent)
                .send()
        });
        let answers = join_all(calls).await;
        let mut ids: Vec<_> = answers
            .iter()
            .map(|a| a.clone().expect(201).json::<OwnComment>().comment.id)
            .collect();
        ids.dedup();
        assert_eq!(ids.len(), 1, "different answers");
        let first = answers
            .iter()
            .filter(|a| a.header("idempotency-replayed").is_empty())
            .count();
        assert_eq!(first, 1, "{first} answers claim to be the first");
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn writes_that_arrive_together_fail_and_succeed_alone() {
    run(async {
        let world = world().await;
        let page = world.page("together");
        let ana = world.person(OPEN, "ana").await;
        let nobody = "00000000-0000-7000-8000-000000000000";
        let calls = (0..40).map(|n| {
            // Every other one is refused after its transaction has begun.
            let parent = (n % 2 == 1).then_some(nobody);
            let sent = comment(&page, parent, &format!("Number {n}."));
            ana.request("POST", "/comments").json(&sent).send()
        });
        for (n, response) in join_all(calls).await.into_iter().enumerate() {
            if n % 2 == 1 {
                response.refused(ProblemCode::ParentUnknown);
            } else {
                response.expect(201);
            }
        }
        let changes = ana.reads_changes(&page, 0).await;
        let places: HashSet<_> = changes.items.iter().map(|c| &c.tree_path).collect();
        assert_eq!((changes.total, places.len()), (20, 20));
    });
}

#[test]
fn a_repeat_gives_the_first_answer_even_when_the_world_moved_on() {
    run(async {
        let world = world().await;
        let page = world.page("moved-on");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let sent = comment(&page, None, "Waiting.");
        let post = || {
            ana.request("POST", "/comments")
                .idempotency_key("moved-on-1")
                .json(&sent)
                .send()
        };
        let first: OwnComment = post().await.expect(201).json();
        mia.approves(&first.comment).await;
        let again = post().await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.json::<OwnComment>(), first);
    });
}

#[test]
fn approving_again_with_the_same_key_is_no_second_decision() {
    run(async {
        let world = world().await;
        let page = world.page("approve-again");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let comment = ana.posts(&page, "Fine.").await;
        let path = format!("/comments/{}/approve", comment.id);
        let approve = || {
            mia.request("POST", &path)
                .idempotency_key("approve-again-1")
                .json(&Approve { revision: 1 })
                .send()
        };
        approve().await.expect(200);
        assert_eq!(
            approve().await.expect(200).header("idempotency-replayed"),
            "true"
        );
    });
}

#[test]
fn a_key_belongs_to_one_request() {
    run(async {
        let world = world().await;
        let page = world.page("reused");
        let ana = world.person(OPEN, "ana").await;
        let post = |text: &str| {
            ana.request("POST", "/comments")
                .idempotency_key("reused-1")
                .json(&comment(&page, None, text))
        };
        post("One.").send().await.expect(201);
        post("Another.")
            .send()
            .await
            .refused(ProblemCode::IdempotencyKeyReused);
        let elsewhere = ana
            .request("PATCH", "/me")
            .idempotency_key("reused-1")
            .json(&serde_json::json!({ "name": "X" }));
        elsewhere
            .send()
            .await
            .refused(ProblemCode::IdempotencyKeyReused);
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn a_comment_is_the_same_under_another_name_and_title() {
    run(async {
        let world = world().await;
        let page = world.page("same");
        let ana = world.person(OPEN, "ana").await;
        let post = |name: Option<&str>, title: &str| {
            let mut sent = comment(&page, None, "Once.");
            sent.name = name.map(str::to_owned);
            sent.page.title = Some(title.to_owned());
            let request = ana.request("POST", "/comments").idempotency_key("same-1");
            request.json(&sent)
        };
        post(Some("Ana in the garden"), "Tea")
            .send()
            .await
            .expect(201);
        // The answer was lost; the browser has the text and its key.
        let again = post(None, "(1) Tea").send().await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let view = ana.reads_changes(&page, 0).await;
        assert_eq!(
            (view.total, &*view.items[0].author),
            (1, "Ana in the garden")
        );
    });
}

#[test]
fn a_key_belongs_to_one_person() {
    run(async {
        let world = world().await;
        let page = world.page("two-people");
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let sent = comment(&page, None, "Viewer too.");
        for somebody in [&ana, &ben] {
            let response = somebody
                .request("POST", "/comments")
                .idempotency_key("two-people-1")
                .json(&sent)
                .send()
                .await;
            assert_eq!(response.expect(201).header("idempotency-replayed"), "");
        }
        assert_eq!(ana.reads_changes(&page, 0).await.total, 2);
    });
}

#[test]
fn a_refused_write_leaves_its_key_free() {
    run(async {
        let world = world().await;
        let page = world.page("free");
        let ana = world.person(OPEN, "ana").await;
        let post = |text: &str| {
            ana.request("POST", "/comments")
                .idempotency_key("free-1")
                .json(&comment(&page, None, text))
        };
        post("").send().await.refused(ProblemCode::FieldEmpty);
        post("Now with words.").send().await.expect(201);
    });
}

#[test]
fn a_write_needs_a_key_of_the_right_form() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let sent = comment(&world.page("form"), None, "Hello.");
        let post = |key: &str| {
            ana.request("POST", "/comments")
                .idempotency_key(key)
                .json(&sent)
                .send()
        };
        post("").await.refused(ProblemCode::IdempotencyKeyMissing);
        for key in ["a b", "a;b", &"x".repeat(65)] {
            let problem = post(key).await.refused(ProblemCode::FieldInvalid);
            assert_eq!(problem.field.as_deref(), Some("Idempotency-Key"));
        }
        post(&"x".repeat(64)).await.expect(201);
    });
}
