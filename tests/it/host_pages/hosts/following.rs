//! A page that goes on to another address: the thread follows, and where that
//! goes unseen a comment is not sent to the page before.

use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

const TAG: &str = "<script src=\"{{WORKER}}/embed.js\" data-site=\"open-garden\" async></script>";

/// Goes on to another page as a script does that touches nothing else.
async fn goes_on(ana: &Visitor, query: &str) {
    ana.eval::<u32>(&format!("(history.pushState({{}}, '', '{query}'), 0)"))
        .await;
}

#[test]
fn a_comment_for_a_page_that_is_gone_is_refused_and_its_text_stays() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Unseen").body(TAG).at(world);
        let ana = visitor().await;
        // A browser without the Navigation API.
        ana.runs_first("delete window.navigation;").await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        let text = "Written under the first page.";
        goes_on(&ana, "?id=2").await;
        ana.posts(text).await;
        ana.until_shown("This page has changed, and these comments belong to the one before.")
            .await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.value, text);
        let reader = world.stranger(OPEN);
        for page in [&url, &format!("{url}?id=2")] {
            assert_eq!(reader.reads(page).await.total, 0, "{page}");
        }
        // Back on the page it is for, it is sent.
        ana.eval::<u32>("(history.back(), 0)").await;
        ana.until("the page is back", "location.search === ''")
            .await;
        wait::until("the text is there", || async {
            let field = ana.find("textbox", "Write a comment").await?;
            (field.value == text).then_some(())
        })
        .await;
        ana.is_signed_in().await;
        ana.button("Post").await.click().await;
        ana.comment(text).await;
        let thread = reader.reads_until(&url, "the comment", |view| view.total == 1);
        thread.await;
    });
}

#[test]
fn the_thread_follows_an_address_that_changes_alone() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Followed").body(TAG).at(world);
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&format!("{url}?id=1"), "About the first.").await;
        ben.posts(&format!("{url}?id=2"), "About the second.").await;
        let ana = visitor().await;
        ana.opens(&format!("{url}?id=1")).await;
        ana.comment("About the first.").await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Half a thought")
            .await;
        goes_on(&ana, "?id=2").await;
        ana.comment("About the second.").await;
        ana.loses_text("About the first.").await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.value, "", "the text is the first page's");
        ana.eval::<u32>("(history.back(), 0)").await;
        ana.comment("About the first.").await;
        wait::until("the text is there again", || async {
            let field = ana.find("textbox", "Write a comment").await?;
            (field.value == "Half a thought").then_some(())
        })
        .await;
    });
}

#[test]
fn a_canonical_link_that_changes_before_the_address_is_believed() {
    run(async {
        let world = world().await;
        let keys =
            ["one", "two"].map(|name| format!("https://garden.example/{}", world.page(name)));
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&keys[0], "About the first.").await;
        ben.posts(&keys[1], "About the second.").await;
        let link = format!("<link rel=\"canonical\" href=\"{}\">", keys[0]);
        let url = HostPage::new("In turn").head(&link).body(TAG).at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("About the first.").await;
        let swap = format!(
            "(async () => {{ document.querySelector('link[rel=canonical]').href = {:?}; await null; \
             history.pushState({{}}, '', '/tests/another-path'); return 0; }})()",
            keys[1]
        );
        ana.eval::<u32>(&swap).await;
        ana.comment("About the second.").await;
        // Left behind by the next change, which is of the address alone.
        goes_on(&ana, "/tests/without-a-link").await;
        ana.until_shown("No comments yet").await;
    });
}
