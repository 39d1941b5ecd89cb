//! `#comment-ID`: the comment is scrolled to, focused and so announced.

use bedside_tests::browser::visitor;
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

#[test]
fn a_permalink_opens_the_page_at_its_comment() {
    run(async {
        let world = world().await;
        let page = world.page("deep-link");
        world.imports(OPEN, &page, &[None; 180]).await;
        let reader = world.stranger(OPEN);
        let changes = reader
            .reads_until(&page, "the import", |v| v.total == 180)
            .await;
        let cursor = changes.next.expect("more");
        let call = reader
            .call("GET", "/thread")
            .query("page", &page)
            .query("as", "json")
            .query("cursor", &cursor);
        let second: bedside_wire::ThreadView = call.answer().await.json();
        let target = &second.items[30];
        let url = HostPage::new("Long article")
            .body("<p style=\"height:3000px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.opens(&format!("{url}#comment-{}", target.id)).await;
        let focused = wait::until("the comment has the focus", || async {
            let node = ben.focused().await?;
            (node.role == "article").then_some(node)
        })
        .await;
        assert_eq!(
            focused.attribute("id").await,
            Some(format!("comment-{}", target.id))
        );
        let [_, top, _, _] = focused.place().await;
        let height: f64 = ben.eval("innerHeight").await;
        assert!(top >= 0.0 && top < height, "it is at {top} of {height}");
        assert!(
            focused.text().await.contains("Comment number 80."),
            "{}",
            focused.text().await
        );
        ben.button("Show earlier comments").await.click().await;
        ben.comment("Comment number 30.").await;
    });
}

#[test]
fn the_time_of_a_comment_is_its_permalink() {
    run(async {
        let world = world().await;
        let page = world.page("time");
        let author = world.person(OPEN, "ana").await;
        let first = author.posts(&page, "First of all.").await;
        author.posts(&page, "Second of all.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let comment = ben.comment("First of all.").await;
        comment
            .all("link")
            .await
            .first()
            .expect("a link")
            .click()
            .await;
        ben.until(
            "the address has it",
            &format!("location.hash === '#comment-{}'", first.id),
        )
        .await;
        wait::until("the comment has the focus", || async {
            ben.focused().await.filter(|node| node.role == "article")
        })
        .await;
    });
}

#[test]
fn a_link_to_a_comment_that_is_gone_still_shows_the_thread() {
    run(async {
        let world = world().await;
        let page = world.page("gone");
        world
            .person(OPEN, "ana")
            .await
            .posts(&page, "Still here.")
            .await;
        let ben = visitor().await;
        let url = plain_page(world, OPEN, &page);
        ben.opens(&format!(
            "{url}#comment-01890000-0000-7000-8000-000000000000"
        ))
        .await;
        ben.comment("Still here.").await;
    });
}
