//! The budget of live connections that all rooms of a process share.

use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{World, run, wait};

#[test]
fn the_budget_is_shared_by_all_rooms_and_comes_back() {
    run(async {
        let mut deployment = deployment();
        deployment["live_sockets"] = 4.into();
        let world = World::start(deployment).await;
        let reader = world.stranger(OPEN);
        let pages: Vec<_> = (0..6).map(|_| world.page("budget")).collect();
        // One that has a thread, and so a room of its own; the others share some.
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&pages[0], "Hello.").await;
        let mut open = Vec::new();
        for page in &pages[..4] {
            open.push(reader.listens(page).await);
        }
        for page in [&pages[0], &pages[5]] {
            let refused = reader.tries_to_listen(page).await;
            assert_eq!(refused.err(), Some(503));
        }
        // The rest goes on, and those who are in hear of news.
        world.asks("GET", "/healthz").await.expect(200);
        ana.posts(&pages[0], "More.").await;
        open[0].hears_version().await;
        reader
            .reads_until(&pages[0], "both", |view| view.total == 2)
            .await;
        // Whoever leaves makes room, with or without a goodbye.
        drop(open.pop());
        let late = wait::until("room for one more", || async {
            reader.tries_to_listen(&pages[5]).await.ok()
        });
        let _late = late.await;
        assert_eq!(reader.tries_to_listen(&pages[4]).await.err(), Some(503));
    });
}

#[test]
fn few_rooms_are_woken_at_one_time_whatever_pages_are_made_up() {
    run(async {
        let mut deployment = deployment();
        deployment["live_sockets"] = 40.into();
        let world = World::start(deployment).await;
        let reader = world.stranger(OPEN);
        let mut open = Vec::new();
        let mut refused = 0;
        // Pages without comments share 64 rooms: these are in some thirty of them.
        for n in 0..40 {
            match reader.tries_to_listen(&format!("made-up-{n}")).await {
                Ok(socket) => open.push(socket),
                Err(status) => {
                    assert_eq!(status, 503);
                    refused += 1;
                }
            }
        }
        assert!(
            open.len() >= 10 && refused > 10,
            "{} open, {refused} refused",
            open.len()
        );
        // A room that is awake takes more, and the rest goes on.
        reader.listens("made-up-0").await;
        world.asks("GET", "/healthz").await.expect(200);
    });
}
