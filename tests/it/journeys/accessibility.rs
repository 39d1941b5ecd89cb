//! Every state, light and dark, on a phone and on a desk: no violation of
//! WCAG 2.2 AA that axe can see, and nothing leaves the screen.

use crate::moderation::entry;
use bedside_tests::browser::{Settings, Tab, visitor_with};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, CROSSING};
use bedside_tests::{World, run, wait, world};

async fn fits_the_screen(tab: &Tab, state: &str) {
    let wide: bool = tab
        .eval("document.documentElement.scrollWidth > innerWidth")
        .await;
    assert!(!wide, "{state}: the page scrolls sideways");
}

async fn large_enough(tab: &Tab, names: &[&str]) {
    for name in names {
        let [_, _, width, height] = tab.button(name).await.place().await;
        assert!(
            width >= 44.0 && height >= 43.5,
            "{name} is {width} x {height}"
        );
    }
}

/// Holds that the moderators' head is two buttons in one row, with the name and
/// the way to the devices beside the title or the buttons.
async fn head_is_in_rows(tab: &Tab, state: &str) {
    let [_, moderate, ..] = tab.button("Moderate").await.place().await;
    let [_, sign_out, ..] = tab.button("Sign out").await.place().await;
    let rows = format!("{state}: Moderate at {moderate}, Sign out at {sign_out}");
    assert!((moderate - sign_out).abs() < 1.0, "{rows}");
    let [_, devices, _, height] = tab.button("Devices").await.place().await;
    assert!(devices < moderate + 44.0, "{rows}, Devices at {devices}");
    assert!(height >= 24.0, "{state}: Devices is {height} high");
}

async fn walks_through(world: &World, scheme: &str, width: u32) {
    let page = world.page("looks");
    let url = plain_page(world, CAREFUL, &page);
    let mia_by_http = world.person(CAREFUL, "mia").await;
    let long = "Averyveryveryveryveryveryveryveryveryveryveryverylongwordthatneverends ".repeat(2);
    let rich = format!(
        "A list:\n\n- one\n- two\n\n> quoted\n\n`code` and [a link](https://example.org/) {long}\n\n```\nwide {}\n```",
        "x".repeat(200)
    );
    let first = mia_by_http.posts(&page, &rich).await;
    mia_by_http.replies(&page, &first, "And a reply.").await;

    let ana = visitor_with(Settings::of_scheme(scheme)).await;
    ana.uses_screen(width, 800).await;
    ana.opens(&url).await;
    ana.comment("And a reply.").await;
    let state = |what: &str| format!("{what}, {scheme}, {width} px");
    ana.is_accessible(&state("signed out")).await;
    fits_the_screen(&ana, &state("signed out")).await;
    large_enough(&ana, &["Sign in", "Post", "More"]).await;

    let reply = ana.comment("And a reply.").await;
    reply.button("More").await.click().await;
    ana.button("Report").await;
    ana.is_accessible(&state("a menu")).await;
    fits_the_screen(&ana, &state("a menu")).await;
    large_enough(&ana, &["Report"]).await;
    ana.button("Report").await.click().await;
    ana.get("radio", "Somebody may be in danger")
        .await
        .click()
        .await;
    ana.until_shown("call your local emergency number").await;
    ana.is_accessible(&state("a report")).await;
    fits_the_screen(&ana, &state("a report")).await;
    ana.presses("Escape").await;
    ana.loses("button", "Send report").await;

    let popup = ana.opens_sign_in().await;
    popup.button("Ana").await;
    popup.consents_as("Ana").await;
    ana.is_signed_in().await;
    ana.is_accessible(&state("signed in")).await;
    // Other walks wait in the same queue.
    let waiting = format!("Waiting for you at {width} px in {scheme}.");
    ana.posts(&waiting).await;
    ana.comment(&waiting)
        .await
        .until_shows("Waiting for approval")
        .await;
    ana.is_accessible(&state("a comment that waits")).await;
    fits_the_screen(&ana, &state("a comment that waits")).await;
    ana.button("Post").await.click().await;
    ana.until_shown("Write your comment first.").await;
    ana.is_accessible(&state("an error")).await;

    let mia = visitor_with(Settings::of_scheme(scheme)).await;
    mia.uses_screen(width, 800).await;
    mia.opens(&url).await;
    mia.signs_in_as("Mia").await;
    head_is_in_rows(&mia, &state("the head")).await;
    fits_the_screen(&mia, &state("the head")).await;
    mia.button("Moderate").await.click().await;
    wait::until("the queue is filled", || mia.find("button", "Approve")).await;
    mia.is_accessible(&state("the queue")).await;
    fits_the_screen(&mia, &state("the queue")).await;
    large_enough(&mia, &["Approve", "Reject"]).await;
    let ours = entry(&mia, &waiting).await;
    ours.button("Approve").await.click().await;
    ours.until_shows("Approved.").await;
    mia.is_accessible(&state("a decided entry")).await;
    fits_the_screen(&mia, &state("a decided entry")).await;
    large_enough(&mia, &["Undo"]).await;
}

#[test]
fn every_state_is_accessible_in_the_light() {
    run(async { walks_through(world().await, "light", 1100).await });
}

#[test]
fn every_state_is_accessible_in_the_dark() {
    run(async { walks_through(world().await, "dark", 1100).await });
}

#[test]
fn every_state_fits_a_phone() {
    run(async { walks_through(world().await, "light", 360).await });
}

#[test]
fn the_windows_pages_are_accessible() {
    run(async {
        let world = world().await;
        for scheme in ["light", "dark"] {
            let eve = visitor_with(Settings::of_scheme(scheme)).await;
            for status in ["404", "410", "403"] {
                eve.announce(status);
            }
            for path in [
                format!(
                    "/v1/sites/{CROSSING}/sign-in?mode=popup&origin={}",
                    world.pages()
                ),
                format!("/v1/sites/{CROSSING}/sign-in?mode=popup&origin=https://elsewhere.example"),
                format!("/v1/sites/{CROSSING}/claim#token=made-up"),
                "/v1/sign-in/callback/demo?state=made-up&code=x".to_owned(),
                format!("/v1/sites/{CROSSING}/thread?page=empty"),
            ] {
                eve.opens(&format!("{}{path}", world.worker())).await;
                eve.is_accessible(&format!("{path}, {scheme}")).await;
            }
        }
    });
}
