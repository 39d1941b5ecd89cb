//! A site's own words in the widget, before and after it comes to life.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, deployment};
use bedside_tests::{World, run};
use serde_json::json;

#[test]
fn own_words_are_read_before_and_after_the_widget_comes_to_life() {
    run(async {
        let mut whole = deployment();
        whole["sites"][LAB]["texts"] = json!({ "en": {
            "write_comment": "Ask our nurses",
            "settings.people": "Our team",
        } });
        let world = World::start(whole).await;
        let olu = visitor().await;
        olu.opens(&plain_page(&world, LAB, "own-words")).await;
        olu.get("textbox", "Ask our nurses").await;
        olu.comes_to_life().await;
        olu.get("textbox", "Ask our nurses").await;
        olu.signs_in_as("Olu").await;
        olu.get("textbox", "Ask our nurses").await;
        // The second module reads the same words.
        olu.button("Moderate").await.click().await;
        olu.get("tab", "Site settings").await.click().await;
        olu.get("heading", "Our team").await;
    });
}
