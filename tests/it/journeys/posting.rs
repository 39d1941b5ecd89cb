//! A reader posts.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

#[test]
fn a_comment_appears_at_once_and_is_marked_while_it_waits() {
    run(async {
        let world = world().await;
        let page = world.page("post");
        let ana = visitor().await;
        ana.opens(&plain_page(world, CAREFUL, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Has anybody tried **swimming**?").await;
        let comment = ana.comment("Has anybody tried swimming?").await;
        comment.until_shows("Waiting for approval").await;
        ana.is_accessible("a comment that waits").await;
        wait::until("the composer is empty again", || async {
            ana.find("textbox", "Write a comment")
                .await?
                .value
                .is_empty()
                .then_some(())
        })
        .await;
        // It is there after a reload too, and nobody else sees it.
        ana.opens(&ana.url().await).await;
        ana.comment("Has anybody tried swimming?")
            .await
            .until_shows("Waiting for approval")
            .await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, CAREFUL, &page)).await;
        ben.sees_the_thread().await;
        assert_eq!(ben.count_comments().await, 0);
    });
}

#[test]
fn who_posts_before_signing_in_is_asked_to_and_the_comment_goes_out() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("first")))
            .await;
        ana.sees_the_thread().await;
        ana.may_open_windows().await;
        ana.posts("Straight to the point.").await;
        let popup = ana.popup().await;
        popup.consents_as("Ana").await;
        popup.until_gone().await;
        ana.comment("Straight to the point.").await;
    });
}

#[test]
fn a_name_is_suggested_and_can_be_chosen() {
    run(async {
        let world = world().await;
        let page = world.page("name");
        let ben = visitor().await;
        ben.opens(&plain_page(world, bedside_tests::world::LAB, &page))
            .await;
        ben.signs_in_as("Ben").await;
        let field = ben.get("textbox", "Name to show").await;
        assert!(
            !field.value.is_empty() && !field.value.contains("Okonkwo"),
            "{:?}",
            field.value
        );
        field.write("Meadow").await;
        ben.posts("Under a name of my own.").await;
        let comment = ben.comment("Under a name of my own.").await;
        assert!(comment.name.starts_with("Meadow"), "{:?}", comment.name);
    });
}

#[test]
fn an_empty_and_an_endless_comment_are_stopped_before_they_are_sent() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("limits")))
            .await;
        ana.signs_in_as("Ana").await;
        ana.button("Post").await.click().await;
        ana.until_shown("Write your comment first.").await;
        ana.is_accessible("an empty comment").await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.states["invalid"], "true", "{:?}", field.states);
        let long = "x".repeat(bedside_domain::limits::BODY_CHARS + 7);
        ana.posts(&long).await;
        ana.until_shown("7 characters too many").await;
        ana.until_shown("Shorten your comment").await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.value.len(), long.len(), "the draft stays");
        let sent = ana.page_log.requests();
        assert!(
            !sent
                .iter()
                .any(|r| r.method == "POST" && r.url.ends_with("/comments")),
            "it was sent"
        );
    });
}

#[test]
fn a_draft_survives_a_reload() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("draft"));
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Not finished yet")
            .await;
        wait::never(
            "time to keep it",
            std::time::Duration::from_millis(1500),
            || async { None::<()> },
        )
        .await;
        ana.opens(&url).await;
        wait::until("the draft is back", || async {
            (ana.find("textbox", "Write a comment").await?.value == "Not finished yet")
                .then_some(())
        })
        .await;
    });
}

#[test]
fn an_author_edits_their_comment() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("edit")))
            .await;
        ana.signs_in_as("Ana").await;
        ana.posts("Two minuts of rest.").await;
        ana.comment("Two minuts of rest.")
            .await
            .button("Edit")
            .await
            .click()
            .await;
        let field = ana.get("textbox", "Edit your comment").await;
        assert_eq!(field.value, "Two minuts of rest.");
        ana.is_accessible("editing").await;
        field.write("Two minutes of rest.").await;
        ana.button("Save").await.click().await;
        ana.comment("Two minutes of rest.")
            .await
            .until_shows("edited")
            .await;
        assert_eq!(ana.count_comments().await, 1);
    });
}

#[test]
fn pressing_post_many_times_posts_once() {
    run(async {
        let world = world().await;
        let page = world.page("often");
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.has_network(300, 1_600_000).await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Only once.")
            .await;
        let post = ana.button("Post").await;
        for _ in 0..5 {
            post.click().await;
        }
        ana.comment("Only once.").await;
        let reader = world.stranger(OPEN);
        wait::never(
            "a second comment",
            std::time::Duration::from_secs(1),
            || async { (reader.reads_changes(&page, 0).await.total > 1).then_some(()) },
        )
        .await;
    });
}
