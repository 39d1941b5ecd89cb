//! `POST S/pages/merge`: two pages, one thread.
//!
//! A site moves one thing at a time, so each test has a stack of its own.

use bedside_client::page_moves::moving;
use bedside_domain::limits::CHANGES_PAGE;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{Person, World, run, world};
use bedside_wire::counts::{AskCounts, Counts};
use bedside_wire::{ProblemCode, Sort, ThreadView};
use serde_json::{Value, json};
use std::collections::HashSet;

fn bodies(view: &ThreadView) -> Vec<String> {
    let items = view.items.iter();
    items
        .map(|comment| json!(comment.body).to_string())
        .collect()
}

/// Imports comments: when each was written, and the one that it answers.
async fn writes(world: &World, page: &str, comments: &[(&str, &str, Option<&str>)]) {
    let comments: Vec<Value> = comments
        .iter()
        .map(|(name, time, parent)| {
            json!({ "ref": name, "parent": parent, "author": "A", "time": time, "body": name })
        })
        .collect();
    let sent = json!({ "page": { "key": page }, "comments": comments });
    world.as_operator(OPEN, "/import", &sent).await.expect(200);
}

async fn reads_all(reader: &Person, page: &str) -> Vec<String> {
    let all = reader.reading(page).whole().await;
    all.into_iter().map(|comment| comment.id).collect()
}

#[test]
fn two_pages_become_one_in_the_order_of_time() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let at = |hour: u32| format!("2025-01-01T{hour:02}:00:00Z");
        let (one, three, five) = (at(1), at(3), at(5));
        let (two, four, six) = (at(2), at(4), at(6));
        let old = [
            ("one", &*one, None),
            ("reply", &*six, Some("one")),
            ("five", &*five, None),
        ];
        let new = [
            ("two", &*two, None),
            ("three", &*three, None),
            ("four", &*four, Some("two")),
        ];
        writes(&world, "old", &old).await;
        writes(&world, "new", &new).await;
        let version = olu
            .reads("old")
            .await
            .version
            .max(olu.reads("new").await.version);
        let foreseen = olu.foresees("merge", "old", "new").await;
        assert_eq!(
            (foreseen.pages, foreseen.comments, foreseen.merges),
            (1, 3, 1)
        );
        assert_eq!(olu.reads("old").await.total, 3, "a dry run changes nothing");
        olu.moves("merge", "old", "new").await;
        for page in ["old", "new"] {
            let view = olu
                .reads_until(page, "all comments", |view| view.total == 6)
                .await;
            let wanted = ["one", "reply", "two", "four", "three", "five"];
            for (shown, wanted) in bodies(&view).iter().zip(wanted) {
                assert!(shown.contains(wanted), "{page}: {:?}", bodies(&view));
            }
            assert!(
                view.version > version,
                "{page}: a kept answer would pass for this one"
            );
            assert_eq!(view.page, page);
        }
        let ask = AskCounts {
            pages: vec!["old".into(), "new".into()],
        };
        let request = olu.request("POST", "/counts").json(&ask);
        let counts: Counts = request.send().await.expect(200).json();
        assert!(
            counts.items.iter().all(|count| count.total == 6),
            "{counts:?}"
        );
    });
}

#[test]
fn what_waits_and_what_is_linked_comes_along() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia, olu) = (
            world.person(LAB, "ana").await,
            world.person(LAB, "mia").await,
            world.person(LAB, "olu").await,
        );
        let public = olu.posts("old", "Public.").await;
        let waiting = ana.posts("old", "Waits.").await;
        let refused = ana.posts("old", "Refused.").await;
        mia.rejects(&refused, Some("No.")).await;
        olu.posts("new", "Was here.").await;
        olu.moves("merge", "old", "new").await;
        let own = ana.overlay("new").await.own;
        assert_eq!(own.len(), 2, "{own:?}");
        let entry = mia
            .finds_in_queue(&waiting.id)
            .await
            .expect("it still waits");
        assert_eq!(entry.page, "new");
        mia.approves(&waiting).await;
        let link = format!("/comments/{}", public.id);
        let response = olu.request("GET", &link).send().await;
        assert!(
            response
                .location()
                .query_pairs()
                .any(|pair| pair == ("page".into(), "new".into()))
        );
        let view = olu
            .reads_until("old", "what was approved", |view| view.total == 3)
            .await;
        assert_eq!(view.items.len(), 3);
        // An answer under the old address stands where its parent went.
        let reply = olu.replies("old", &public, "Still here.").await;
        assert_eq!(reply.parent.as_ref(), Some(&public.id));
        olu.reads_until("new", "the reply", |view| view.total == 4)
            .await;
        let feed = olu
            .request("GET", "/feed.json")
            .query("page", "old")
            .send()
            .await;
        assert!(feed.expect(200).text().contains("Still here."));
    });
}

#[test]
fn readers_of_the_old_page_hear_what_is_new_in_the_new_one() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let mut early = olu.listens("old").await;
        olu.posts("old", "Old.").await;
        olu.posts("new", "New.").await;
        let mut left = olu.listens("old").await;
        let mut stayed = olu.listens("new").await;
        olu.moves("merge", "old", "new").await;
        for reader in [&mut left, &mut early] {
            assert_eq!(reader.is_closed().await, bedside_wire::live::CLOSE_MOVED);
        }
        let version = stayed.hears_version().await;
        let mut back = olu.listens("old").await;
        let posted = olu.posts("new", "News.").await;
        let heard = back.hears_of(version + 1).await;
        let changes = olu.reads_changes("old", heard - 1).await;
        assert!(changes.items.iter().any(|item| item.id == posted.id));
    });
}

