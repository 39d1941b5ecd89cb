//! Limits of one person's writes.

use bedside_client::person::comment;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Person, Response, World, run};
use bedside_wire::ProblemCode;
use bedside_wire::session::ExchangeSignIn;
use serde_json::{Value, json};

/// A stack whose client addresses come in a header, with limits of its own.
pub async fn limited(limits: Value) -> World {
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

/// The refusal of what came too soon: for programs and for people.
pub fn too_soon(response: &Response) -> u64 {
    let problem = response.refused(ProblemCode::RateLimited);
    let seconds = problem.limit.expect("the seconds to wait");
    assert_eq!(response.header("retry-after"), seconds.to_string());
    assert!((1..=3_600).contains(&seconds), "{seconds}");
    let told: String = problem.title.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(told, seconds.to_string(), "{}", problem.title);
    seconds
}

async fn tries_to_post(person: &Person, page: &str, key: &str) -> Response {
    let request = person.request("POST", "/comments").idempotency_key(key);
    request.json(&comment(page, None, "Hello.")).send().await
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
            .request("POST", "/comments")
            .header("accept-language", "de");
        let german = german.json(&comment(&page, None, "Hallo.")).send().await;
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
            let request = ana.request("PATCH", "/me").json(&json!({ "name": name }));
            request.send()
        };
        rename("First Name").await.expect(200);
        // A comment that comes with another name renames as well.
        let mut named = comment(&page, None, "Hello.");
        named.name = Some("Second Name".into());
        let request = ana.request("POST", "/comments").json(&named);
        request.send().await.expect(201);
        too_soon(&rename("Third Name").await);
        named.name = Some("Fourth Name".into());
        too_soon(&ana.request("POST", "/comments").json(&named).send().await);
        let kept = ana.posts(&page, "Under the name I have.").await;
        assert_eq!(kept.author, "Second Name");
        let ben = world.person(OPEN, "ben").await;
        let path = format!("/comments/{}/vote", kept.id);
        let vote = || {
            let request = ben.request("PUT", &path).json(&json!({ "vote": "up" }));
            request.send()
        };
        vote().await.expect(200);
        too_soon(&vote().await);
    });
}

#[test]
fn what_is_refused_costs_nothing_of_a_limit() {
    run(async {
        let limits = json!({ "names": account(1), "comments": account(1) });
        let world = limited(limits).await;
        let page = world.page("refused");
        let ana = world.person(OPEN, "ana").await;
        let rename = |name: &'static str| {
            let request = ana.request("PATCH", "/me").json(&json!({ "name": name }));
            request.send()
        };
        let post = |parent: Option<&'static str>, name: &'static str| {
            let mut sent = comment(&page, None, "Hello.");
            sent.parent = parent.map(str::to_owned);
            sent.name = Some(name.to_owned());
            ana.request("POST", "/comments").json(&sent).send()
        };
        for _ in 0..3 {
            let refused = rename("Moderator").await;
            refused.refused(ProblemCode::NameReserved);
            let refused = post(None, "Moderator").await;
            refused.refused(ProblemCode::NameReserved);
            let refused = post(Some("0198f2f4-0000-7000-8000-000000000000"), "Any").await;
            refused.refused(ProblemCode::ParentUnknown);
        }
        rename("First Name").await.expect(200);
        too_soon(&rename("Second Name").await);
        // A refusal for another limit costs none of the comments either.
        too_soon(&post(None, "Second Name").await);
        post(None, "First Name").await.expect(201);
        too_soon(&post(None, "First Name").await);
    });
}

#[test]
fn guesses_at_what_is_refused_are_bounded_by_all_requests_of_a_person() {
    run(async {
        let world = limited(json!({ "signed_in": account(4) })).await;
        let ana = world.person(OPEN, "ana").await;
        let rename = || {
            let request = ana
                .request("PATCH", "/me")
                .json(&json!({ "name": "Moderator" }));
            request.send()
        };
        for _ in 0..4 {
            rename().await.refused(ProblemCode::NameReserved);
        }
        too_soon(&rename().await);
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
fn a_made_up_exchange_leaves_nothing_behind() {
    run(async {
        let world = limited(json!({})).await;
        let ana = world.stranger(OPEN);
        let sent = ExchangeSignIn {
            attempt: Some(bedside_client::random(16)),
            code: None,
            page: "p".into(),
        };
        let request = ana.request("POST", "/sessions").json(&sent);
        let request = request.clone().proof(&request.fitting_proof().signed());
        // The proof's id is not stored before somebody's attempt is found.
        for _ in 0..2 {
            request.clone().send().await.expect(202);
        }
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
            let request = ana.request("GET", "/thread").query("page", &page);
            request.query("title", title).query("url", &url).send()
        };
        let evil = format!("{}/out?u=https://evil.example", world.pages());
        let html = ask("Call 0800 EVIL", evil).await.expect(200).text();
        assert!(
            !html.contains("0800 EVIL") && !html.contains("evil.example"),
            "{html}"
        );
        let plain = ana.request("GET", "/thread").query("page", &page);
        assert_eq!(html, plain.send().await.expect(200).text());
    });
}
