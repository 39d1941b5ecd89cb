//! Comments that arrive while somebody reads.

use bedside_tests::browser::visitor;
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{World, run, wait, world};

#[test]
fn new_comments_wait_behind_a_button_and_nothing_moves() {
    run(async {
        let world = world().await;
        let page = world.page("live");
        let author = world.person(OPEN, "ana").await;
        let first = author.posts(&page, "The first one.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let before = ben.comment("The first one.").await.place().await;
        ben.comes_to_life().await;
        author.replies(&page, &first, "The second one.").await;
        ben.button("1 new comment").await;
        author.posts(&page, "The third one.").await;
        let button = ben.button("2 new comments").await;
        assert_eq!(ben.comment("The first one.").await.place().await, before);
        assert_eq!(ben.count_comments().await, 1);
        ben.is_accessible("new comments wait").await;
        button.click().await;
        ben.comment("The second one.").await;
        ben.comment("The third one.").await;
        assert_eq!(ben.count_comments().await, 3);
    });
}

#[test]
fn a_reader_comes_back_to_the_room_after_the_worker_was_away() {
    run(async {
        let world = World::start(deployment()).await;
        let author = world.person(OPEN, "ana").await;
        let ben = visitor().await;
        ben.announce("network:");
        ben.announce("WebSocket");
        ben.announce("socket:");
        ben.opens(&plain_page(&world, OPEN, "away")).await;
        ben.comes_to_life().await;
        world.stack.worker().kill().expect("killed");
        wait::until("the socket is gone", || async {
            (ben.page_log.open_sockets() == 0).then_some(())
        })
        .await;
        world.stack.worker().start().expect("started");
        author.posts("away", "While you were gone.").await;
        ben.button("1 new comment").await;
    });
}

#[test]
fn who_goes_back_to_the_page_hears_of_what_arrives() {
    run(async {
        let world = world().await;
        let page = world.page("back");
        let author = world.person(OPEN, "ana").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comes_to_life().await;
        // Some browsers keep the page as it was, without its socket.
        ben.opens(&HostPage::new("Elsewhere").at(world)).await;
        author.posts(&page, "While you were elsewhere.").await;
        ben.tries_to_eval("history.back()").await;
        ben.reads("While you were elsewhere.").await;
        wait::until("there is a socket again", || async {
            (ben.page_log.sockets().len() > 1).then_some(())
        })
        .await;
        author.posts(&page, "Now that you are back.").await;
        ben.reads("Now that you are back.").await;
    });
}

#[test]
fn what_was_posted_while_the_page_was_hidden_is_found() {
    run(async {
        let world = world().await;
        let page = world.page("asleep");
        let author = world.person(OPEN, "ana").await;
        author.posts(&page, "Before.").await;
        let ben = visitor().await;
        ben.announce("network:");
        ben.announce("WebSocket");
        ben.announce("socket:");
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comes_to_life().await;
        ben.is_offline(true).await;
        author.posts(&page, "Meanwhile.").await;
        ben.is_offline(false).await;
        ben.button("1 new comment").await;
    });
}
