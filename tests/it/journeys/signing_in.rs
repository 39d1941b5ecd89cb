//! A reader signs in by the popup, and all that can go wrong there.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{run, wait, world};

#[test]
fn a_reader_signs_in_by_a_popup() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("sign-in")))
            .await;
        ana.signs_in_as("Ana").await;
        ana.until_shown("Signed in as").await;
        assert_eq!(ana.windows(), 1);
        let cookies = ana.cookies().await;
        assert!(
            !cookies.iter().any(|c| c.contains("bedside")),
            "{cookies:?}"
        );
    });
}

#[test]
fn a_site_with_several_providers_lets_the_person_choose() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, CROSSING, &world.page("choice")))
            .await;
        let popup = ana.opens_sign_in().await;
        popup.button("Continue with GitHub").await;
        popup.is_accessible("the choice of a provider").await;
        popup
            .armed_button("Continue with Demo sign-in")
            .await
            .click()
            .await;
        popup.consents_as("Ana").await;
        popup.until_gone().await;
        ana.is_signed_in().await;
    });
}

#[test]
fn a_session_survives_a_reload_and_ends_with_sign_out() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("reload"));
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.opens(&url).await;
        ana.is_signed_in().await;
        ana.button("Sign out").await.click().await;
        ana.button("Sign in").await;
        ana.opens(&url).await;
        ana.button("Sign in").await;
        let left: Vec<String> = ana
            .eval("indexedDB.databases().then((all) => all.map((d) => d.name))")
            .await;
        assert!(
            left.is_empty(),
            "something of the session is left: {left:?}"
        );
    });
}

#[test]
fn the_sessions_key_cannot_be_taken_out_of_the_browser() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("key")))
            .await;
        ana.signs_in_as("Ana").await;
        let read = "new Promise((done, fail) => { const open = indexedDB.open('bedside'); open.onerror = fail; \
                    open.onsuccess = () => { const all = open.result.transaction('sessions').objectStore('sessions').getAll(); \
                    all.onsuccess = () => { open.result.close(); done(all.result.map((r) => r.keys.privateKey.extractable)); } } })";
        assert_eq!(ana.eval::<Vec<bool>>(read).await, [false]);
    });
}

#[test]
fn closing_the_window_leaves_everything_as_it_was() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("closed")))
            .await;
        let popup = ana.opens_sign_in().await;
        popup.button("Ana").await;
        popup.closes().await;
        ana.until_shown("The sign-in window was closed").await;
        // And it works the next time.
        ana.signs_in_as("Ana").await;
    });
}

#[test]
fn cancelling_at_the_provider_is_said_in_both_windows() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.announce("403");
        ana.opens(&plain_page(world, OPEN, &world.page("cancel")))
            .await;
        let popup = ana.opens_sign_in().await;
        popup.get("link", "Cancel").await.click().await;
        popup.until_shown("cancelled").await;
        popup.get("heading", "You were not signed in").await;
        popup.is_accessible("a cancelled sign-in").await;
        ana.until_shown("cancelled").await;
        let close = popup.button("Close this window and try again").await;
        close.click().await;
        popup.until_gone().await;
    });
}

#[test]
fn a_provider_that_cuts_the_opener_off_does_not_stop_the_sign_in() {
    run(async {
        let world = bedside_tests::World::start(bedside_tests::world::deployment()).await;
        let http = bedside_client::http::client();
        bedside_client::provider::misbehave(&http, world.provider(), "coop").await;
        let ana = visitor().await;
        ana.opens(&plain_page(&world, OPEN, "coop")).await;
        let popup = ana.opens_sign_in().await;
        popup.consents_as("Ana").await;
        ana.is_signed_in().await;
        wait::until("the window is closed or says that it can be", || async {
            (popup.is_gone() || popup.shows("You can close this window").await).then_some(())
        })
        .await;
    });
}

#[test]
fn a_page_that_is_not_the_sites_cannot_start_a_sign_in() {
    run(async {
        let world = world().await;
        let eve = visitor().await;
        eve.announce("403");
        let start = format!(
            "{}/v1/sites/{OPEN}/sign-in?mode=popup&origin=https://elsewhere.example",
            world.worker()
        );
        eve.opens(&start).await;
        assert!(
            eve.find("button", "Continue with Demo sign-in")
                .await
                .is_none()
        );
        // The right origin, but nobody who opened the window.
        let mut url = url::Url::parse(&format!("{}/v1/sites/{OPEN}/sign-in", world.worker()))
            .expect("an address");
        url.query_pairs_mut()
            .append_pair("mode", "popup")
            .append_pair("origin", world.pages());
        eve.opens(url.as_str()).await;
        wait::never(
            "the page goes on to the provider",
            std::time::Duration::from_secs(1),
            || async { eve.url().await.starts_with(world.provider()).then_some(()) },
        )
        .await;
    });
}
