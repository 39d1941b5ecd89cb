//! Browsers that keep nothing for third parties, or nothing at all.

use bedside_tests::browser::{Settings, visitor, visitor_with};
use bedside_tests::cookie_site::CookieSite;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

#[test]
fn signing_in_works_where_third_party_cookies_are_blocked() {
    run(async {
        let world = world().await;
        let page = world.page("third-party");
        let ana = visitor_with(Settings::NO_THIRD_PARTIES).await;
        // The control: a site keeps a cookie when she visits it, and does not
        // get it from a page of another site; or this test would prove nothing.
        let control = CookieSite::start().await;
        // Firefox says which of its cookies it refuses.
        ana.announce("plain_control");
        ana.opens(&control.url("/visited")).await;
        ana.opens(&control.url("/again")).await;
        assert!(control.was_sent("/again"), "the control cookie is kept");
        ana.opens(&plain_page(world, OPEN, &page)).await;
        let ask = format!(
            "fetch('{}', {{ mode: 'no-cors', credentials: 'include' }}).then(() => true)",
            control.url("/third-party")
        );
        assert!(ana.eval::<bool>(&ask).await);
        assert!(
            !control.was_sent("/third-party"),
            "third-party cookies are not blocked in this browser"
        );

        ana.signs_in_as("Ana").await;
        ana.posts("Without any cookie.").await;
        ana.comment("Without any cookie.").await;
    });
}

#[test]
fn where_the_page_may_keep_nothing_a_session_lasts_until_the_page_is_left() {
    run(async {
        let world = world().await;
        let page = world.page("no-storage");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Read me anyway.")
            .await;
        let ana = visitor().await;
        // What a page sees in a browser that blocks all storage.
        let deny = "if (location.hostname === 'localhost') for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) \
                    Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";
        ana.runs_first(deny).await;
        let url = plain_page(world, OPEN, &page);
        ana.opens(&url).await;
        ana.comment("Read me anyway.").await;
        ana.signs_in_as("Ana").await;
        ana.posts("And answered.").await;
        ana.comment("And answered.").await;
        ana.opens(&url).await;
        ana.button("Sign in").await;
    });
}
