//! Limits of one network's requests that write or cost.

use super::limits::{limited, too_soon};
use bedside_client::http::header;
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{Response, World, run, wait};
use bedside_wire::ProblemCode;
use serde_json::{Value, json};
use std::fs::DirEntry;
use std::path::Path;

fn network(burst: u32) -> Value {
    json!({ "network": { "burst": burst, "per_hour": 1 } })
}

/// Begins a sign-in without scripts, as whoever makes a form of ours can.
async fn begins(world: &World, from: &[(&str, &str)], title: &str) -> Response {
    let ana = world.unsigned(OPEN, "ana");
    let comment = json!({ "page": { "key": "flood", "title": title }, "body": "Hello." });
    let comment = comment.to_string();
    let fields = [
        ("mode", "plain"),
        ("provider", "demo"),
        ("comment", comment.as_str()),
        ("lang", "en"),
    ];
    let request = ana.http.post(format!("{}/sign-in", ana.site_url()));
    let mut request = request.header("origin", &ana.worker).form(&fields);
    for (name, value) in from {
        let (name, value) = header(name, value);
        request = request.header(name, value);
    }
    Response::to(request).await
}

#[test]
fn sign_ins_are_counted_by_network_and_no_made_up_address_helps() {
    run(async {
        let world = limited(json!({ "sign_ins": network(4) })).await;
        let from = |address: &'static str| [("x-forwarded-for", address)];
        for address in [
            "192.0.2.7",
            "192.0.2.8:4711",
            "1.2.3.4, 192.0.2.9",
            "192.0.2.250",
        ] {
            begins(&world, &from(address), "Title").await.expect(200);
        }
        for address in ["192.0.2.7", "198.51.100.1, 192.0.2.77", "::ffff:192.0.2.7"] {
            let refused = begins(&world, &from(address), "Title").await;
            refused.problem_page(429);
            assert!(
                !refused.header("retry-after").is_empty(),
                "{:?}",
                refused.headers
            );
        }
        // Cloudflare's header is anybody's on bare workerd.
        let spoofed = [
            ("x-forwarded-for", "192.0.2.7"),
            ("cf-connecting-ip", "203.0.113.9"),
        ];
        begins(&world, &spoofed, "Title").await.problem_page(429);
        begins(&world, &from("198.51.100.1"), "Title")
            .await
            .expect(200);
        // A household in IPv6 has a /48.
        for n in 1..=4 {
            let address = format!("2001:db8:1:{n}::1");
            let from = [("x-forwarded-for", address.as_str())];
            begins(&world, &from, "Title").await.expect(200);
        }
        begins(&world, &from("2001:db8:1:99::1"), "Title")
            .await
            .problem_page(429);
        begins(&world, &from("2001:db8:2:1::1"), "Title")
            .await
            .expect(200);
        let log = world.stack.worker().log();
        for part in ["192.0.2", "198.51.100", "2001:db8"] {
            assert!(!log.contains(part), "an address in the log: {log}");
        }
    });
}

#[test]
fn a_site_has_so_many_sign_ins_open_and_no_more() {
    run(async {
        let world = limited(json!({ "open_sign_ins": 11 })).await;
        // Those that keep a comment are a tenth.
        for _ in 0..2 {
            begins(&world, &[], "Title").await.expect(200);
        }
        begins(&world, &[], "Title").await.problem_page(429);
        let ana = world.unsigned(OPEN, "ana");
        for _ in 0..9 {
            ana.begins(&ana.popup("demo")).await.expect(200);
        }
        ana.begins(&ana.popup("demo")).await.problem_page(429);
    });
}

#[test]
fn expensive_reads_are_counted_by_network() {
    run(async {
        let limits = json!({ "searches": network(2), "counts": network(2) });
        let world = limited(limits).await;
        let reader = world.stranger(OPEN);
        // Other words each time: an answer from memory costs nothing.
        let search = |words: &'static str, from: &'static str| {
            let request = reader.request("GET", "/thread").query("page", "p");
            let request = request.query("q", words).query("as", "json");
            request.header("x-forwarded-for", from).send()
        };
        let author = || {
            let request = reader
                .request("GET", "/feed.json")
                .query("author", "Nobody");
            request.header("x-forwarded-for", "192.0.2.7").send()
        };
        search("the", "192.0.2.7").await.expect(200);
        author().await.expect(200);
        too_soon(&search("pain", "192.0.2.8").await);
        search("sleep", "192.0.3.7").await.expect(200);
        let count = |from: &'static str| {
            let request = reader
                .request("POST", "/counts")
                .header("x-forwarded-for", from);
            request.json(&json!({ "pages": ["a", "b"] })).send()
        };
        for _ in 0..2 {
            count("192.0.2.7").await.expect(200);
        }
        too_soon(&count("192.0.2.7").await);
        // Reading itself goes on.
        let request = reader.request("GET", "/thread").query("page", "p");
        request
            .header("x-forwarded-for", "192.0.2.7")
            .send()
            .await
            .expect(200);
    });
}

