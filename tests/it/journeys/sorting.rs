//! The order of a thread.

use bedside_tests::browser::{Settings, Visitor, visitor, visitor_with};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

async fn texts(ben: &Visitor) -> Vec<String> {
    ben.eval(
        "[...document.querySelector('bedside-thread').shadowRoot.querySelectorAll('article .text')] \
         .map((text) => text.textContent)",
    )
    .await
}

async fn until_first(ben: &Visitor, text: &str) {
    wait::until(format!("{text:?} is on top"), || async {
        (texts(ben).await.first()? == text).then_some(())
    })
    .await;
}

#[test]
fn the_newest_come_first_when_the_reader_wants() {
    run(async {
        let world = world().await;
        let page = world.page("newest-first");
        let mut parents = vec![None; 70];
        parents[69] = Some(0);
        world.imports(OPEN, &page, &parents).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let button = ben.button("Newest first").await;
        button.focus().await;
        ben.presses("Enter").await;
        until_first(&ben, "Comment number 68.").await;
        assert_eq!(ben.count_comments().await, 50);
        let focused = ben.focused().await.expect("a focus");
        assert_eq!(
            focused.name, "Oldest first",
            "the focus stays on the button"
        );
        ben.is_accessible("a thread with the newest on top").await;

        // The rest of the list comes in the same order.
        ben.button("Load more").await.click().await;
        wait::until("all are shown", || async {
            (ben.count_comments().await == 70).then_some(())
        })
        .await;
        let all = texts(&ben).await;
        assert_eq!(
            all[67..],
            [
                "Comment number 1.",
                "Comment number 0.",
                "Comment number 69."
            ]
        );

        // What arrives belongs on top, when the reader asks for it.
        world
            .person(OPEN, "ana")
            .await
            .posts(&page, "The newest of all.")
            .await;
        ben.button("1 new comment").await.click().await;
        until_first(&ben, "The newest of all.").await;

        ben.button("Oldest first").await.click().await;
        until_first(&ben, "Comment number 0.").await;
    });
}

#[test]
fn the_plain_page_offers_the_other_order_as_a_link() {
    run(async {
        let world = world().await;
        let page = world.page("plain-order");
        world.imports(OPEN, &page, &[None; 60]).await;
        let ben = visitor_with(Settings::NO_SCRIPTS).await;
        ben.opens(&format!(
            "{}/v1/sites/{OPEN}/thread?page={page}",
            world.worker()
        ))
        .await;
        ben.get("link", "Newest first").await.click().await;
        ben.until_shown("Comment number 59.").await;
        ben.get("link", "Load more").await.click().await;
        ben.until_shown("Comment number 0.").await;
        assert!(!ben.shows("Comment number 59.").await);
        ben.get("link", "Oldest first").await;
    });
}
