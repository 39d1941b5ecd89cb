//! The name that a form shows is the one that is published.

use bedside_client::person::comment;
use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, OPEN};
use bedside_tests::{run, wait, world};

/// Waits until header and form show a name.
async fn is_called(person: &Visitor, name: &str) {
    person.until_shown(&format!("Signed in as {name}")).await;
    wait::until(format!("the form says {name}"), || async {
        (person.find("textbox", "Name to show").await?.value == name).then_some(())
    })
    .await;
}

/// Posts a comment under the name that the form shows.
async fn posts_as(person: &Visitor, name: &str, text: &str) {
    person.posts(text).await;
    let comment = person.comment(text).await;
    assert!(comment.name.starts_with(name), "{:?}", comment.name);
    comment.until_shows("Waiting for approval").await;
}

#[test]
fn the_name_in_the_form_is_the_name_that_is_published() {
    run(async {
        let world = world().await;
        let page = world.page("renamed");
        let ana = visitor().await;
        ana.opens(&plain_page(world, LAB, &page)).await;
        ana.signs_in_as("Ana").await;
        let before = ana.get("textbox", "Name to show").await.value;
        assert!(!before.is_empty());

        let name = ana.get("textbox", "Name to show").await;
        name.write("Temp Heron").await;
        posts_as(&ana, "Temp Heron", "Under another name.").await;
        is_called(&ana, "Temp Heron").await;
        posts_as(&ana, "Temp Heron", "The second one.").await;

        // Back again, without a reload between.
        ana.get("textbox", "Name to show")
            .await
            .write(&before)
            .await;
        posts_as(&ana, &before, "Under the first name.").await;
        is_called(&ana, &before).await;

        // Nobody's name is not the old one.
        ana.get("textbox", "Name to show").await.write("").await;
        ana.posts("Under no name.").await;
        ana.until_shown("Enter the name to show.").await;
        ana.is_accessible("an empty name").await;
    });
}

#[test]
fn a_taken_name_can_be_changed_for_a_free_one_with_one_press() {
    run(async {
        let world = world().await;
        let page = world.page("name-taken");
        let ben = world.person(OPEN, "ben").await;
        let mut sent = comment(&page, None, "First.");
        sent.name = Some("Cornflower".to_owned());
        ben.request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .expect(201);

        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.announce("422");
        ana.get("textbox", "Name to show")
            .await
            .write("Cornflower")
            .await;
        ana.posts("Second.").await;
        ana.until_shown("Somebody else in this discussion has this name.")
            .await;
        ana.is_accessible("a name that is taken").await;
        ana.button("Post as Cornflower 2").await.click().await;
        let comment = ana.comment("Second.").await;
        assert!(
            comment.name.starts_with("Cornflower 2"),
            "{:?}",
            comment.name
        );
        is_called(&ana, "Cornflower 2").await;
    });
}
