//! Public titles of pages, and who may set them.

use bedside_client::person::comment;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{Person, run, world};
use bedside_wire::PostComment;
use bedside_wire::comment::PageInfo;
use serde_json::{Value, json};

/// A page's own title and address.
fn info(key: &str, url: &str, title: &str) -> PageInfo {
    PageInfo {
        key: key.to_owned(),
        url: Some(url.to_owned()),
        title: Some(title.to_owned()),
    }
}

/// Everything that tells a page's title and address to others.
async fn public(reader: &Person, page: &str) -> String {
    let ask = |path: &str| {
        let request = reader.request("GET", path).query("page", page);
        request.header("cache-control", "no-cache")
    };
    let mut told = String::new();
    for path in ["/thread", "/feed.atom", "/feed.json"] {
        told += &ask(path).send().await.expect(200).text();
    }
    told
}

#[test]
fn a_members_post_names_no_page_where_nobody_reads_first() {
    run(async {
        let world = world().await;
        let page = format!("{}/{}", world.pages(), world.page("recall"));
        let (ana, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "olu").await,
        );
        let away = format!("{}/out?u=https://evil.example/", world.pages());
        let forged = info(&page, &away, "RECALL: stop taking your medicine");
        ana.posts_from(&forged, "One.").await;
        let told = public(&ana, &page).await;
        assert!(
            !told.contains("RECALL") && !told.contains("evil.example"),
            "{told}"
        );
        olu.posts_from(&info(&page, &page, "Tea"), "Two.").await;
        // Neither then: the title of a page that has one stays as well.
        ana.posts_from(&forged, "Three.").await;
        let told = public(&ana, &page).await;
        assert!(
            !told.contains("RECALL") && !told.contains("evil.example"),
            "{told}"
        );
        let view = ana
            .reads_until(&page, "three", |view| view.total == 3)
            .await;
        assert_eq!((view.url, view.title.as_str()), (page, "Tea"));
    });
}

#[test]
fn links_to_a_page_lead_to_that_page() {
    run(async {
        let world = world().await;
        let page = format!("{}/{}", world.pages(), world.page("led-away"));
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let away = format!("{}/out?u=https://evil.example/", world.pages());
        let waits = ana.posts_from(&info(&page, &away, "Tea"), "One.").await;
        let entry = mia.finds_in_queue(&waits.id).await.expect("in the queue");
        assert_eq!(entry.page_url, None);
        mia.approves(&waits).await;
        // Whoever says it: a moderator may have followed a bad link as well.
        mia.posts_from(&info(&page, &away, "Tea"), "Two.").await;
        let sent = json!({ "page": { "key": page, "url": away }, "comments": [] });
        world
            .as_operator(CAREFUL, "/import", &sent)
            .await
            .expect(200);
        let told = public(&ana, &page).await;
        assert!(!told.contains("evil.example"), "{told}");
        // Another spelling of the same page is what the page prefers.
        let same = format!("{page}/");
        mia.posts_from(&info(&page, &same, "Tea"), "Three.").await;
        let view = ana
            .reads_until(&page, "three", |view| view.total == 3)
            .await;
        assert_eq!(view.url, same);
    });
}

#[test]
fn an_import_names_its_page() {
    run(async {
        let world = world().await;
        let page = world.page("imported-title");
        let ana = world.person(OPEN, "ana").await;
        let sent = json!({
            "page": { "key": page, "title": "From elsewhere" },
            "comments": [],
        });
        world.as_operator(OPEN, "/import", &sent).await.expect(200);
        let sent = PostComment {
            page: info(&page, world.pages(), "Of a member"),
            ..comment(&page, None, "Hello.")
        };
        ana.request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .expect(201);
        let feed = ana.request("GET", "/feed.json").query("page", &page);
        let feed = feed.send().await.expect(200).text();
        let feed: Value = serde_json::from_str(&feed).expect("a JSON feed");
        assert_eq!(feed["title"], "Comments on From elsewhere");
    });
}
