//! `GET S/thread` again and again: what is kept must stay true.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Person, World, run, wait, world};
use bedside_wire::settings::ModerationMode;
use bedside_wire::{ProblemCode, ThreadView};
use serde_json::Value;

async fn newest(person: &Person, page: &str) -> ThreadView {
    let request = person
        .request("GET", "/thread")
        .query("page", page)
        .query("as", "json")
        .header("cache-control", "no-cache");
    request.send().await.expect(200).json()
}

#[test]
fn nobody_goes_back_to_what_was_before() {
    run(async {
        let world = world().await;
        let page = world.page("forward");
        let ana = world.person(OPEN, "ana").await;
        for total in 1..=4 {
            // Kept as it was before the post.
            ana.reads(&page).await;
            ana.posts(&page, "One more.").await;
            assert_eq!(newest(&ana, &page).await.total, total);
            assert_eq!(ana.reads(&page).await.total, total, "older than just read");
        }
    });
}

#[test]
fn a_change_of_mode_is_seen_at_once() {
    run(async {
        let world = World::start(deployment()).await;
        let page = world.page("mode");
        let olu = world.person(CAREFUL, "olu").await;
        for mode in [
            ModerationMode::PublishFirst,
            ModerationMode::ApproveFirst,
            ModerationMode::PublishFirst,
        ] {
            newest(&olu, &page).await;
            olu.chooses(mode).await;
            let approve_first = newest(&olu, &page).await.approve_first;
            assert_eq!(approve_first, mode == ModerationMode::ApproveFirst);
        }
    });
}

#[test]
fn what_is_kept_for_one_is_not_given_to_another() {
    run(async {
        let world = world().await;
        let page = world.page("others");
        let reader = world.stranger(OPEN);
        let read = || {
            reader
                .request("GET", "/thread")
                .query("page", &page)
                .query("as", "fragment")
        };
        let kept = read().send().await.expect(200);
        assert_eq!(read().send().await.expect(200).bytes, kept.bytes);
        let evil = read().header("origin", "https://evil.example").send();
        evil.await.refused(ProblemCode::OriginNotAllowed);
        let swedish = read().header("accept-language", "sv").send().await;
        assert_ne!(swedish.expect(200).bytes, kept.bytes);
        let problem = read().query("cursor", "bad").send().await;
        problem.refused(ProblemCode::CursorInvalid);
        let known = read().header("if-none-match", kept.header("etag"));
        let known = known.send().await.expect(304);
        assert!(known.bytes.is_empty());
        assert_eq!(known.header("etag"), kept.header("etag"));
    });
}

/// Counts the requests of a route that were logged, and those answered from
/// memory, all in all.
async fn counted(world: &World, route: &str) -> (u64, u64) {
    world.asks("GET", "/nothing").await.problem();
    let log = wait::until("the last line", || async {
        let log = world.stack.worker().log();
        log.contains("route_unknown").then_some(log)
    })
    .await;
    let lines: Vec<Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(&line[line.find('{')?..]).ok())
        .collect();
    let logged = lines.iter().filter(|line| line["route"] == route).count();
    let kept = lines.iter().filter_map(|line| line["kept"].as_u64());
    (logged as u64, kept.sum())
}

#[test]
fn cached_responses_are_counted_in_the_log() {
    run(async {
        let world = World::start(deployment()).await;
        let reader = world.stranger(OPEN);
        for _ in 0..5 {
            reader.reads("counted").await;
        }
        let (logged, kept) = counted(&world, "thread").await;
        assert_eq!(logged + kept, 5);
    });
}

#[test]
fn an_address_too_long_to_be_kept_is_answered_all_the_same() {
    run(async {
        let world = World::start(deployment()).await;
        let reader = world.stranger(OPEN);
        let long = "x".repeat(5_000);
        let read = || {
            let request = reader.request("GET", "/thread").query("page", "long");
            request.query("as", "json").query("anything", &long)
        };
        let first = read().send().await.expect(200);
        read().send().await.expect(200);
        let known = read().header("if-none-match", first.header("etag"));
        known.send().await.expect(304);
        assert_eq!(counted(&world, "thread").await, (3, 0));
    });
}

#[test]
fn a_feed_that_has_not_changed_is_confirmed_and_not_made_anew() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        let author = ana.posts("fed", "Hello.").await.author;
        for (name, value) in [("page", "fed"), ("author", &author), ("lang", "en")] {
            let ask = || {
                let request = ana.request("GET", "/feed.json").query(name, value);
                request.header("cache-control", "no-cache")
            };
            let first = ask().send().await.expect(200);
            for _ in 0..4 {
                let known = ask().header("if-none-match", first.header("etag"));
                known.send().await.expect(304);
            }
        }
        assert_eq!(counted(&world, "feed").await, (3, 12));
    });
}
