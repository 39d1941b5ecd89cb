//! The worker's log: one line for each request, and nothing
//! of anybody's.

use bedside_tests::world::{CAREFUL, deployment};
use bedside_tests::{Response, World, run, wait};
use bedside_wire::viewer::ReplyFeed;
use serde_json::Value;

const TEXT: &str = "My-very-private-diagnosis";
const REASON: &str = "A-very-private-reason";
const PAGE: &str = "a-very-private-page";
const TITLE: &str = "A-very-private-title";

#[test]
fn logs_hold_no_text_no_token_and_no_page() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let url = format!("{}/{PAGE}.html", world.pages());
        let sent = serde_json::json!({ "page": { "key": PAGE, "url": url, "title": TITLE }, "body": TEXT });
        let posted: bedside_wire::OwnComment = ana
            .request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .expect(201)
            .json();
        mia.rejects(&posted.comment, Some(REASON)).await;
        ana.request("GET", "/thread")
            .query("page", PAGE)
            .query("url", &url)
            .query("title", TITLE)
            .send()
            .await
            .expect(200);
        ana.request("GET", "/thread")
            .query("page", PAGE)
            .query("cursor", TEXT)
            .query("as", "json")
            .send()
            .await
            .problem();
        ana.request("POST", "/comments")
            .raw("application/json", format!("{{\"body\": \"{TEXT}"))
            .send()
            .await
            .problem();
        ana.request("GET", &format!("/{PAGE}/{TEXT}"))
            .send()
            .await
            .problem();
        ana.tries_to_listen(PAGE).await.expect("a socket");
        let token = ana.token.clone().expect("a token");
        let feed: ReplyFeed = {
            let request = ana.request("POST", "/me/feed");
            request.send().await.expect(201).json()
        };
        let (_, feed_token) = feed.json.split_once("replies=").expect("a token");
        let feed_token = feed_token.split('&').next().expect("a token");
        Response::to(ana.http.get(&feed.json)).await.expect(200);
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.finishes(&popup, &callback).await.expect(200);
        ana.signs_out().await;

        let log = wait::until("the last request is logged", || async {
            let log = world.stack.worker().log();
            log.contains("sign_out").then_some(log)
        })
        .await;
        let code = callback
            .query_pairs()
            .find(|(n, _)| n == "code")
            .expect("a code")
            .1
            .into_owned();
        let state = callback
            .query_pairs()
            .find(|(n, _)| n == "state")
            .expect("a state")
            .1
            .into_owned();
        let operator = world.stack.secrets().operator_token.clone();
        for (what, secret) in [
            ("a text", TEXT),
            ("a reason", REASON),
            ("a page", PAGE),
            ("a title", TITLE),
            ("a token", &token),
            ("a feed's token", feed_token),
            ("a code", &code),
            ("a state", &state),
            ("an attempt", &popup.attempt),
            ("a window's secret", &popup.window_secret),
            ("the operator token", &operator),
            ("a thumbprint", &ana.key.thumbprint()),
            ("an address", "127.0.0.1"),
        ] {
            let lines: Vec<_> = log.lines().filter(|line| line.contains(secret)).collect();
            assert!(lines.is_empty(), "the log holds {what}: {lines:?}");
        }
    });
}

#[test]
fn every_request_has_one_line_that_a_machine_reads() {
    run(async {
        let world = World::start(deployment()).await;
        let lines = || -> Vec<Value> {
            let log = world.stack.worker().log();
            log.lines()
                .filter_map(|line| serde_json::from_str(&line[line.find('{')?..]).ok())
                .collect()
        };
        let before = lines().len();
        let reader = world.stranger(CAREFUL);
        reader.reads("page-one").await;
        reader
            .request("GET", "/thread/changes")
            .query("page", "page-one")
            .send()
            .await
            .expect(200);
        world.asks("GET", "/nothing").await.problem();
        let all = wait::until("three more lines", || async {
            let all = lines();
            (all.len() >= before + 3).then_some(all)
        })
        .await;
        let new = &all[before..];
        assert_eq!(new.len(), 3, "{new:?}");
        assert!(
            new.iter()
                .all(|line| line["status"].is_u64() && line["route"].is_string()),
            "{new:?}"
        );
        for line in new {
            let at = line["at"].as_str().unwrap_or_default();
            assert!(at.starts_with("20") && at.ends_with('Z'), "{line}");
        }
        assert_eq!(
            new[0]["page"], new[1]["page"],
            "lines about one page can be told together"
        );
        assert_eq!(new[2]["code"], "route_unknown");
    });
}
