//! Popups are blocked: the same sign-in with the whole page.

use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{run, wait, world};

/// A popup blocker as a page sees it.
async fn blocks_popups(somebody: &Visitor) {
    somebody.runs_first("window.open = () => null;").await;
}

#[test]
fn a_reader_whose_popups_are_blocked_signs_in_with_the_page() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("blocked"));
        let ana = visitor().await;
        blocks_popups(&ana).await;
        ana.opens(&url).await;
        ana.button("Sign in").await.click().await;
        ana.consents_as("Ana").await;
        ana.is_signed_in().await;
        assert_eq!(ana.url().await, url, "the code is off the address");
        assert_eq!(ana.windows(), 1);
        let back = ana.eval::<u32>("history.length").await;
        assert!(back < 12, "{back} steps of history");
    });
}

/// `Cross-Origin-Opener-Policy: same-origin` cuts each window that it opens off.
#[test]
fn a_page_that_isolates_itself_signs_in_with_the_page() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Isolated")
            .header("Cross-Origin-Opener-Policy", "same-origin")
            .thread(OPEN, &world.page("isolated"))
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.button("Sign in").await.click().await;
        ana.consents_as("Ana").await;
        ana.is_signed_in().await;
        wait::until("the window that was cut off is closed", || async {
            (ana.windows() == 1).then_some(())
        })
        .await;
    });
}

#[test]
fn the_draft_survives_the_way_to_the_provider_and_back() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        blocks_popups(&ana).await;
        ana.opens(&plain_page(world, OPEN, &world.page("draft")))
            .await;
        ana.posts("Half a thought, and the other half.").await;
        ana.consents_as("Ana").await;
        ana.is_signed_in().await;
        let kept = wait::until("the draft or the comment is there", || async {
            if ana.find_comment("Half a thought").await.is_some() {
                return Some(String::new());
            }
            let value = ana.find("textbox", "Write a comment").await?.value;
            value.contains("the other half").then_some(value)
        })
        .await;
        if !kept.is_empty() {
            ana.button("Post").await.click().await;
        }
        ana.comment("Half a thought, and the other half.").await;
    });
}

#[test]
fn a_code_in_the_address_that_was_made_up_disturbs_nothing() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("made-up"));
        let ana = visitor().await;
        ana.announce("404");
        ana.opens(&format!(
            "{url}#bedside-code={}",
            bedside_client::random(32)
        ))
        .await;
        ana.sees_the_thread().await;
        ana.button("Sign in").await;
        assert_eq!(ana.url().await, url);
    });
}

#[test]
fn the_pages_own_fragment_is_there_again() {
    run(async {
        let world = world().await;
        let url = format!(
            "{}#part-2",
            plain_page(world, OPEN, &world.page("fragment"))
        );
        let ana = visitor().await;
        blocks_popups(&ana).await;
        ana.opens(&url).await;
        ana.button("Sign in").await.click().await;
        ana.consents_as("Ana").await;
        ana.is_signed_in().await;
        assert_eq!(ana.url().await, url);
    });
}

#[test]
fn a_page_that_hides_where_it_is_tells_so_for_the_sign_in_alone() {
    run(async {
        let world = world().await;
        let policy = format!(
            "default-src 'none'; script-src {host} 'wasm-unsafe-eval'; style-src {host}; \
             connect-src {host} {socket}; form-action {host}; img-src data:",
            host = world.worker(),
            socket = world.worker().replacen("http", "ws", 1),
        );
        for referrer in ["no-referrer", "same-origin"] {
            let url = HostPage::new("A secretive page")
                .thread(OPEN, &world.page("secretive"))
                .header("referrer-policy", referrer)
                .header("content-security-policy", &policy)
                .at(world);
            let ana = visitor().await;
            blocks_popups(&ana).await;
            ana.opens(&url).await;
            ana.button("Sign in").await.click().await;
            ana.consents_as("Ana").await;
            ana.is_signed_in().await;
            assert_eq!(ana.url().await, url);
            ana.leaves_content();
        }
    });
}

#[test]
fn the_choice_of_a_provider_waits_for_a_press() {
    run(async {
        let world = world().await;
        let url = plain_page(world, CROSSING, &world.page("choice-of-many"));
        let ana = visitor().await;
        blocks_popups(&ana).await;
        ana.opens(&url).await;
        ana.button("Sign in").await.click().await;
        ana.button("Continue with GitHub").await;
        ana.is_accessible("the choice in place of the page").await;
        ana.armed_button("Continue with Demo sign-in")
            .await
            .click()
            .await;
        ana.consents_as("Ana").await;
        ana.is_signed_in().await;
        assert_eq!(ana.url().await, url);
    });
}

#[test]
fn a_sign_in_that_comes_back_to_another_tab_ends_with_a_new_start() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("other-tab"));
        let ana = visitor().await;
        ana.announce("403");
        blocks_popups(&ana).await;
        ana.opens(&url).await;
        ana.button("Sign in").await.click().await;
        ana.button("Ana").await;
        // An app or a mail opened what was begun in the other tab.
        let tab = ana.another_tab().await;
        tab.opens(&ana.url().await).await;
        tab.consents_as("Ana").await;
        tab.until_shown("began in another browser window").await;
        tab.is_accessible("a sign-in that is not this window's")
            .await;
        let (_, rest) = world.pages().split_once("://").expect("an origin");
        let back = tab
            .get("link", &format!("Go back to {rest} and try again"))
            .await;
        back.click().await;
        wait::until("the page is there, without a session", || async {
            (tab.url().await == url && tab.find("button", "Sign in").await.is_some()).then_some(())
        })
        .await;
    });
}
