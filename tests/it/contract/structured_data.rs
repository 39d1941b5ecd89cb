//! Structured data for search engines.

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::Vote;
use bedside_wire::comment::PageInfo;
use serde_json::{Value, json};

/// A page in schema.org's terms.
fn posting(html: &str) -> Value {
    let (_, json) = html
        .split_once("<script type=\"application/ld+json\">")
        .expect("structured data");
    let (json, _) = json.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn the_document_tells_machines_what_it_is() {
    run(async {
        let world = world().await;
        let page = world.page("machines");
        let url = format!("{}/{page}.html", world.pages());
        // What staff say is what the page is called.
        let ana = world.person(OPEN, "olu").await;
        let info = PageInfo {
            key: page.clone(),
            url: Some(url.clone()),
            title: Some("Tea".into()),
        };
        let first = ana.posts_from(&info, "Tea & </script><b>rest</b>.").await;
        let reply = ana.replies(&page, &first, "*Yes*.").await;
        let ben = world.person(OPEN, "ben").await;
        ben.votes(&first, Vote::Up).await;
        ben.votes(&reply, Vote::Down).await;
        ana.reads_until(&page, "both", |view| view.total == 2).await;
        let ask = || ana.request("GET", "/thread").query("page", &page);
        let html = ask().send().await.expect(200).text();
        assert!(
            html.contains(&format!("<link rel=\"canonical\" href=\"{url}\">")),
            "{html}"
        );
        assert!(
            html.contains(
                "type=\"application/atom+xml\" href=\"/v1/sites/open-garden/feed.atom?page="
            ),
            "{html}"
        );
        let posting = posting(&html);
        assert_eq!(posting["@type"], "DiscussionForumPosting");
        assert_eq!(posting["url"], url);
        assert_eq!(posting["interactionStatistic"]["userInteractionCount"], 2);
        assert_eq!(
            (&posting["headline"], &posting["text"]),
            (&json!("Tea"), &json!("Tea"))
        );
        assert_eq!(posting["datePublished"], first.time);
        let comments = &posting["comment"];
        assert_eq!(comments[0]["text"], "Tea & </script><b>rest</b>.");
        assert_eq!(comments[1]["text"], "Yes.");
        assert_eq!(comments[1]["datePublished"], reply.time);
        assert_eq!(comments[1]["author"]["name"], reply.author);
        assert_eq!(comments[1]["@id"], format!("{url}#comment-{}", reply.id));
        assert_eq!(comments[1]["parentItem"]["@id"], comments[0]["@id"]);
        let votes = |n: usize| (&comments[n]["upvoteCount"], &comments[n]["downvoteCount"]);
        assert_eq!(votes(0), (&json!(1), &Value::Null));
        assert_eq!(votes(1), (&Value::Null, &json!(1)));
        for form in ["fragment", "json"] {
            let part = ask().query("as", form).send().await.expect(200);
            assert_eq!(part.header("x-robots-tag"), "noindex");
        }
        let empty = ana
            .request("GET", "/thread")
            .query("page", "nobody-wrote-here");
        let empty = empty.send().await.expect(200).text();
        assert!(empty.contains("content=\"noindex\""), "{empty}");
        // A page that is one reader's own is not for the search engines.
        for own in [("reply", first.id.as_str()), ("posted", "pending")] {
            let html = ask().query(own.0, own.1).send().await.expect(200).text();
            assert!(
                html.contains("<meta name=\"robots\" content=\"noindex\">"),
                "{html}"
            );
            assert!(!html.contains("ld+json"), "{html}");
        }
    });
}

#[test]
fn a_discussion_began_with_its_first_comment_on_every_page() {
    run(async {
        let world = world().await;
        let page = world.page("began");
        let comments: Vec<_> = (0..60)
            .map(|n| {
                json!({
                    "ref": format!("r{n}"),
                    "author": "Imported Person",
                    "time": format!("2025-03-04T05:{n:02}:00Z"),
                    "body": format!("Comment number {n}."),
                })
            })
            .collect();
        let sent = json!({ "page": { "key": page }, "comments": comments });
        let imported = world.as_operator(OPEN, "/import", &sent).await;
        imported.expect(200);
        let reader = world.stranger(OPEN);
        for (name, value) in [("sort", "oldest"), ("sort", "newest"), ("view", "flat")] {
            let request = reader.request("GET", "/thread").query("page", &page);
            let html = request.query(name, value).send().await.expect(200).text();
            let began = &posting(&html)["datePublished"];
            assert_eq!(began, "2025-03-04T05:00:00Z", "{name}={value}");
        }
    });
}
