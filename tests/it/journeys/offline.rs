//! The network goes away while somebody writes.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

#[test]
fn a_comment_posted_offline_is_kept_and_goes_out_once_later() {
    run(async {
        let world = world().await;
        let page = world.page("offline");
        let ana = visitor().await;
        ana.announce("network:");
        ana.announce("WebSocket");
        ana.announce("socket:");
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.is_offline(true).await;
        ana.until_shown("You are offline").await;
        ana.posts("Written on a train.").await;
        ana.until_shown("We cannot reach the comments").await;
        ana.is_accessible("offline").await;
        assert_eq!(
            ana.get("textbox", "Write a comment").await.value,
            "Written on a train."
        );
        ana.is_offline(false).await;
        ana.button("Post").await.click().await;
        ana.comment("Written on a train.").await;
        assert_eq!(world.stranger(OPEN).reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn an_answer_that_gets_lost_does_not_double_the_comment() {
    run(async {
        let world = world().await;
        let page = world.page("lost");
        let ana = visitor().await;
        ana.announce("network:");
        ana.announce("WebSocket");
        ana.announce("socket:");
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        // The request arrives, its answer does not: the worker is asked for
        // real, and the page is told that the network failed.
        let lose = "(() => { const real = window.fetch; let lost = 0; window.fetch = async (...a) => { \
                    const r = await real(...a); const url = a[0].url ?? String(a[0]); \
                    const method = a[1]?.method ?? a[0].method; \
                    if (method === 'POST' && url.endsWith('/comments') && lost++ === 0) throw new TypeError('lost'); \
                    return r; }; return 0; })()";
        ana.eval::<u32>(lose).await;
        ana.posts("Sent twice, kept once.").await;
        let reader = world.stranger(OPEN);
        wait::until("it has arrived", || async {
            (reader
                .request("GET", "/thread/changes")
                .query("page", &page)
                .query("since", "0")
                .send()
                .await
                .status
                == 200)
                .then_some(())
        })
        .await;
        if ana.find_comment("Sent twice, kept once.").await.is_none() {
            wait::until("it can be sent again, or was", || async {
                let again = ana.shows("We cannot reach the comments").await;
                (again || ana.find_comment("Sent twice, kept once.").await.is_some()).then_some(())
            })
            .await;
            if ana.find_comment("Sent twice, kept once.").await.is_none() {
                ana.button("Post").await.click().await;
            }
        }
        ana.comment("Sent twice, kept once.").await;
        assert_eq!(reader.reads_changes(&page, 0).await.total, 1);
    });
}
