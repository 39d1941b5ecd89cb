//! `POST S/comments`: every way to be refused, each with its own code.

use bedside_client::person::comment;
use bedside_domain::limits::{BODY_CHARS, NAME_CHARS, PAGE_KEY_BYTES, REQUEST_BYTES};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[test]
fn a_text_is_bounded_in_characters() {
    run(async {
        let world = world().await;
        let page = world.page("bounds");
        let ana = world.person(OPEN, "ana").await;
        // Four bytes each: characters are counted, not bytes.
        ana.posts(&page, &"🌿".repeat(BODY_CHARS)).await;
        let long = comment(&page, None, &"x".repeat(BODY_CHARS + 1));
        let problem = ana
            .request("POST", "/comments")
            .json(&long)
            .send()
            .await
            .refused(ProblemCode::FieldTooLong);
        assert_eq!(
            (problem.field.as_deref(), problem.limit),
            (Some("body"), Some(BODY_CHARS as u64))
        );
    });
}

#[test]
fn every_field_is_checked_by_name() {
    run(async {
        let world = world().await;
        let page = world.page("fields");
        let ana = world.person(OPEN, "ana").await;
        let good = || json!({ "page": { "key": page }, "body": "Fine." });
        let with = |path: &[&str], value: Value| {
            let mut sent = good();
            let mut place = &mut sent;
            for part in path {
                place = &mut place[*part];
            }
            *place = value;
            sent
        };
        let long = |n: usize| Value::from("x".repeat(n));
        for (sent, code, field) in [
            (with(&["body"], "".into()), ProblemCode::FieldEmpty, "body"),
            (
                with(&["body"], " \n\t\u{200b}\u{ad}".into()),
                ProblemCode::FieldEmpty,
                "body",
            ),
            (
                with(&["name"], long(NAME_CHARS + 1)),
                ProblemCode::FieldTooLong,
                "name",
            ),
            (
                with(&["name"], "   ".into()),
                ProblemCode::FieldEmpty,
                "name",
            ),
            (
                with(&["page", "key"], "".into()),
                ProblemCode::FieldEmpty,
                "page",
            ),
            (
                with(&["page", "key"], long(PAGE_KEY_BYTES + 1)),
                ProblemCode::FieldTooLong,
                "page",
            ),
            (
                with(&["parent"], "not an id".into()),
                ProblemCode::FieldInvalid,
                "parent",
            ),
        ] {
            let response = ana.request("POST", "/comments").json(&sent).send().await;
            let problem = response.refused(code);
            assert_eq!(problem.field.as_deref(), Some(field), "{sent}");
        }
        assert_eq!(ana.reads(&page).await.total, 0, "nothing of it was stored");
    });
}

#[test]
fn a_reply_needs_a_published_parent_on_the_same_page() {
    run(async {
        let world = world().await;
        let (page, other) = (world.page("parent"), world.page("parent"));
        let ana = world.person(CAREFUL, "ana").await;
        let mia = world.person(CAREFUL, "mia").await;
        let waiting = ana.posts(&page, "Waiting.").await;
        let elsewhere = mia.posts(&other, "Elsewhere.").await;
        for parent in [
            waiting.id.as_str(),
            &elsewhere.id,
            "01890000-0000-7000-8000-000000000000",
        ] {
            let sent = comment(&page, Some(parent), "Reply.");
            let problem = ana
                .request("POST", "/comments")
                .json(&sent)
                .send()
                .await
                .refused(ProblemCode::ParentUnknown);
            assert_eq!(problem.field.as_deref(), Some("parent"));
        }
    });
}

