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
            let call = reader
                .call("GET", "/thread")
                .query("page", "x")
                .query("as", "fragment");
            let answer = call.header("origin", origin).answer().await.expect(200);
            assert_eq!(answer.header("access-control-allow-origin"), origin);
            assert!(
                answer.header("vary").to_lowercase().contains("origin"),
                "{:?}",
                answer.headers
            );
            assert_eq!(
                answer.header("access-control-allow-credentials"),
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
                let answer = reader
                    .call("GET", path)
                    .header("origin", origin)
                    .answer()
                    .await;
                answer.refused(ProblemCode::OriginNotAllowed);
            }
            let answer = reader
                .call("POST", "/comments")
                .header("origin", origin)
                .json(&"x")
                .answer()
                .await;
            answer.refused(ProblemCode::OriginNotAllowed);
        }
    });
}

#[test]
fn preflight_tells_what_is_allowed() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let ask = |origin: &str| {
            let call = reader.call("OPTIONS", "/comments").header("origin", origin);
            let call = call.header("access-control-request-method", "POST");
            call.header(
                "access-control-request-headers",
                "authorization,content-type,dpop,idempotency-key",
            )
        };
        let answer = ask(world.pages()).answer().await;
        assert!(
            answer.status.is_success(),
            "{} {}",
            answer.status,
            answer.text()
        );
        assert_eq!(answer.header("access-control-allow-origin"), world.pages());
        let methods = answer.header("access-control-allow-methods");
        for method in ["POST", "PATCH", "PUT", "DELETE"] {
            assert!(methods.contains(method), "{method} is not in {methods}");
        }
        let headers = answer.header("access-control-allow-headers").to_lowercase();
        for header in ["authorization", "content-type", "dpop", "idempotency-key"] {
            assert!(headers.contains(header), "{header} is not in {headers}");
        }
        assert_ne!(answer.header("access-control-max-age"), "");
        // Browsers let nobody through whose preflight is no success.
        ask("https://elsewhere.example")
            .answer()
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
            let call = reader
                .call("OPTIONS", path)
                .header("access-control-request-method", method);
            let answer = call.answer().await;
            assert!(
                answer.status.is_success(),
                "{method} {path}: {} {}",
                answer.status,
                answer.text()
            );
            assert_eq!(
                answer.header("access-control-allow-origin"),
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
        let answer = reader.call("GET", "/me").query("page", "x").answer().await;
        answer.refused(ProblemCode::SignInNeeded);
        let allowed = answer.header("access-control-allow-origin");
        assert!(allowed == world.pages() || allowed == "*", "{allowed}");
    });
}

#[test]
fn a_program_without_an_origin_may_read() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let call = reader
            .call("GET", "/thread")
            .query("page", "x")
            .header("origin", "");
        call.answer().await.expect(200);
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
            let ask = || reader.call("GET", path).header("origin", "");
            let answer = ask().answer().await;
            let again = ask().header("if-none-match", answer.header("etag"));
            for answer in [&answer, &again.answer().await] {
                let vary = answer.header("vary").to_lowercase();
                assert!(vary.contains("origin"), "{path}: {:?}", answer.headers);
                assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
            }
        }
    });
}
