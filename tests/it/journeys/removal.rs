//! Moderators take a published comment down and bring it back.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

#[test]
fn a_moderator_removes_with_a_reason_and_restores() {
    run(async {
        let world = world().await;
        let page = world.page("removing");
        let url = plain_page(world, OPEN, &page);
        let (ana, ben, mia) = (visitor().await, visitor().await, visitor().await);
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Buy my miracle pills.").await;
        ana.comment("Buy my miracle pills.").await;
        let posted = world.stranger(OPEN).reads(&page).await.items.remove(0);
        let response = world.person(OPEN, "ben").await;
        response.replies(&page, &posted, "Please do not.").await;
        ben.opens(&url).await;
        ben.comment("Buy my miracle pills.").await;
        mia.opens(&url).await;
        mia.signs_in_as("Mia").await;

        let comment = mia.comment("Buy my miracle pills.").await;
        comment.button("More").await.click().await;
        mia.button("Remove").await.click().await;
        mia.is_accessible("the reason for a removal").await;
        mia.get("textbox", "Reason")
            .await
            .write("We sell nothing here.")
            .await;
        mia.button("Remove comment").await.click().await;
        mia.comment("Removed by a moderator").await;
        mia.button("Undo").await;
        mia.is_accessible("a removed comment").await;
        // Who decides reads by whom and why, and nobody else does.
        mia.until_shown("The moderator wrote: We sell nothing here.")
            .await;
        // On other open pages, too, with the answer left in its place.
        ben.comment("Removed by a moderator").await;
        ben.comment("Please do not.").await;
        ben.loses_text("Buy my miracle pills.").await;
        // The author is told why when the time to undo is over.
        ana.until_shown("We sell nothing here.").await;

        mia.loses("button", "Undo").await;
        let comment = mia.comment("Removed by a moderator").await;
        comment.button("More").await.click().await;
        mia.button("Restore").await.click().await;
        mia.comment("Buy my miracle pills.").await;
        ben.comment("Buy my miracle pills.").await;
    });
}

#[test]
fn a_removal_is_undone_in_its_place() {
    run(async {
        let world = world().await;
        let page = world.page("undone");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Quite harmless.").await;
        let mia = visitor().await;
        mia.opens(&plain_page(world, OPEN, &page)).await;
        mia.signs_in_as("Mia").await;
        let comment = mia.comment("Quite harmless.").await;
        comment.button("More").await.click().await;
        mia.button("Remove").await.click().await;
        mia.button("Remove comment").await.click().await;
        mia.loses_text("Quite harmless.").await;
        let focused = wait::until("the focus is on Undo", || mia.focused()).await;
        assert!(focused.is_called("Undo"));
        mia.presses("Enter").await;
        mia.comment("Quite harmless.").await;
        mia.loses("button", "Undo").await;
        let reader = world.stranger(OPEN);
        reader
            .reads_until(&page, "the comment is back", |v| v.total == 1)
            .await;
    });
}
