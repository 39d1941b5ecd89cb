//! Muting, by any name and in any tab.

use super::{opens_options, until_seen};
use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{World, run, world};
use serde_json::json;

const DOCTOR: &str = "Take it with milk.";
const OTHER: &str = "Ask an MD first.";

/// Two comments, one of them by somebody with a comma in their name.
async fn is_written(world: &World, page: &str) {
    let time = "2025-03-04T05:06:07Z";
    let comments = json!([
        { "ref": "r0", "parent": null, "author": "Ana Lee, MD", "time": time, "body": DOCTOR },
        { "ref": "r1", "parent": null, "author": "Olu", "time": time, "body": OTHER },
    ]);
    let sent = json!({ "page": { "key": page }, "comments": comments });
    let response = world.as_operator(OPEN, "/import", &sent).await;
    response.expect(200);
}

async fn mutes(ben: &Tab, text: &str) {
    let article = ben.comment(text).await;
    article.button("Mute").await.click().await;
}

async fn list(ben: &Tab) -> String {
    ben.get("textbox", "Hide comments by or with").await.value
}

#[test]
fn who_has_a_comma_in_their_name_is_muted_once_and_alone() {
    run(async {
        let world = world().await;
        let page = world.page("comma");
        is_written(world, &page).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        opens_options(&ben).await;
        mutes(&ben, DOCTOR).await;
        until_seen(&ben, &[OTHER]).await;
        let muted = "@\"Ana Lee, MD\"";
        assert_eq!(list(&ben).await, muted);

        // Who looked at a comment all the same may have enough of it.
        ben.button("Show").await.click().await;
        until_seen(&ben, &[DOCTOR, OTHER]).await;
        mutes(&ben, DOCTOR).await;
        until_seen(&ben, &[OTHER]).await;
        assert_eq!(list(&ben).await, muted);

        ben.opens(&ben.url().await).await;
        ben.comes_to_life().await;
        until_seen(&ben, &[OTHER]).await;
    });
}

#[test]
fn what_was_muted_in_two_tabs_is_muted_in_both() {
    run(async {
        let world = world().await;
        let page = world.page("two-tabs");
        is_written(world, &page).await;
        let url = plain_page(world, OPEN, &page);
        let ben = visitor().await;
        ben.opens(&url).await;
        opens_options(&ben).await;
        let second = ben.another_tab().await;
        second.opens(&url).await;
        opens_options(&second).await;
        mutes(&ben, DOCTOR).await;
        until_seen(&ben, &[OTHER]).await;
        mutes(&second, OTHER).await;
        until_seen(&second, &[]).await;
        second.opens(&url).await;
        until_seen(&second, &[]).await;
        opens_options(&second).await;
        assert_eq!(list(&second).await, "@\"Ana Lee, MD\", @Olu");
    });
}
