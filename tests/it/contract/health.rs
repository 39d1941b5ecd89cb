//! `GET /healthz`, and addresses that do not exist.

use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use serde_json::Value;

#[test]
fn a_healthy_worker_says_so() {
    run(async {
        let response = world().await.asks("GET", "/healthz").await.expect(200);
        assert_eq!(response.json::<Value>()["status"], "ok");
    });
}

#[test]
fn an_unknown_address_is_a_problem() {
    run(async {
        let world = world().await;
        for path in [
            "/",
            "/v1",
            "/v1/sites",
            "/v1/sites/open-garden/nothing",
            "/healthz/x",
            "/..%2f..",
            "/v1//",
        ] {
            world
                .asks("GET", path)
                .await
                .refused(ProblemCode::RouteUnknown);
        }
    });
}

#[test]
fn a_known_address_with_another_method_is_a_problem() {
    run(async {
        let world = world().await;
        for (method, path) in [
            ("POST", "/healthz"),
            ("DELETE", "/v1/sites/open-garden/thread"),
            ("GET", "/v1/sites/open-garden/comments"),
            ("PUT", "/v1/sites/open-garden/session"),
        ] {
            world
                .asks(method, path)
                .await
                .refused(ProblemCode::MethodNotAllowed);
        }
    });
}

#[test]
fn every_answer_forbids_guessing_its_type() {
    run(async {
        let world = world().await;
        for path in [
            "/healthz",
            "/embed.js",
            "/v1/sites/open-garden/thread?page=x",
            "/nothing",
        ] {
            let response = world.asks("GET", path).await;
            assert_eq!(
                response.header("x-content-type-options"),
                "nosniff",
                "{path}"
            );
        }
    });
}
