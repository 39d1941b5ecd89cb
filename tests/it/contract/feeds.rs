//! `GET S/feed.atom` and `S/feed.json`: the newest comments for programs.

use atom_syndication::Feed;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Person, Response, World, run, world};
use bedside_wire::comment::PageInfo;
use bedside_wire::viewer::ReplyFeed;
use bedside_wire::{ProblemCode, Vote};
use serde_json::Value;

async fn ask(reader: &Person, file: &str, page: Option<&str>) -> Response {
    let request = reader
        .request("GET", &format!("/feed.{file}"))
        .header("cache-control", "no-cache");
    match page {
        Some(page) => request.query("page", page).send().await,
        None => request.send().await,
    }
}

async fn atom(reader: &Person, page: Option<&str>) -> Feed {
    let response = ask(reader, "atom", page).await.expect(200);
    let kind = response.header("content-type");
    assert!(kind.starts_with("application/atom+xml"), "{kind}");
    response.text().parse().expect("an Atom feed")
}

#[test]
fn a_page_has_a_feed_of_its_newest_comments() {
    run(async {
        let world = world().await;
        let page = world.page("feed");
        let url = format!("{}/{page}.html", world.pages());
        // What staff say is what the page is called.
        let ana = world.person(OPEN, "olu").await;
        let info = PageInfo {
            key: page.clone(),
            url: Some(url.clone()),
            title: Some("Salt & \"sweet\" <b>".into()),
        };
        // The characters named by number are none that XML can hold.
        let text = "First *words* &#1;&#xFFFF; & <script>alert(1)</script>.";
        ana.posts_from(&info, text).await;
        let second = ana.posts(&page, "Second.").await;

        let feed = atom(&ana, Some(&page)).await;
        assert_eq!(feed.title.value, "Comments on Salt & \"sweet\" <b>");
        assert_eq!(feed.entries.len(), 2);
        let newest = &feed.entries[0];
        assert_eq!(newest.id, format!("urn:uuid:{}", second.id));
        assert_eq!(newest.authors[0].name, second.author);
        assert_eq!(newest.links[0].href, format!("{url}#comment-{}", second.id));
        let first = feed.entries[1].content.as_ref().expect("a text");
        assert_eq!(first.content_type.as_deref(), Some("html"));
        let html = first.value.as_deref().expect("a text");
        assert!(html.contains("<em>words</em>"), "{html}");
        assert!(!html.contains("<script"), "text became markup: {html}");

        let response = ask(&ana, "json", Some(&page)).await.expect(200);
        assert_eq!(response.header("content-type"), "application/feed+json");
        let feed: Value = serde_json::from_slice(&response.bytes).expect("JSON");
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["home_page_url"], url);
        assert_eq!(feed["items"][0]["id"], second.id);
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn a_feed_has_what_is_public_and_nothing_else() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let texts = |feed: &Feed| -> Vec<String> {
            let contents = feed
                .entries
                .iter()
                .filter_map(|entry| entry.content.clone());
            contents.filter_map(|content| content.value).collect()
        };
        let waiting = ana.posts("one", "Waiting.").await;
        assert!(atom(&ana, None).await.entries.is_empty());
        mia.approves(&waiting).await;
        mia.posts("two", "Of the site.").await;
        assert_eq!(
            texts(&atom(&ana, None).await),
            [
                "<div dir=\"auto\"><p>Of the site.</p></div>",
                "<div dir=\"auto\"><p>Waiting.</p></div>"
            ]
        );
        assert_eq!(
            texts(&atom(&ana, Some("one")).await),
            ["<div dir=\"auto\"><p>Waiting.</p></div>"]
        );
        assert!(atom(&ana, Some("three")).await.entries.is_empty());
    });
}

#[test]
fn a_feed_that_has_not_changed_is_not_sent_again() {
    run(async {
        let world = world().await;
        let page = world.page("feed-304");
        let ana = world.person(OPEN, "ana").await;
        let posted = ana.posts(&page, "Once.").await;
        for file in ["atom", "json"] {
            let first = ask(&ana, file, Some(&page)).await.expect(200);
            let again = || {
                ana.request("GET", &format!("/feed.{file}"))
                    .query("page", &page)
                    .header("if-none-match", first.header("etag"))
            };
            // Kept, and asked for anew.
            let kept = again().send().await.expect(304);
            assert!(kept.bytes.is_empty());
            again()
                .header("cache-control", "no-cache")
                .send()
                .await
                .expect(304);
        }
        let before = ask(&ana, "atom", Some(&page)).await;
        ana.edits(&posted, "Once more.").await;
        let after = ask(&ana, "atom", Some(&page)).await.expect(200);
        assert_ne!(before.header("etag"), after.header("etag"));
        assert!(after.text().contains("Once more."));
    });
}

#[test]
fn what_a_reader_of_feeds_knows_outlives_the_worker() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let question = ana.posts("one", "A question.").await;
        let reply = ben.replies("one", &question, "A reply.").await;
        let own = ana.request("POST", "/me/feed").send().await.expect(201);
        let own: ReplyFeed = own.json();
        let site = format!("{}/feed.atom", ana.site_url());
        let page = format!("{site}?page=one");
        let ask = async |address: &str, known: &str, lang: &str| {
            let request = ana.http.get(address).header("if-none-match", known);
            Response::to(request.header("accept-language", lang)).await
        };
        for address in [&site, &page, &own.atom] {
            let first = ask(address, "", "en").await.expect(200);
            let etag = first.header("etag");
            // A vote is not in a feed.
            ana.votes(&reply, Vote::Up).await;
            ask(address, etag, "en").await.expect(304);
            world.stack.worker().kill().expect("killed");
            world.stack.worker().start().expect("started");
            let same = ask(address, etag, "en").await.expect(304);
            assert!(same.bytes.is_empty());
            assert_eq!(same.header("etag"), etag);
            assert_eq!(same.header("vary"), first.header("vary"));
            ana.votes(&reply, Vote::None).await;
        }
        for address in [&site, &page] {
            let english = ask(address, "", "en").await.expect(200);
            let swedish = ask(address, english.header("etag"), "sv").await.expect(200);
            assert!(
                swedish.text().contains("xml:lang=\"sv\""),
                "{}",
                swedish.text()
            );
        }
        let before = ask(&own.atom, "", "en").await;
        ben.edits(&reply, "Another reply.").await;
        let after = ask(&own.atom, before.header("etag"), "en")
            .await
            .expect(200);
        assert!(after.text().contains("Another reply."));
    });
}

#[test]
fn what_cannot_be_followed_is_named() {
    run(async {
        let world = world().await;
        let nowhere = world.stranger("nowhere");
        ask(&nowhere, "atom", None)
            .await
            .refused(ProblemCode::SiteUnknown);
        let reader = world.stranger(OPEN);
        let long = "p".repeat(10_000);
        let problem = ask(&reader, "json", Some(&long)).await;
        problem.refused(ProblemCode::FieldTooLong);
    });
}
