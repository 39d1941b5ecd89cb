//! One browser with two tabs, or two people.

use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

async fn box_has(tab: &Tab, text: &str) {
    wait::until(format!("the box has {text:?}"), || async {
        (tab.find("textbox", "Write a comment").await?.value == text).then_some(())
    })
    .await;
}

#[test]
fn a_draft_is_its_authors_and_not_the_next_persons() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("whose")))
            .await;
        ana.signs_in_as("Ana").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("Only mine.").await;
        box_has(&ana, "Only mine.").await;
        ana.button("Sign out").await.click().await;
        box_has(&ana, "").await;
        ana.signs_in_as("Ben").await;
        box_has(&ana, "").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("Another person's.").await;
        ana.button("Sign out").await.click().await;
        ana.signs_in_as("Ana").await;
        box_has(&ana, "Only mine.").await;
    });
}

#[test]
fn what_is_typed_signed_out_comes_along_and_is_kept_once() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("along"));
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comes_to_life().await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("Before I signed in.").await;
        ana.signs_in_as("Ana").await;
        box_has(&ana, "Before I signed in.").await;
        ana.opens(&url).await;
        ana.is_signed_in().await;
        box_has(&ana, "Before I signed in.").await;
        ana.button("Sign out").await.click().await;
        box_has(&ana, "").await;
    });
}

/// A site that changes its pages without loading them, and two people.
#[test]
fn a_draft_of_another_page_is_nobody_elses_either() {
    run(async {
        let world = world().await;
        let (one, two) = (world.page("spa"), world.page("spa"));
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &one)).await;
        ana.signs_in_as("Ana").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("About my own illness.").await;
        box_has(&ana, "About my own illness.").await;
        let goes = |page: &str| {
            format!("document.querySelector('bedside-thread').setAttribute('page', '{page}') ?? 0")
        };
        ana.eval::<u32>(&goes(&two)).await;
        ana.is_signed_in().await;
        box_has(&ana, "").await;
        ana.button("Sign out").await.click().await;
        ana.button("Sign in").await;
        ana.eval::<u32>(&goes(&one)).await;
        ana.comes_to_life().await;
        ana.signs_in_as("Ben").await;
        box_has(&ana, "").await;
        ana.button("Sign out").await.click().await;
        ana.signs_in_as("Ana").await;
        box_has(&ana, "About my own illness.").await;
    });
}

#[test]
fn a_name_that_was_typed_outlives_the_sign_in() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("named")))
            .await;
        ana.comes_to_life().await;
        let name = format!("Anna {}", bedside_client::random(6));
        ana.get("textbox", "Name to show").await.write(&name).await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Under this name.")
            .await;
        ana.signs_in_as("Ana").await;
        assert_eq!(ana.get("textbox", "Name to show").await.value, name);
    });
}

#[test]
fn two_tabs_show_one_draft_and_post_it_once() {
    run(async {
        let world = world().await;
        let page = world.page("tabs");
        let url = plain_page(world, OPEN, &page);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        let other = ana.another_tab().await;
        other.opens(&url).await;
        other.get("button", "Sign out").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("In one tab.").await;
        box_has(&other, "In one tab.").await;
        let text = other.get("textbox", "Write a comment").await;
        text.write("In one tab, and the other.").await;
        box_has(&ana, "In one tab, and the other.").await;
        other.button("Post").await.click().await;
        box_has(&ana, "").await;
        ana.reads("In one tab, and the other.").await;
        let reader = world.stranger(OPEN);
        assert_eq!(reader.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn another_text_after_a_lost_answer_is_not_posted_beside_the_first() {
    run(async {
        let world = world().await;
        let page = world.page("beside");
        let ana = visitor().await;
        ana.announce("network:");
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        // What is posted arrives, and no answer comes.
        let loses = "(() => { const real = window.fetch; window.loses = true; window.fetch = async (...a) => { \
                     const answer = await real(...a); const url = a[0].url ?? String(a[0]); \
                     const method = a[1]?.method ?? a[0].method; \
                     if (loses && method === 'POST' && url.endsWith('/comments')) throw new TypeError('lost'); \
                     return answer; }; return 0; })()";
        ana.eval::<u32>(loses).await;
        ana.posts("The first words.").await;
        ana.until_shown("We cannot reach the comments").await;
        ana.eval::<bool>("(window.loses = false)").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("The first words, and more.").await;
        ana.button("Post").await.click().await;
        ana.until_shown("Your first text had arrived").await;
        ana.comment("The first words.").await;
        box_has(&ana, "The first words, and more.").await;
        let reader = world.stranger(OPEN);
        assert_eq!(reader.reads_changes(&page, 0).await.total, 1);
        // Whoever wants both has both.
        ana.button("Post").await.click().await;
        ana.comment("The first words, and more.").await;
    });
}

#[test]
fn signing_out_in_one_tab_closes_the_queue_in_the_other() {
    run(async {
        let world = world().await;
        let url = plain_page(world, CAREFUL, &world.page("leave"));
        let mia = visitor().await;
        mia.opens(&url).await;
        mia.signs_in_as("Mia").await;
        mia.button("Moderate").await.click().await;
        mia.get("heading", "Moderation queue").await;
        let other = mia.another_tab().await;
        other.opens(&url).await;
        other.button("Sign out").await.click().await;
        mia.loses("heading", "Moderation queue").await;
        mia.button("Sign in").await;
    });
}
