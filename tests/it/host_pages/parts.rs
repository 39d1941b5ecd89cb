//! Parts: a page's style reaches what the README names, and nothing else.

use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::{HostPage, script_tag};
use bedside_tests::world::{OPEN, demo_world};
use bedside_tests::{run, wait, world};

/// A property of the first element of the thread that fits, as it is shown.
async fn computed(tab: &Tab, selector: &str, property: &str) -> String {
    let found =
        format!("document.querySelector('bedside-thread').shadowRoot.querySelector({selector:?})");
    tab.eval(&format!(
        "getComputedStyle({found}).getPropertyValue({property:?})"
    ))
    .await
}

#[test]
fn a_page_styles_parts_by_name_and_nothing_by_class() {
    run(async {
        let world = world().await;
        let page = world.page("parts");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "A comment.").await;
        let style = "<style>\
                     bedside-thread::part(author) { color: rgb(1, 2, 3) }\
                     bedside-thread::part(button) { border-radius: 7px }\
                     bedside-thread::part(text) { font-style: oblique }\
                     .soft, .who, [part=comment] { color: rgb(4, 5, 6) }</style>";
        let url = HostPage::new("Parts")
            .head(style)
            .body(&script_tag(OPEN, &page))
            .at(world);
        let reader = visitor().await;
        reader.opens(&url).await;
        reader.comment("A comment.").await;
        let own = "rgb(4, 5, 6)";
        assert_eq!(
            computed(&reader, "article b", "color").await,
            "rgb(1, 2, 3)"
        );
        assert_ne!(computed(&reader, "article", "color").await, own);
        for button in ["#sign-in", "article button"] {
            let corners = computed(&reader, button, "border-top-left-radius").await;
            assert_eq!(corners, "7px", "{button}");
        }
        // Hydration takes the parts over; none is lost.
        reader.button("Reply").await.click().await;
        reader.button("Cancel").await;
        let written = computed(&reader, "article p", "font-style").await;
        // Newer engines say `italic` of both.
        let slanted = ["oblique", "italic"]
            .iter()
            .any(|slant| written.starts_with(slant));
        assert!(slanted, "{written}");
        assert_eq!(
            computed(&reader, "article b", "color").await,
            "rgb(1, 2, 3)"
        );
    });
}

#[test]
fn the_playground_shows_parts_and_the_lines_for_them() {
    run(async {
        let world = demo_world().await;
        let ana = visitor().await;
        ana.opens(&format!("{}/themes.html", world.pages())).await;
        ana.get("checkbox", "Comments as cards, by parts")
            .await
            .click()
            .await;
        wait::until("the comments are cards", || async {
            let there: bool = ana
                .eval("!!document.querySelector('bedside-thread')?.shadowRoot?.querySelector('article')")
                .await;
            if !there {
                return None;
            }
            let edge = computed(&ana, "article", "border-inline-end-style").await;
            (edge == "solid").then_some(())
        })
        .await;
        let lines: String = ana
            .eval("document.getElementById('lines').textContent")
            .await;
        assert!(lines.contains("bedside-thread::part(comment)"), "{lines}");
        assert!(!lines.contains(".cards"), "{lines}");
    });
}
