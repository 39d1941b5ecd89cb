//! Authors take back what they wrote.

use bedside_tests::browser::{Node, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

/// Opens the menu of a comment and chooses from it.
async fn chooses(somebody: &Visitor, comment: &Node, choice: &str) {
    comment.button("More").await.click().await;
    somebody.button(choice).await.click().await;
}

#[test]
fn an_author_deletes_with_one_press_and_can_undo_it() {
    run(async {
        let world = world().await;
        let page = world.page("deleting");
        let url = plain_page(world, OPEN, &page);
        let (ana, ben) = (visitor().await, visitor().await);
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.posts("I said too much at night.").await;
        ben.opens(&url).await;
        ben.comment("I said too much at night.").await;

        let mine = ana.comment("I said too much at night.").await;
        chooses(&ana, &mine, "Delete").await;
        ana.comment("Deleted").await;
        ana.until_shown("You can undo this for ten seconds.").await;
        ana.is_accessible("a deleted comment").await;
        let focused = wait::until("the focus is on Undo", || ana.focused()).await;
        assert!(focused.is_called("Undo"));
        ben.loses_text("I said too much at night.").await;

        ana.presses("Enter").await;
        ana.comment("I said too much at night.").await;
        ben.comment("I said too much at night.").await;
    });
}

#[test]
fn what_was_answered_keeps_its_place_without_name_and_text() {
    run(async {
        let world = world().await;
        let page = world.page("answered");
        let ben = world.person(OPEN, "ben").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Has anybody tried this?").await;
        ana.comment("Has anybody tried this?").await;
        let asked = ben.reads(&page).await.items.remove(0);
        ben.replies(&page, &asked, "Yes, and it helped.").await;
        ana.reads("Yes, and it helped.").await;

        let mine = ana.comment("Has anybody tried this?").await;
        chooses(&ana, &mine, "Delete").await;
        ana.comment("Deleted").await;
        let eve = visitor().await;
        eve.opens(&plain_page(world, OPEN, &page)).await;
        eve.comment("Deleted by its author").await;
        eve.comment("Yes, and it helped.").await;
        assert!(!eve.shows(&asked.author).await, "the name is still there");
    });
}

#[test]
fn a_waiting_comment_can_be_withdrawn() {
    run(async {
        let world = world().await;
        let page = world.page("withdrawn");
        let ana = visitor().await;
        ana.opens(&plain_page(world, CAREFUL, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("On second thoughts.").await;
        let mine = ana.comment("On second thoughts.").await;
        mine.until_shows("Waiting for approval").await;
        chooses(&ana, &mine, "Delete").await;
        ana.comment("Deleted").await;
        ana.loses_text("On second thoughts.").await;
        let mia = world.person(CAREFUL, "mia").await;
        let queue = mia.queue(None).await;
        assert!(!queue.items.iter().any(|entry| entry.page == page));
    });
}

#[test]
fn the_menu_is_worked_by_keyboard_and_only_one_is_open() {
    run(async {
        let world = world().await;
        let page = world.page("menu");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "The first one.").await;
        ben.posts(&page, "The second one.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        let first = ana.comment("The first one.").await;
        let second = ana.comment("The second one.").await;
        first.button("More").await.focus().await;
        ana.presses("Enter").await;
        ana.button("Report").await;
        ana.is_accessible("an open menu").await;
        ana.presses("Escape").await;
        ana.loses("button", "Report").await;
        assert!(ana.focused().await.expect("a focus").is_called("More"));

        first.button("More").await.click().await;
        ana.button("Report").await;
        second.button("More").await.click().await;
        wait::until("the second menu alone is open", || async {
            let of_first = first.find("button", "Report").await;
            let of_second = second.find("button", "Report").await;
            (of_first.is_none() && of_second.is_some()).then_some(())
        })
        .await;
        ana.get("textbox", "Write a comment").await.click().await;
        ana.loses("button", "Report").await;
    });
}