#[test]
fn readers_hear_of_every_comment_that_came() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        world.imports(OPEN, "old", &[None; 350]).await;
        world.imports(OPEN, "new", &[None; 350]).await;
        let coming: HashSet<_> = reads_all(&olu, "new").await.into_iter().collect();
        let mut since = olu.reads("old").await.version;
        olu.moves("merge", "new", "old").await;
        let mut heard = HashSet::new();
        loop {
            let part = olu.reads_changes("old", since).await;
            assert!(part.items.len() <= CHANGES_PAGE);
            heard.extend(part.items.into_iter().map(|item| item.id));
            since = part.version;
            if !part.more {
                break;
            }
        }
        let missed: Vec<_> = coming.difference(&heard).collect();
        assert!(missed.is_empty(), "{} are missing", missed.len());
    });
}

#[test]
fn a_long_thread_is_merged_in_steps_and_loses_nothing() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let parents = |n: usize| {
            (0..n)
                .map(|i| (i % 3 > 0).then_some(i - i % 3))
                .collect::<Vec<_>>()
        };
        world.imports(OPEN, "old", &parents(1_500)).await;
        world.imports(OPEN, "new", &parents(900)).await;
        let mut before: Vec<_> = reads_all(&olu, "old").await;
        before.extend(reads_all(&olu, "new").await);
        let asked = moving("old", "new");
        let request = olu
            .request("POST", "/pages/merge")
            .json(&asked)
            .idempotency_key("merge-1");
        let first = request.clone().send().await.expect(200);
        let again = request.send().await.expect(200);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.text(), first.text());
        // Comments that come meanwhile.
        let posted = olu.posts("old", "Meanwhile.").await;
        bedside_tests::wait::until("everything is moved", || async {
            (!olu.pages_left().await.under_way).then_some(())
        })
        .await;
        let after = reads_all(&olu, "old").await;
        let ids: HashSet<_> = after.iter().cloned().collect();
        assert_eq!(ids.len(), after.len(), "a comment stands twice");
        assert_eq!(after.len(), 2_401);
        assert!(before.iter().all(|id| ids.contains(id)) && ids.contains(&posted.id));
        olu.reads_until("new", "all comments", |view| view.total == 2_401)
            .await;
        // What orders and the search go by came along.
        for sort in Sort::ALL {
            let reading = olu.reading("new").with("sort", sort.as_str());
            let seen: HashSet<_> = reading.whole().await.into_iter().map(|c| c.id).collect();
            assert_eq!(seen, ids, "{sort:?}");
        }
        let search = olu.reading("old").with("q", "comment 1499").first().await;
        assert_eq!(search.found, 1, "of the old page");
        // Going on after the worker was killed is what the alarm is for.
        world.imports(OPEN, "third", &parents(3_000)).await;
        olu.tries_to_move("merge", &moving("third", "new"))
            .await
            .expect(200);
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        olu.reads_until("third", "all comments", |view| view.total == 5_401)
            .await;
        assert_eq!(reads_all(&olu, "new").await.len(), 5_401);
    });
}

#[test]
fn what_cannot_be_merged_is_named() {
    run(async {
        let world = world().await;
        let (old, new) = (world.page("merged"), world.page("merged"));
        let (ana, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "olu").await,
        );
        for page in [&old, &new] {
            ana.posts(page, "Hello.").await;
        }
        for somebody in [&ana, &world.person(OPEN, "mia").await] {
            let response = somebody.tries_to_move("merge", &moving(&old, &new)).await;
            response.refused(ProblemCode::NotAllowed);
            let left = somebody.request("GET", "/pages/left").send().await;
            left.refused(ProblemCode::NotAllowed);
        }
        use ProblemCode as P;
        let long = "p".repeat(2_049);
        for (from, into, code, field) in [
            ("", &*new, P::FieldEmpty, "from"),
            (&*old, " ", P::FieldEmpty, "into"),
            (&*long, &*new, P::FieldTooLong, "from"),
            (&*old, "a\u{7}b", P::FieldInvalid, "into"),
            (&*old, &*old, P::PagesOverlap, "into"),
            ("nowhere", &*new, P::ThreadUnknown, "from"),
            (&*old, "nowhere", P::ThreadUnknown, "into"),
        ] {
            for dry_run in [true, false] {
                let asked = bedside_wire::pages::MovePages {
                    dry_run,
                    ..moving(from, into)
                };
                let problem = olu.tries_to_move("merge", &asked).await.refused(code);
                assert_eq!(problem.field.as_deref(), Some(field), "{from:?} {into:?}");
            }
        }
        let request = olu
            .request("POST", "/pages/merge")
            .json(&moving(&old, &new));
        let unkeyed = request.idempotency_key("").send().await;
        unkeyed.refused(ProblemCode::IdempotencyKeyMissing);
        assert_eq!(ana.reads(&old).await.total, 1, "nothing was moved");
    });
}