#[test]
fn a_body_that_is_no_json_is_named() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let post = |media: &str, body: Vec<u8>| ana.request("POST", "/comments").raw(media, body);
        let json_type = "application/json";
        for (media, body, code) in [
            (json_type, b"{".to_vec(), ProblemCode::NotJson),
            (json_type, b"".to_vec(), ProblemCode::NotJson),
            (json_type, b"[]".to_vec(), ProblemCode::NotJson),
            (
                json_type,
                b"{\"page\":{\"key\":\"x\"},\"body\":7}".to_vec(),
                ProblemCode::NotJson,
            ),
            (
                json_type,
                "[".repeat(20_000).into_bytes(),
                ProblemCode::NotJson,
            ),
            (
                json_type,
                b"{\"body\":\"\xff\"}".to_vec(),
                ProblemCode::NotUtf8,
            ),
            ("text/plain", b"{}".to_vec(), ProblemCode::MediaType),
            (
                "application/x-www-form-urlencoded",
                b"body=x".to_vec(),
                ProblemCode::MediaType,
            ),
            ("application/jsonx", b"{}".to_vec(), ProblemCode::MediaType),
            ("", b"{}".to_vec(), ProblemCode::MediaType),
        ] {
            post(media, body).send().await.refused(code);
        }
        // The healthy worker behind it still answers.
        let sent = serde_json::to_vec(&comment(&world.page("json"), None, "Fine.")).expect("JSON");
        post("application/json; charset=utf-8", sent)
            .send()
            .await
            .expect(201);
    });
}

#[test]
fn a_body_over_the_limit_is_refused_before_it_is_parsed() {
    run(async {
        let world = world().await;
        let page = world.page("bytes");
        let ana = world.person(OPEN, "ana").await;
        let sent = serde_json::to_vec(&comment(&page, None, "Fine.")).expect("JSON");
        let padded = |size: usize| {
            let mut body = sent.clone();
            body.resize(size, b' ');
            body
        };
        ana.request("POST", "/comments")
            .raw("application/json", padded(REQUEST_BYTES))
            .send()
            .await
            .expect(201);
        for size in [REQUEST_BYTES + 1, 1024 * 1024] {
            let response = ana
                .request("POST", "/comments")
                .raw("application/json", padded(size))
                .send()
                .await;
            let problem = response.refused(ProblemCode::BodyTooLarge);
            assert_eq!(problem.limit, Some(REQUEST_BYTES as u64));
        }
    });
}

#[test]
fn a_body_that_says_two_lengths_is_held_to_the_limit() {
    run(async {
        let world = world().await;
        let path = format!("/v1/sites/{OPEN}/plain/comments");
        let host = world.worker().trim_start_matches("http://");
        let body = "x".repeat(REQUEST_BYTES + 1);
        // Chunks count, and not the length that is given beside them (RFC
        // 9112, 6.3).
        let sent = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Origin: http://{host}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n\
             {:x}\r\n{body}\r\n0\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(host).await.expect("a connection");
        stream.write_all(sent.as_bytes()).await.expect("sent");
        let mut response = vec![0; 12];
        stream.read_exact(&mut response).await.expect("an answer");
        assert_eq!(String::from_utf8_lossy(&response), "HTTP/1.1 413");
    });
}

#[test]
fn a_body_without_end_harms_nobody() {
    run(async {
        let world = world().await;
        let page = world.page("endless");
        let ana = world.person(OPEN, "ana").await;
        // Nobody waits for the end of this one. Whether its sender still hears
        // why depends on when the connection closes; the next one is served.
        let endless = ana
            .request("POST", "/comments")
            .raw("application/json", vec![b' '; 20 * 1024 * 1024]);
        if let Some(response) = endless.try_send().await {
            response.refused(ProblemCode::BodyTooLarge);
        }
        ana.posts(&page, "Fine again.").await;
    });
}

#[test]
fn a_stranger_is_asked_to_sign_in() {
    run(async {
        let world = world().await;
        let stranger = world.stranger(OPEN);
        let sent = comment("x", None, "Hello.");
        let response = stranger
            .request("POST", "/comments")
            .json(&sent)
            .send()
            .await;
        response.refused(ProblemCode::SignInNeeded);
        assert!(
            response.header("www-authenticate").starts_with("DPoP"),
            "{:?}",
            response.headers
        );
        let elsewhere = world.stranger("nowhere");
        elsewhere
            .request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .refused(ProblemCode::SiteUnknown);
    });
}