#[test]
fn reading_has_a_limit_and_the_files_of_the_build_have_none() {
    run(async {
        let world = limited(json!({ "requests": network(5) })).await;
        let reader = world.stranger(OPEN);
        let read = |n: usize| {
            let request = reader
                .request("GET", "/thread")
                .query("page", &format!("made-up-{n}"));
            let request = request
                .query("as", "json")
                .header("x-forwarded-for", "192.0.2.7");
            request.send()
        };
        for n in 0..5 {
            read(n).await.expect(200);
        }
        too_soon(&read(5).await);
        for path in ["/embed.js", "/healthz"] {
            let request = reader.http.get(format!("{}{path}", world.worker()));
            Response::to(request.header("x-forwarded-for", "192.0.2.7"))
                .await
                .expect(200);
        }
    });
}

#[test]
fn who_guesses_at_secrets_is_shut_out_of_their_routes() {
    run(async {
        let world = limited(json!({ "guesses": network(3) })).await;
        let ana = world.stranger(OPEN);
        let operator = |token: String, from: &'static str| {
            let request = ana.http.post(format!("{}/owner-link", ana.site_url()));
            Response::to(request.bearer_auth(token).header("x-forwarded-for", from))
        };
        let right = world.stack.secrets().operator_token.clone();
        let wrong = || "w".repeat(40);
        operator(wrong(), "192.0.2.7")
            .await
            .refused(ProblemCode::NotAllowed);
        let request = |path: &str| {
            let request = ana.http.get(format!("{}{path}", ana.site_url()));
            Response::to(request.header("x-forwarded-for", "192.0.2.7"))
        };
        request("/claim?token=made-up").await.problem_page(410);
        request("/feed.json?replies=made-up")
            .await
            .refused(ProblemCode::LinkInvalid);
        // None is left, for the right one neither.
        too_soon(&operator(right.clone(), "192.0.2.7").await);
        request("/claim?token=made-up").await.problem_page(429);
        too_soon(&request("/feed.json?replies=made-up").await);
        operator(right, "198.51.100.1").await.expect(201);
        request("/feed.json").await.expect(200);
    });
}

#[test]
fn without_an_address_the_limits_for_networks_are_off_and_the_log_says_so_once() {
    run(async {
        let mut deployment = deployment();
        deployment["limits"]["sign_ins"] = network(1);
        let world = World::start(deployment).await;
        for _ in 0..3 {
            begins(&world, &[("x-forwarded-for", "192.0.2.7")], "Title")
                .await
                .expect(200);
        }
        let log = wait::until("the warning", || async {
            let log = world.stack.worker().log();
            log.contains("client_address").then_some(log)
        });
        assert_eq!(log.await.matches("client_address").count(), 1);
    });
}

/// Bytes of everything that the sites of this worker have on the disk.
fn stored(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let size = |entry: DirEntry| match entry.path() {
        path if path.is_dir() => stored(&path),
        path => path.metadata().map_or(0, |file| file.len()),
    };
    entries.map(size).sum()
}

#[test]
fn sign_ins_with_long_titles_take_no_more_room_than_they_may() {
    run(async {
        let world = World::start(deployment()).await;
        let objects = world.stack.data().join("objects");
        let title = "Title ".repeat(10_000);
        begins(&world, &[], &title).await.expect(200);
        let before = stored(&objects);
        for _ in 0..100 {
            begins(&world, &[], &title).await.expect(200);
        }
        // A row of an attempt, its share of the write-ahead log, and no title of 60 KB.
        let grown = stored(&objects) - before;
        assert!(grown < 100 * 20_000, "{grown} bytes for a hundred sign-ins");
    });
}
