//! `GET /metrics`: counts and latencies for who runs the server, and nothing of
//! anybody's.

use bedside_client::http;
use bedside_tests::world::{CAREFUL, OPEN, deployment, new_folder};
use bedside_tests::{Response, World, run};
use bedside_wire::ProblemCode;
use bedside_xtask::stack::Options;
use serde_json::json;

const METRICS_TOKEN: &str = "Kd83jf0aPq7Lm2Zx9Wb4Tn6Ry1Vc5Hs0";

async fn ask(world: &World, token: &str) -> Response {
    let url = format!("{}/metrics", world.worker());
    Response::to(http::client().get(url).bearer_auth(token)).await
}

/// The value of one line.
fn value(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let line = line.unwrap_or_else(|| panic!("no {name} in {text}"));
    line.trim()
        .parse()
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn requests_are_counted_by_class_and_status() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        ana.posts("counted", "One.").await;
        ana.posts("counted", "Two.").await;
        let refused = ana.request("POST", "/comments").json(&json!({ "body": 1 }));
        refused.send().await.problem();
        world
            .asks("GET", "/nothing")
            .await
            .refused(ProblemCode::RouteUnknown);
        let response = ask(&world, &world.stack.secrets().operator_token)
            .await
            .expect(200);
        assert_eq!(
            response.header("content-type"),
            "text/plain; version=0.0.4; charset=utf-8"
        );
        assert_eq!(response.header("cache-control"), "no-store");
        let text = response.text();
        let requests = |labels: &str| value(&text, &format!("bedside_requests_total{{{labels}}}"));
        assert!(
            (requests("class=\"comments\",status=\"201\"") - 2.0).abs() < 0.1,
            "{text}"
        );
        assert!(
            text.contains("bedside_requests_total{class=\"comments\",status=\"4"),
            "{text}"
        );
        assert!(
            (requests("class=\"unknown\",status=\"404\"") - 1.0).abs() < 0.1,
            "{text}"
        );
        let took = "bedside_request_duration_seconds_count{class=\"comments\"}";
        assert!((value(&text, took) - 3.0).abs() < 0.1, "{text}");
        assert!(
            (value(&text, "bedside_configuration_ok ") - 1.0).abs() < 0.1,
            "{text}"
        );
    });
}

#[test]
fn live_connections_and_responses_from_memory_are_counted() {
    run(async {
        let world = World::start(deployment()).await;
        let reader = world.stranger(OPEN);
        let socket = reader.tries_to_listen("page").await.expect("a socket");
        for _ in 0..5 {
            reader.reads("page").await;
        }
        let text = ask(&world, &world.stack.secrets().operator_token)
            .await
            .text();
        assert!(
            (value(&text, "bedside_live_connections ") - 1.0).abs() < 0.1,
            "{text}"
        );
        assert!(
            value(&text, "bedside_cached_responses_total ") > 0.0,
            "{text}"
        );
        drop(socket);
    });
}

#[test]
fn metrics_need_a_token_of_their_own_or_the_operators() {
    run(async {
        let options = Options {
            deployment: Some(deployment()),
            worker_env: vec![("BEDSIDE_METRICS_TOKEN".into(), METRICS_TOKEN.into())],
            ..Options::new(new_folder())
        };
        let world = World::start_with(options).await.expect("a stack");
        for token in ["", "wrong"] {
            ask(&world, token).await.refused(ProblemCode::NotAllowed);
        }
        ask(&world, METRICS_TOKEN).await.expect(200);
        ask(&world, &world.stack.secrets().operator_token)
            .await
            .expect(200);
        // It opens nothing else.
        let url = format!("{}/v1/owner-links", world.worker());
        let request = http::client().post(url).bearer_auth(METRICS_TOKEN);
        Response::to(request).await.refused(ProblemCode::NotAllowed);
    });
}

#[test]
fn metrics_hold_nothing_of_anybodys() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(CAREFUL, "ana").await;
        ana.posts("a-very-private-page", "My-very-private-diagnosis")
            .await;
        for path in [
            "/a-very-private-path",
            "/v1/sites/a-very-private-site/thread?page=a-very-private-page",
            "/v1/sites/quiet-clinic/comments/a-very-private-comment",
        ] {
            world.asks("GET", path).await;
        }
        let text = ask(&world, &world.stack.secrets().operator_token)
            .await
            .text();
        let token = ana.token.clone().expect("a token");
        for part in ["private", CAREFUL, "ana", "127.0.0.1", &token] {
            assert!(!text.contains(part), "{part} is in {text}");
        }
    });
}
