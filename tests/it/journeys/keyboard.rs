//! Everything by keyboard alone.

use bedside_tests::browser::{Tab, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

/// Presses Tab until the focus is on something with this name. At the end of the
/// page it turns round: not every engine's driven keys go through the browser's
/// own controls and begin again at the top.
async fn tabs_to(tab: &Tab, name: &str) {
    let (mut seen, mut key) = (Vec::new(), "Tab");
    for _ in 0..40 {
        tab.presses(key).await;
        let Some(node) = tab.focused().await else {
            continue;
        };
        if seen.last() == Some(&node.name) {
            key = "Shift+Tab";
        }
        seen.push(node.name.clone());
        if node.is_called(name) {
            let [_, _, width, height] = node.place().await;
            assert!(
                width > 0.0 && height > 0.0,
                "{name} has the focus and is not to be seen"
            );
            return;
        }
    }
    panic!("{name:?} is not reached with Tab: {seen:?}");
}

async fn signs_in(somebody: &Visitor, persona: &str) {
    tabs_to(somebody, "Sign in").await;
    somebody.may_open_windows().await;
    somebody.presses("Enter").await;
    let popup = somebody.popup().await;
    popup.button(persona).await;
    tabs_to(&popup, persona).await;
    popup.presses("Enter").await;
    popup.button("Continue").await;
    tabs_to(&popup, "Continue").await;
    popup.presses("Enter").await;
    popup.until_gone().await;
    somebody.is_signed_in().await;
}

#[test]
fn the_whole_path_is_walked_without_a_mouse() {
    run(async {
        let world = world().await;
        let page = world.page("keys");
        let url = plain_page(world, CAREFUL, &page);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.sees_the_thread().await;
        signs_in(&ana, "Ana").await;
        tabs_to(&ana, "Write a comment").await;
        ana.types("By keyboard alone.").await;
        tabs_to(&ana, "Post").await;
        ana.presses("Enter").await;
        ana.comment("By keyboard alone.")
            .await
            .until_shows("Waiting for approval")
            .await;

        let mia = visitor().await;
        mia.opens(&url).await;
        mia.sees_the_thread().await;
        signs_in(&mia, "Mia").await;
        tabs_to(&mia, "Moderate").await;
        mia.presses("Enter").await;
        mia.get("dialog", "Moderation queue").await;
        // Other tests' comments may wait before ours; approving them harms
        // nobody, as each test looks at its own page only. So walk until ours.
        let reader = world.stranger(CAREFUL);
        wait::until("an Approve is there", || mia.find("button", "Approve")).await;
        let ours = wait::until("ours is in the queue", || async {
            let queue = mia.find("dialog", "Moderation queue").await?;
            for article in queue.all("article").await {
                if article.text().await.contains("By keyboard alone.") {
                    return Some(article);
                }
            }
            if let Some(more) = queue.find("button", "Load more").await {
                more.focus().await;
                mia.presses("Enter").await;
            }
            None
        })
        .await;
        ours.button("Approve").await.focus().await;
        mia.presses("Shift+Tab").await;
        mia.presses("Tab").await;
        assert!(mia.focused().await.expect("a focus").is_called("Approve"));
        mia.presses("Space").await;
        reader
            .reads_until(&page, "the approved comment", |v| v.total == 1)
            .await;
    });
}

#[test]
fn the_focus_is_always_to_be_seen() {
    run(async {
        let world = world().await;
        let page = world.page("focus");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "A comment with a [link](https://example.org/).")
            .await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.comment("A comment with a").await;
        let mut seen = Vec::new();
        for _ in 0..12 {
            ana.presses("Tab").await;
            let Some(node) = ana.focused().await else {
                continue;
            };
            let look = "function () { const s = getComputedStyle(this); return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; }";
            let look = node.eval(look).await;
            let outlined = look[0] != "none" && look[1].as_f64().unwrap_or(0.0) >= 2.0;
            assert!(
                outlined || look[2] != "none",
                "{node:?} shows no focus: {look}"
            );
            seen.push(node);
        }
        for name in ["Sign in", "Reply", "Write a comment", "Post"] {
            assert!(
                seen.iter().any(|node| node.is_called(name)),
                "{name} is not reached: {seen:?}"
            );
        }
    });
}

/// Ctrl and Enter are also how some input methods take a word.
#[test]
fn keys_of_an_input_method_post_nothing() {
    run(async {
        let world = world().await;
        let page = world.page("composing");
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        let field = ana.get("textbox", "Write a comment").await;
        field.write("Half a word").await;
        let press = |composing: bool| {
            format!(
                "function () {{ this.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', ctrlKey: true, \
                 isComposing: {composing}, bubbles: true, composed: true }})); }}"
            )
        };
        field.eval(&press(true)).await;
        assert_eq!(field.attribute("readonly").await, None, "it is being sent");
        field.eval(&press(false)).await;
        ana.comment("Half a word").await;
    });
}

#[test]
fn escape_leaves_a_reply_and_keeps_its_words() {
    run(async {
        let world = world().await;
        let page = world.page("escape");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Which shoes do you wear?").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.button("Reply").await.click().await;
        let field = ana.until_focused("textbox").await;
        field.write("Wide ones, with").await;
        ana.presses("Escape").await;
        let reply = ana.until_focused("button").await;
        assert!(reply.is_called("Reply"));
        assert!(!ana.shows("Post reply").await, "the form is closed");
        ana.presses("Enter").await;
        let field = ana.until_focused("textbox").await;
        assert_eq!(field.value, "Wide ones, with");
    });
}

#[test]
fn control_and_enter_posts() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("ctrl-enter")))
            .await;
        ana.signs_in_as("Ana").await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Quickly.")
            .await;
        ana.presses("Control+Enter").await;
        ana.comment("Quickly.").await;
    });
}
