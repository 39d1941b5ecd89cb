//! How often one person and one network may do what writes or costs.

use bedside_tests::http::header;
use bedside_tests::person::comment;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Answer, Person, World, run, wait};
use bedside_wire::ProblemCode;
use bedside_wire::session::ExchangeSignIn;
use serde_json::{Value, json};

/// A stack whose client addresses come in a header, with limits of its own.
async fn limited(limits: Value) -> World {
    let mut deployment = deployment();
    for (name, value) in limits.as_object().expect("an object") {
        deployment["limits"][name] = value.clone();
    }
    deployment["client_address"] = json!({ "header": "X-Forwarded-For", "trusted_hops": 1 });
    World::start(deployment).await
}

fn account(burst: u32) -> Value {
    json!({ "account": { "burst": burst, "per_hour": 1 } })
}

fn network(burst: u32) -> Value {
    json!({ "network": { "burst": burst, "per_hour": 1 } })
}

/// The refusal of what came too soon: for programs and for people.
fn too_soon(answer: &Answer) -> u64 {
    let problem = answer.refused(ProblemCode::RateLimited);
    let seconds = problem.limit.expect("the seconds to wait");
    assert_eq!(answer.header("retry-after"), seconds.to_string());
    assert!((1..=3_600).contains(&seconds), "{seconds}");
    let told: String = problem.title.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(told, seconds.to_string(), "{}", problem.title);
    seconds
}

async fn tries_to_post(person: &Person, page: &str, key: &str) -> Answer {
    let call = person.call("POST", "/comments").idempotency_key(key);
    call.json(&comment(page, None, "Hello.")).answer().await
}

/// Begins a sign-in without scripts, as whoever makes a form of ours can.
async fn begins(world: &World, from: &[(&str, &str)], title: &str) -> Answer {
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
    Answer::to(request).await
}

#[test]
fn a_persons_comments_have_a_limit_and_their_repeats_do_not() {
    run(async {
        let world = limited(json!({ "comments": account(2) })).await;
        let page = world.page("limit");
        let ana = world.person(OPEN, "ana").await;
        for key in ["first-key", "second-key"] {
            tries_to_post(&ana, &page, key).await.expect(201);
        }
        let seconds = too_soon(&tries_to_post(&ana, &page, "third-key").await);
        assert!(seconds > 3_500, "{seconds}");
        let repeated = tries_to_post(&ana, &page, "second-key").await.expect(201);
        assert_eq!(repeated.header("idempotency-replayed"), "true");
        // Another session is the same person.
        let again = world.person(OPEN, "ana").await;
        too_soon(&tries_to_post(&again, &page, "fourth-key").await);
        let ben = world.person(OPEN, "ben").await;
        tries_to_post(&ben, &page, "first-key").await.expect(201);
        ben.reads_until(&page, "the three", |view| view.total == 3)
            .await;
        // In the reader's own language.
        let german = ana
            .call("POST", "/comments")
            .header("accept-language", "de");
        let german = german.json(&comment(&page, None, "Hallo.")).answer().await;
        too_soon(&german);
        assert!(
            german.problem().title.contains("Sekunden"),
            "{}",
            german.text()
        );
    });
}

#[test]
fn names_and_votes_have_limits_of_their_own() {
    run(async {
        let world = limited(json!({ "names": account(2), "votes": account(1) })).await;
        let page = world.page("renames");
        let ana = world.person(OPEN, "ana").await;
        let rename = |name: &'static str| {
            let call = ana.call("PATCH", "/me").json(&json!({ "name": name }));
            call.answer()
        };
        rename("First Name").await.expect(200);
        // A comment that comes with another name renames as well.
        let mut named = comment(&page, None, "Hello.");
        named.name = Some("Second Name".into());
        let call = ana.call("POST", "/comments").json(&named);
        call.answer().await.expect(201);
        too_soon(&rename("Third Name").await);
        named.name = Some("Fourth Name".into());
        too_soon(&ana.call("POST", "/comments").json(&named).answer().await);
        let kept = ana.posts(&page, "Under the name I have.").await;
        assert_eq!(kept.author, "Second Name");
        let ben = world.person(OPEN, "ben").await;
        let path = format!("/comments/{}/vote", kept.id);
        let vote = || {
            let call = ben.call("PUT", &path).json(&json!({ "vote": "up" }));
            call.answer()
        };
        vote().await.expect(200);
        too_soon(&vote().await);
    });
}

