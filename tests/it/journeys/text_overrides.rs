//! A site's own words in the widget, before and after it comes to life.

use bedside_tests::browser::{Node, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, deployment};
use bedside_tests::{World, run, wait};
use serde_json::{Value, json};

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

/// Opens the owner's settings at the texts.
async fn opens_texts(olu: &Visitor) -> Node {
    olu.button("Moderate").await.click().await;
    olu.get("tab", "Site settings").await.click().await;
    olu.get("region", "Words").await
}

/// Looks for texts, and opens the field of one.
async fn finds(olu: &Visitor, words: &str, said: &str) -> Node {
    let search = olu.get("searchbox", "Search in the texts").await;
    search.write(words).await;
    let edit = olu.button(&format!("Edit {said}")).await;
    edit.click().await;
    olu.get("textbox", &format!("Your text {said}")).await
}

/// The value of a field.
async fn written(field: &Node) -> Value {
    field.eval("function () { return this.value; }").await
}

#[test]
fn an_owner_says_a_text_in_other_words_and_goes_back() {
    run(async {
        let world = World::start(deployment()).await;
        let page = plain_page(&world, LAB, "rewording");
        let (olu, reader) = (visitor().await, visitor().await);
        olu.opens(&page).await;
        olu.signs_in_as("Olu").await;
        let list = opens_texts(&olu).await;
        olu.until_shown("Texts found: ").await;
        let shown = || async {
            let buttons = list.all("button").await.into_iter();
            buttons.filter(|b| b.name.starts_with("Edit ")).count()
        };
        let first = shown().await;
        list.button("Load more").await.click().await;
        wait::until("more texts are shown", || async {
            (shown().await > first).then_some(())
        })
        .await;
        let field = finds(&olu, "write a comm", "Write a comment").await;
        assert_eq!(shown().await, 1);
        olu.is_accessible("a text that is changed").await;
        field.write("Ask our nurses").await;
        list.button("Save").await.click().await;
        olu.until_shown("Saved. An open page").await;
        list.button("Edit Ask our nurses").await;
        // Somebody else, on another visit.
        reader.opens(&page).await;
        reader.get("textbox", "Ask our nurses").await;
        list.button("Back to the standard text").await.click().await;
        list.button("Edit Write a comment").await;
        wait::until("the field has the focus", || async {
            let name = olu.focused().await?.name;
            (name == "Your text Write a comment").then_some(())
        })
        .await;
        // WebKit calls it a fault when the next visit cuts a request short.
        reader.page_log.announce("due to access control checks");
        wait::until("the standard text is read", || async {
            reader.opens(&page).await;
            reader.find("textbox", "Write a comment").await
        })
        .await;
    });
}

#[test]
fn a_text_that_does_not_fit_stays_in_its_field_with_the_reason() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = visitor().await;
        olu.opens(&plain_page(&world, LAB, "misfit")).await;
        olu.signs_in_as("Olu").await;
        let list = opens_texts(&olu).await;
        let search = olu.get("searchbox", "Search in the texts").await;
        search.write("no such words at all").await;
        olu.until_shown("No text has “no such words at all” in it.")
            .await;
        let field = finds(&olu, "reply_to", "Reply to {name}").await;
        assert!(list.text().await.contains("Keep in the text: {name}"));
        field.write("Answer").await;
        // By keyboard: from the field to the button and back.
        olu.presses("Tab").await;
        assert_eq!(
            olu.focused().await.map(|node| node.name),
            Some("Save".into())
        );
        olu.presses("Enter").await;
        olu.until_shown("Put {name} back into the text").await;
        wait::until("the field has the focus", || async {
            let name = olu.focused().await?.name;
            (name == "Your text Reply to {name}").then_some(())
        })
        .await;
        olu.is_accessible("a text that does not fit").await;
        assert_eq!(
            field.attribute("aria-invalid").await.as_deref(),
            Some("true")
        );
        assert_eq!(written(&field).await, "Answer");
        // What is being written stays in sight, whatever is looked for.
        search.write("cancel").await;
        olu.button("Edit Cancel").await;
        assert_eq!(written(&field).await, "Answer");
        field.write("Answer {name}").await;
        list.button("Save").await.click().await;
        olu.until_shown("Saved. An open page").await;
        let said = world.person(LAB, "olu").await.text_overrides("en").await;
        let said = said.iter().find(|text| text.key == "reply_to");
        assert_eq!(
            said.and_then(|text| text.own.as_deref()),
            Some("Answer {name}")
        );
    });
}
