//! Before a reader acts: only the comment host is contacted, no cookie, no
//! storage. After: still no cookie. (Invariant 10.)

use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// All that the page's origin keeps.
const KEPT: &str = "(async () => ({ local: Object.keys(localStorage), session: Object.keys(sessionStorage), \
                    databases: (await indexedDB.databases()).map((d) => d.name), caches: await caches.keys(), cookie: document.cookie }))()";

async fn kept(ana: &Visitor) -> serde_json::Value {
    ana.eval(KEPT).await
}

#[test]
fn reading_leaves_no_trace_and_asks_nobody_else() {
    run(async {
        let world = world().await;
        let page = world.page("privacy");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "With ![a picture](https://pictures.example/x.png) and [a link](https://links.example/).").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.comment("and a link").await;
        // Until it has come to life and listens.
        ana.comes_to_life().await;
        for request in ana.page_log.requests() {
            let ours =
                request.url.starts_with(world.worker()) || request.url.starts_with(world.pages());
            assert!(ours, "{}", request.url);
            assert!(
                !request.headers.contains_key("set-cookie"),
                "{} sets a cookie",
                request.url
            );
        }
        assert_eq!(ana.cookies().await, Vec::<String>::new());
        let kept = kept(&ana).await;
        for place in ["local", "session", "databases", "caches"] {
            assert_eq!(kept[place], serde_json::json!([]), "{place}: {kept}");
        }
    });
}

#[test]
fn signing_in_and_posting_sets_no_cookie_of_ours() {
    run(async {
        let world = world().await;
        let page = world.page("cookies");
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("No crumbs.").await;
        ana.comment("No crumbs.").await;
        for request in ana
            .page_log
            .requests()
            .iter()
            .filter(|r| r.url.starts_with(world.worker()))
        {
            assert!(
                !request.headers.contains_key("set-cookie"),
                "{} sets a cookie",
                request.url
            );
        }
        assert_eq!(kept(&ana).await["cookie"], "");
    });
}
