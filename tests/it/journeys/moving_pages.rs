//! Moving and merging pages in the owner's panel.

use bedside_tests::browser::{Node, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{World, run, wait};
use bedside_xtask::paths;
use std::collections::BTreeMap;

/// Opens the owner's settings; the words are those of the page's language.
async fn opens_settings(olu: &Visitor, moderate: &str, settings: &str) {
    olu.button(moderate).await.click().await;
    let tab = wait::until("the settings' tab is shown", || async {
        let tabs = [olu.all("tab").await, olu.all("button").await].concat();
        tabs.into_iter().find(|node| node.name == settings)
    })
    .await;
    tab.click().await;
}

async fn fills(form: &Node, label: &str, text: &str) -> Node {
    let field = form.get("textbox", label).await;
    field.eval("function () { this.value = ''; }").await;
    field.write(text).await;
    field
}

/// Waits until the field says this and has the focus.
async fn is_told(olu: &Visitor, field: &Node, sentence: &str) {
    olu.until_shown(sentence).await;
    wait::until("the field has the focus", || async {
        let focused = olu.focused().await?;
        (focused.name == field.name).then_some(())
    })
    .await;
    assert_eq!(
        field.attribute("aria-invalid").await.as_deref(),
        Some("true")
    );
    let described = field
        .attribute("aria-describedby")
        .await
        .unwrap_or_default();
    let id = field.attribute("id").await.unwrap_or_default();
    assert_eq!(described, format!("{id}-error"));
}

#[test]
fn an_owner_tries_and_moves_pages_and_merges_two() {
    run(async {
        let world = World::start(deployment()).await;
        let old = "https://old.example/blog";
        let new = format!("{}/news", world.pages());
        for rest in ["one", "two"] {
            world
                .imports(LAB, &format!("{old}/{rest}"), &[None, Some(0)])
                .await;
        }
        world.imports(LAB, &format!("{new}/two"), &[None]).await;
        let olu = visitor().await;
        olu.opens(&plain_page(&world, LAB, "owner")).await;
        olu.signs_in_as("Olu").await;
        opens_settings(&olu, "Moderate", "Site settings").await;
        let remap = olu.get("group", "Move pages to a new address").await;
        let from = fills(&remap, "Old address", "").await;
        olu.announce("422");
        remap.button("Try it first").await.click().await;
        is_told(&olu, &from, "Fill in the old address.").await;
        olu.is_accessible("an error in the owner's panel").await;
        fills(&remap, "Old address", old).await;
        let into = fills(&remap, "New address", "https://elsewhere.example").await;
        olu.announce("403");
        remap.button("Try it first").await.click().await;
        is_told(&olu, &into, "not on one of the site’s own origins").await;
        fills(&remap, "New address", &new).await;
        remap.button("Try it first").await.click().await;
        olu.until_shown("This would move 2 pages with 4 comments.")
            .await;
        olu.until_shown("joined to another one: 1.").await;
        assert!(olu.shows("https://old.example/blog/one becomes").await);
        olu.is_accessible("what a move would do").await;
        remap.button("Move").await.click().await;
        olu.until_shown("Done. The pages are at their new address.")
            .await;
        let reader = world.stranger(LAB);
        reader
            .reads_until(&format!("{new}/two"), "the move", |view| view.total == 3)
            .await;
        // By keyboard: from the first address to the button.
        let merge = olu.get("group", "Make one discussion of two pages").await;
        fills(&merge, "Page that goes", &format!("{new}/one")).await;
        olu.presses("Tab").await;
        olu.types(&format!("{new}/two")).await;
        olu.presses("Tab").await;
        olu.presses("Tab").await;
        assert_eq!(
            olu.focused().await.map(|node| node.name),
            Some("Merge".into())
        );
        olu.presses("Enter").await;
        reader
            .reads_until(&format!("{old}/one"), "the merge", |view| view.total == 5)
            .await;
        wait::until("the form says so", || async {
            merge.text().await.contains("Done.").then_some(())
        })
        .await;
    });
}

#[test]
fn the_panel_is_mirrored_where_the_language_is() {
    run(async {
        let world = World::start(deployment()).await;
        let file = paths::root().join("edge-worker/i18n/lang/ar.json");
        let words = std::fs::read_to_string(file).expect("the Arabic words");
        let words: BTreeMap<String, String> = serde_json::from_str(&words).expect("a map");
        let olu = visitor().await;
        olu.uses_screen(400, 800).await;
        olu.opens(&plain_page(&world, OPEN, "owner")).await;
        olu.signs_in_as("Olu").await;
        let speak = "document.querySelector('bedside-thread').setAttribute('lang', 'ar')";
        olu.eval::<Option<()>>(speak).await;
        opens_settings(&olu, &words["moderate"], &words["settings.tab"]).await;
        let form = olu.get("group", &words["pages.move"]).await;
        let field = form.get("textbox", &words["pages.old"]).await;
        assert_eq!(
            field.attribute("dir").await.as_deref(),
            Some("ltr"),
            "addresses are"
        );
        let tries = form.button(&words["pages.try"]).await;
        let moves = form.button(&words["pages.move_now"]).await;
        let ([left, ..], [right, ..]) = (moves.place().await, tries.place().await);
        assert!(left < right, "the first button stands to the right");
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert!(!olu.eval::<bool>(wide).await, "wider than the phone");
        olu.is_accessible("the owner's panel in Arabic").await;
    });
}
