//! CORS: the site's own pages may call, others may not.

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;

#[test]
fn a_page_of_the_site_may_read() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        for origin in [world.pages(), "https://also.example"] {
            let request = reader
                .request("GET", "/thread")
                .query("page", "x")
                .query("as", "fragment");
            let response = request.header("origin", origin).send().await.expect(200);
            assert_eq!(response.header("access-control-allow-origin"), origin);
            assert!(
                response.header("vary").to_lowercase().contains("origin"),
                "{:?}",
                response.headers
            );
            assert_eq!(
                response.header("access-control-allow-credentials"),
                "",
                "there are no cookies to allow"
            );
        }
    });
}

#[test]
fn another_page_may_not() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        for origin in [
            "https://elsewhere.example",
            "null",
            "http://also.example",
            "https://also.example.evil.example",
        ] {
            for path in [
                "/thread?page=x&as=json",
                "/thread/changes?page=x&since=0",
                "/me?page=x",
                "/queue",
            ] {
                let response = reader
                    .request("GET", path)
                    .header("origin", origin)
                    .send()
                    .await;
                response.refused(ProblemCode::OriginNotAllowed);
            }
            let response = reader
                .request("POST", "/comments")
                .header("origin", origin)
                .json(&"x")
                .send()
                .await;
            response.refused(ProblemCode::OriginNotAllowed);
        }
    });
}

#[test]
fn preflight_tells_what_is_allowed() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let ask = |origin: &str| {
            let request = reader
                .request("OPTIONS", "/comments")
                .header("origin", origin);
            let request = request.header("access-control-request-method", "POST");
            request.header(
                "access-control-request-headers",
                "authorization,content-type,dpop,idempotency-key",
            )
        };
        let response = ask(world.pages()).send().await;
        assert!(
            response.status.is_success(),
            "{} {}",
            response.status,
            response.text()
        );
        assert_eq!(
            response.header("access-control-allow-origin"),
            world.pages()
        );
        let methods = response.header("access-control-allow-methods");
        for method in ["POST", "PATCH", "PUT", "DELETE"] {
            assert!(methods.contains(method), "{method} is not in {methods}");
        }
        let headers = response
            .header("access-control-allow-headers")
            .to_lowercase();
        for header in ["authorization", "content-type", "dpop", "idempotency-key"] {
            assert!(headers.contains(header), "{header} is not in {headers}");
        }
        assert_ne!(response.header("access-control-max-age"), "");
        // Browsers let nobody through whose preflight is no success.
        ask("https://elsewhere.example")
            .send()
            .await
            .refused(ProblemCode::OriginNotAllowed);
    });
}

#[test]
fn every_route_that_the_widget_writes_to_has_a_preflight() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        for (path, method) in [
            ("/me", "PATCH"),
            ("/comments", "POST"),
            ("/comments/01890000-0000-7000-8000-000000000000", "PATCH"),
            (
                "/comments/01890000-0000-7000-8000-000000000000/approve",
                "POST",
            ),
            (
                "/comments/01890000-0000-7000-8000-000000000000/reject",
                "POST",
            ),
            ("/session", "DELETE"),
            ("/sessions", "POST"),
            ("/settings", "PATCH"),
            ("/people/01890000-0000-7000-8000-000000000000/role", "PUT"),
            ("/queue", "GET"),
        ] {
            let request = reader
                .request("OPTIONS", path)
                .header("access-control-request-method", method);
            let response = request.send().await;
            assert!(
                response.status.is_success(),
                "{method} {path}: {} {}",
                response.status,
                response.text()
            );
            assert_eq!(
                response.header("access-control-allow-origin"),
                world.pages(),
                "{method} {path}"
            );
        }
    });
}

#[test]
fn the_page_may_read_why_it_was_refused() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let response = reader.request("GET", "/me").query("page", "x").send().await;
        response.refused(ProblemCode::SignInNeeded);
        let allowed = response.header("access-control-allow-origin");
        assert!(allowed == world.pages() || allowed == "*", "{allowed}");
    });
}

#[test]
fn a_program_without_an_origin_may_read() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let request = reader
            .request("GET", "/thread")
            .query("page", "x")
            .header("origin", "");
        request.send().await.expect(200);
    });
}

#[test]
fn what_a_program_gets_is_no_answer_for_a_page() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        // A cache that keeps one of these must ask again for who has an origin.
        for path in [
            "/feed.json",
            "/feed.atom?page=x",
            "/thread?page=x&as=fragment",
            "/thread?page=x&as=json",
            "/thread/changes?page=x&since=nonsense",
        ] {
            let ask = || reader.request("GET", path).header("origin", "");
            let response = ask().send().await;
            let again = ask().header("if-none-match", response.header("etag"));
            for response in [&response, &again.send().await] {
                let vary = response.header("vary").to_lowercase();
                assert!(vary.contains("origin"), "{path}: {:?}", response.headers);
                assert_eq!(response.header("access-control-allow-origin"), "", "{path}");
            }
        }
    });
}
