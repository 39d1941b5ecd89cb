//! Browsers that keep nothing for third parties, or nothing at all.

use bedside_tests::browser::{Browser, Visitor, visitor};
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use serde_json::json;

#[test]
fn signing_in_works_where_third_party_cookies_are_blocked() {
    run(async {
        let world = world().await;
        let page = world.page("third-party");
        let browser = Browser::start(&["--test-third-party-cookie-phaseout"]).await;
        let ana = Visitor::at(&browser).await;
        // The control: a frame of the worker's host tries to keep a cookie
        // and must not succeed, or this test would prove nothing.
        let frame = format!("{}/healthz", world.worker());
        let control = HostPage::new("Control")
            .body(&format!("<iframe src=\"{frame}\"></iframe>"))
            .at(world);
        ana.opens(&control).await;
        let set = json!({ "url": world.worker(), "name": "control", "value": "1", "sameSite": "None", "secure": true });
        ana.call("Network.setCookie", set).await;
        let seen: bool = ana.eval("fetch(document.querySelector('iframe').src, { mode: 'no-cors', credentials: 'include' }).then(() => true)").await;
        assert!(seen);
        let sent = ana
            .call("Network.getCookies", json!({ "urls": [world.worker()] }))
            .await;
        assert!(
            !sent["cookies"].as_array().expect("a list").is_empty(),
            "the control cookie is there"
        );
        assert!(
            ana.journal.was_blocked("control"),
            "third-party cookies are not blocked in this browser"
        );

        ana.opens(&plain_page(world, OPEN, &page)).await;
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
        ana.always(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": deny }),
        )
        .await;
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
