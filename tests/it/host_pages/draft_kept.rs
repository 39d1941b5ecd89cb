//! Text in the box outlives what replaces the thread around it.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

#[test]
fn trying_again_after_a_failed_module_keeps_the_text() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.cannot_reach(Some("_bg.wasm")).await;
        ana.announce("_bg.wasm");
        ana.announce("Bedside: ");
        ana.opens(&plain_page(world, OPEN, &world.page("again")))
            .await;
        let field = ana.get("textbox", "Write a comment").await;
        field.write("Half a thought.").await;
        let again = ana.button("Try again").await;
        ana.cannot_reach(None).await;
        again.click().await;
        ana.comes_to_life().await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.value, "Half a thought.");
        ana.signs_in_as("Ana").await;
        ana.button("Post").await.click().await;
        ana.comment("Half a thought.").await;
    });
}
