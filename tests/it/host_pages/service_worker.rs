//! A host whose service worker answers from what it keeps.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

#[test]
fn a_page_kept_for_reading_offline_shows_ones_own_comment() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Kept")
            .head("<script src=\"/offline-first.js\" defer></script>")
            .thread(OPEN, &world.page("kept"))
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.until(
            "the service worker answers",
            "!!navigator.serviceWorker.controller",
        )
        .await;
        // What is fetched from here on is kept.
        ana.opens(&url).await;
        ana.sees_the_thread().await;
        ana.signs_in_as("Ana").await;
        ana.posts("Written after it was kept.").await;
        ana.comment("Written after it was kept.").await;
        ana.opens(&url).await;
        ana.comment("Written after it was kept.").await;
        ana.is_signed_in().await;
    });
}