#[test]
fn a_person_has_so_many_comments_waiting_and_no_more() {
    run(async {
        let world = limited(json!({ "waiting": 3 })).await;
        let page = world.page("waiting");
        let ana = world.person(CAREFUL, "ana").await;
        let first = ana.posts(&page, "One.").await;
        for body in ["Two.", "Three."] {
            ana.posts(&page, body).await;
        }
        let refused = tries_to_post(&ana, &page, "one-too-many").await;
        let problem = refused.refused(ProblemCode::TooManyWaiting);
        assert_eq!(problem.limit, Some(3));
        let ben = world.person(CAREFUL, "ben").await;
        ben.posts(&page, "Mine.").await;
        let mia = world.person(CAREFUL, "mia").await;
        mia.approves(&first).await;
        tries_to_post(&ana, &page, "one-too-many").await.expect(201);
    });
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
        let world = limited(json!({ "open_sign_ins": 3 })).await;
        for _ in 0..3 {
            begins(&world, &[], "Title").await.expect(200);
        }
        begins(&world, &[], "Title").await.problem_page(429);
    });
}

#[test]
fn expensive_reads_are_counted_by_network() {
    run(async {
        let limits = json!({ "searches": network(2), "counts": network(2) });
        let world = limited(limits).await;
        let reader = world.stranger(OPEN);
        let search = |from: &'static str| {
            let call = reader.call("GET", "/thread").query("page", "p");
            let call = call.query("q", "the").query("as", "json");
            call.header("x-forwarded-for", from).answer()
        };
        let author = || {
            let call = reader.call("GET", "/feed.json").query("author", "Nobody");
            call.header("x-forwarded-for", "192.0.2.7").answer()
        };
        search("192.0.2.7").await.expect(200);
        author().await.expect(200);
        too_soon(&search("192.0.2.8").await);
        search("192.0.3.7").await.expect(200);
        let count = |from: &'static str| {
            let call = reader
                .call("POST", "/counts")
                .header("x-forwarded-for", from);
            call.json(&json!({ "pages": ["a", "b"] })).answer()
        };
        for _ in 0..2 {
            count("192.0.2.7").await.expect(200);
        }
        too_soon(&count("192.0.2.7").await);
        // Reading itself goes on.
        let call = reader.call("GET", "/thread").query("page", "p");
        call.header("x-forwarded-for", "192.0.2.7")
            .answer()
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
            let call = reader
                .call("GET", "/thread")
                .query("page", &format!("made-up-{n}"));
            let call = call
                .query("as", "json")
                .header("x-forwarded-for", "192.0.2.7");
            call.answer()
        };
        for n in 0..5 {
            read(n).await.expect(200);
        }
        too_soon(&read(5).await);
        for path in ["/embed.js", "/healthz"] {
            let request = reader.http.get(format!("{}{path}", world.worker()));
            Answer::to(request.header("x-forwarded-for", "192.0.2.7"))
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
            Answer::to(request.bearer_auth(token).header("x-forwarded-for", from))
        };
        let right = world.stack.secrets().admin_token.clone();
        let wrong = || "w".repeat(40);
        operator(wrong(), "192.0.2.7")
            .await
            .refused(ProblemCode::NotAllowed);
        let request = |path: &str| {
            let request = ana.http.get(format!("{}{path}", ana.site_url()));
            Answer::to(request.header("x-forwarded-for", "192.0.2.7"))
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
fn a_made_up_exchange_leaves_nothing_behind() {
    run(async {
        let world = limited(json!({})).await;
        let ana = world.stranger(OPEN);
        let sent = ExchangeSignIn {
            attempt: Some(bedside_tests::random(16)),
            code: None,
            page: "p".into(),
        };
        let call = ana.call("POST", "/sessions").json(&sent);
        let call = call.clone().proof(&call.fitting_proof().signed());
        // The proof's id is not stored before somebody's attempt is found.
        for _ in 0..2 {
            call.clone().answer().await.expect(202);
        }
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

#[test]
fn a_title_in_the_address_shows_nothing_and_makes_nothing() {
    run(async {
        let world = bedside_tests::world().await;
        let page = world.page("reflected");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "Hello.").await;
        let ask = |title: &'static str, url: String| {
            let call = ana.call("GET", "/thread").query("page", &page);
            call.query("title", title).query("url", &url).answer()
        };
        let evil = format!("{}/out?u=https://evil.example", world.pages());
        let html = ask("Call 0800 EVIL", evil).await.expect(200).text();
        assert!(
            !html.contains("0800 EVIL") && !html.contains("evil.example"),
            "{html}"
        );
        let plain = ana.call("GET", "/thread").query("page", &page);
        assert_eq!(html, plain.answer().await.expect(200).text());
    });
}
