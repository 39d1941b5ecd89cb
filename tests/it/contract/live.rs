//! The Room: readers learn that a thread has a new version.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use bedside_wire::ProblemCode;
use bedside_wire::live::{CLOSE_MOVED, CLOSE_POLICY, PING, PONG};
use futures_util::future::join;
use std::time::Duration;

#[test]
fn every_reader_of_the_page_hears_of_a_new_comment() {
    run(async {
        let world = world().await;
        let page = world.page("heard");
        let ana = world.person(OPEN, "ana").await;
        let reader = world.stranger(OPEN);
        let (mut one, mut other) = (reader.listens(&page).await, reader.listens(&page).await);
        ana.posts(&page, "News.").await;
        let version = one.hears_version().await;
        assert_eq!(other.hears_version().await, version);
        let changes = reader.reads_changes(&page, version - 1).await;
        assert_eq!((changes.version, changes.items.len()), (version, 1));
    });
}

#[test]
fn readers_of_other_pages_and_sites_hear_nothing() {
    run(async {
        let world = world().await;
        let (page, other) = (world.page("here"), world.page("there"));
        let ana = world.person(OPEN, "ana").await;
        let mut elsewhere = world.stranger(OPEN).listens(&other).await;
        let mut other_site = world.stranger(CAREFUL).listens(&page).await;
        ana.posts(&page, "News.").await;
        // The sockets work, and what they hear first is their own answer.
        elsewhere.says(PING).await;
        other_site.says(PING).await;
        assert_eq!(elsewhere.hears().await.as_deref(), Ok(PONG));
        assert_eq!(other_site.hears().await.as_deref(), Ok(PONG));
    });
}

#[test]
fn a_decision_is_heard_and_a_waiting_comment_is_not() {
    run(async {
        let world = world().await;
        let page = world.page("decided");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let mut reader = world.stranger(CAREFUL).listens(&page).await;
        let posted = ana.posts(&page, "Waiting.").await;
        reader.says(PING).await;
        assert_eq!(
            reader.hears().await.as_deref(),
            Ok(PONG),
            "nobody is told of a comment that waits"
        );
        mia.approves(&posted).await;
        assert!(reader.hears_version().await > 0);
        let second = ana.posts(&page, "Also waiting.").await;
        mia.rejects(&second, None).await;
        assert_eq!(
            reader.hears_version().await,
            0,
            "a rejection changes nothing public"
        );
    });
}

#[test]
fn an_approval_and_a_rejection_at_once_are_both_heard() {
    run(async {
        let world = world().await;
        let page = world.page("both");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let mut reader = world.stranger(CAREFUL).listens(&page).await;
        let good = ana.posts(&page, "Kind words.").await;
        let bad = ana.posts(&page, "Buy my pills.").await;
        join(mia.approves(&good), mia.rejects(&bad, None)).await;
        let version = ana.reads_changes(&page, 0).await.version;
        assert_eq!(reader.hears_version().await, version);
        assert_eq!(reader.hears_version().await, 0, "once it is not undone");
    });
}

#[test]
fn versions_grow() {
    run(async {
        let world = world().await;
        let page = world.page("grow");
        let ana = world.person(OPEN, "ana").await;
        let mut reader = world.stranger(OPEN).listens(&page).await;
        let mut last = 0;
        for n in 0..5 {
            ana.posts(&page, &format!("Number {n}.")).await;
            let version = reader.hears_version().await;
            assert!(version > last, "{version} after {last}");
            last = version;
        }
    });
}

#[test]
fn a_ping_is_answered_and_anything_else_closes_the_socket() {
    run(async {
        let world = world().await;
        let page = world.page("ping");
        let reader = world.stranger(OPEN);
        let mut socket = reader.listens(&page).await;
        for _ in 0..100 {
            socket.says(PING).await;
            assert_eq!(socket.hears().await.as_deref(), Ok(PONG));
        }
        socket.says("hello").await;
        assert_eq!(socket.hears().await, Err(CLOSE_POLICY));
    });
}

#[test]
fn a_flood_closes_one_socket_and_disturbs_nobody() {
    run(async {
        let world = world().await;
        let page = world.page("flood");
        let ana = world.person(OPEN, "ana").await;
        let reader = world.stranger(OPEN);
        let (mut calm, mut wild) = (reader.listens(&page).await, reader.listens(&page).await);
        for _ in 0..500 {
            wild.says(&"x".repeat(10_000)).await;
        }
        assert!(
            matches!(wild.hears().await, Err(CLOSE_POLICY | 1006)),
            "the flood goes on"
        );
        ana.posts(&page, "Still here.").await;
        assert!(calm.hears_version().await > 0);
    });
}

#[test]
fn without_an_upgrade_the_route_says_so() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        reader
            .request("GET", "/live")
            .query("page", "x")
            .send()
            .await
            .refused(ProblemCode::UpgradeNeeded);
        let mut evil = world.stranger(OPEN);
        evil.origin = "https://elsewhere.example".to_owned();
        assert_eq!(evil.tries_to_listen("x").await.err(), Some(403));
        assert_eq!(
            world.stranger("nowhere").tries_to_listen("x").await.err(),
            Some(404)
        );
    });
}

#[test]
fn a_quiet_socket_survives() {
    run(async {
        let world = world().await;
        let page = world.page("quiet");
        let ana = world.person(OPEN, "ana").await;
        let mut socket = world.stranger(OPEN).listens(&page).await;
        // Longer than workerd keeps an idle object in memory.
        wait::never("the socket closes", Duration::from_secs(12), || async {
            None::<()>
        })
        .await;
        ana.posts(&page, "Are you there?").await;
        assert!(socket.hears_version().await > 0);
    });
}

#[test]
fn after_a_restart_readers_come_back_and_hear_again() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        let mut before = world.stranger(OPEN).listens("restart").await;
        world.stack.worker().kill().expect("killed");
        assert!(before.hears().await.is_err());
        world.stack.worker().start().expect("started");
        let mut after = world.stranger(OPEN).listens("restart").await;
        ana.posts("restart", "Back again.").await;
        assert!(after.hears_version().await > 0);
    });
}

#[test]
fn pages_without_comments_have_no_rooms_of_their_own() {
    run(async {
        let world = World::start(deployment()).await;
        let reader = world.stranger(OPEN);
        for n in 0..200 {
            reader.listens(&format!("made-up-{n}")).await;
        }
        let rooms = world.stack.data().join("objects/bedside-live-room");
        let files = std::fs::read_dir(&rooms).expect("rooms").flatten();
        let files = files.filter(|file| file.path().extension().is_some_and(|end| end == "sqlite"));
        let count = files.count();
        assert!((1..=64).contains(&count), "{count} rooms");
    });
}

#[test]
fn who_waits_for_the_first_comment_hears_of_it_and_moves_on() {
    run(async {
        let world = world().await;
        let page = world.page("first");
        let ana = world.person(OPEN, "ana").await;
        let mut reader = world.stranger(OPEN).listens(&page).await;
        let mut heard = Vec::new();
        for n in 0..40 {
            let text = format!("Number {n}.");
            ana.posts(&page, &text).await;
            match reader.hears().await {
                Ok(said) => heard.push(said),
                Err(code) => {
                    assert_eq!(code, CLOSE_MOVED);
                    reader = world.stranger(OPEN).listens(&page).await;
                    break;
                }
            }
        }
        assert!((10..40).contains(&heard.len()), "heard {}", heard.len());
        ana.posts(&page, "In a room of its own.").await;
        assert!(reader.hears_version().await > 32);
    });
}
