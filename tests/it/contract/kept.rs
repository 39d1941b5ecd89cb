//! `GET S/thread` again and again: what is kept must stay true.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Person, World, run, wait, world};
use bedside_wire::settings::ModerationMode;
use bedside_wire::{ProblemCode, ThreadView};
use serde_json::Value;

async fn newest(person: &Person, page: &str) -> ThreadView {
    let call = person
        .call("GET", "/thread")
        .query("page", page)
        .query("as", "json")
        .header("cache-control", "no-cache");
    call.answer().await.expect(200).json()
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
                .call("GET", "/thread")
                .query("page", &page)
                .query("as", "fragment")
        };
        let kept = read().answer().await.expect(200);
        assert_eq!(read().answer().await.expect(200).bytes, kept.bytes);
        let evil = read().header("origin", "https://evil.example").answer();
        evil.await.refused(ProblemCode::OriginNotAllowed);
        let swedish = read().header("accept-language", "sv").answer().await;
        assert_ne!(swedish.expect(200).bytes, kept.bytes);
        let problem = read().query("cursor", "bad").answer().await;
        problem.refused(ProblemCode::CursorInvalid);
        let known = read().header("if-none-match", kept.header("etag"));
        let known = known.answer().await.expect(304);
        assert!(known.bytes.is_empty());
        assert_eq!(known.header("etag"), kept.header("etag"));
    });
}

#[test]
fn kept_answers_are_counted_in_the_log() {
    run(async {
        let world = World::start(deployment()).await;
        let reader = world.stranger(OPEN);
        for _ in 0..5 {
            reader.reads("counted").await;
        }
        world.asks("GET", "/nothing").await.problem();
        let lines = wait::until("the last line", || async {
            let log = world.stack.worker().log();
            log.contains("route_unknown").then_some(log)
        })
        .await;
        let counted: u64 = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(&line[line.find('{')?..]).ok())
            .map(|line| u64::from(line["route"] == "thread") + line["kept"].as_u64().unwrap_or(0))
            .sum();
        assert_eq!(counted, 5, "{lines}");
    });
}
