//! A deployment that is wrong says what is wrong: by name to the operator, as
//! one code to readers.

use bedside_tests::world::{deployment, new_folder};
use bedside_tests::{World, run};
use bedside_wire::ProblemCode;
use bedside_xtask::stack::{Options, Ready, Runtime};
use serde_json::{Value, json};

/// Starts a worker with one thing wrong; the log must name it.
async fn refused(environment: &[(&str, String)], deployment: Value, named: &[&str]) {
    let options = Options {
        deployment: Some(deployment),
        worker_env: environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        ..Options::new(new_folder())
    };
    answers_nothing(options, named).await;
}

/// Starts a worker that has something wrong, asks it for a page, for data and
/// for a script, and reads its log.
async fn answers_nothing(options: Options, named: &[&str]) {
    let options = Options {
        ready: Ready::Answering,
        ..options
    };
    let world = World::start_with(options)
        .await
        .unwrap_or_else(|e| panic!("{named:?}: {e}"));
    for path in ["/healthz", "/v1/sites/open-garden/thread?page=x&as=json"] {
        let response = world.asks("GET", path).await;
        assert_eq!(response.status, 500, "{named:?}: {}", response.text());
        let problem = response.refused(ProblemCode::Misconfigured);
        let text = serde_json::to_string(&problem).expect("JSON");
        for word in named {
            assert!(!text.contains(word), "the reader is told of {word}: {text}");
        }
    }
    let page = world
        .asks("GET", "/v1/sites/open-garden/sign-in?mode=popup")
        .await;
    page.problem_page(500);
    let script = world.asks("GET", "/embed.js").await;
    script.refused(ProblemCode::Misconfigured);
    let log = world.stack.worker().log();
    for word in named {
        assert!(log.contains(word), "{word} is not named: {log}");
    }
}

fn with(path: &[&str], value: Value) -> Value {
    let mut whole = deployment();
    let mut place = &mut whole;
    for part in path {
        place = match part.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[*part],
        };
    }
    *place = value;
    whole
}

#[test]
fn every_binding_that_is_not_there_is_named() {
    if Runtime::from_env() == Runtime::Wrangler {
        return; // It has a configuration of its own.
    }
    run(async {
        for name in [
            "BEDSIDE_CONFIG",
            "BEDSIDE_SECRET",
            "BEDSIDE_OPERATOR_TOKEN",
            "BEDSIDE_PROVIDER_SECRETS",
            "ASSETS",
            "SITE",
            "LIVE_ROOM",
        ] {
            let options = Options {
                deployment: Some(deployment()),
                unbound: vec![name.to_owned()],
                ..Options::new(new_folder())
            };
            answers_nothing(options, &[&format!("binding {name}")]).await;
        }
    });
}

#[test]
fn secrets_that_can_be_guessed_are_named() {
    run(async {
        for (name, value) in [
            ("BEDSIDE_SECRET", "0".repeat(64)),
            ("BEDSIDE_SECRET", "0123456789abcdef".repeat(4)),
            ("BEDSIDE_OPERATOR_TOKEN", "a".repeat(32)),
            ("BEDSIDE_OPERATOR_TOKEN", "password".repeat(4)),
        ] {
            let named = format!("{name} can be guessed");
            refused(&[(name, value)], deployment(), &[&named]).await;
        }
    });
}

#[test]
fn every_binding_that_is_missing_or_bad_is_named() {
    run(async {
        let none = String::new;
        refused(
            &[("BEDSIDE_CONFIG", none())],
            deployment(),
            &["BEDSIDE_CONFIG"],
        )
        .await;
        refused(
            &[("BEDSIDE_SECRET", none())],
            deployment(),
            &["BEDSIDE_SECRET"],
        )
        .await;
        refused(
            &[("BEDSIDE_SECRET", "short".into())],
            deployment(),
            &["BEDSIDE_SECRET"],
        )
        .await;
        refused(
            &[("BEDSIDE_SECRET", "z".repeat(64))],
            deployment(),
            &["BEDSIDE_SECRET"],
        )
        .await;
        refused(
            &[("BEDSIDE_OPERATOR_TOKEN", none())],
            deployment(),
            &["BEDSIDE_OPERATOR_TOKEN"],
        )
        .await;
        refused(
            &[("BEDSIDE_OPERATOR_TOKEN", "short".into())],
            deployment(),
            &["BEDSIDE_OPERATOR_TOKEN"],
        )
        .await;
        refused(
            &[("BEDSIDE_PROVIDER_SECRETS", "[]".into())],
            deployment(),
            &["BEDSIDE_PROVIDER_SECRETS"],
        )
        .await;
        let one = json!({ "demo": "x", "github": "x" }).to_string();
        refused(
            &[("BEDSIDE_PROVIDER_SECRETS", one)],
            deployment(),
            &["BEDSIDE_PROVIDER_SECRETS", "absent"],
        )
        .await;
    });
}

#[test]
fn every_bad_value_of_the_document_is_named() {
    run(async {
        refused(
            &[("BEDSIDE_CONFIG", "{".into())],
            deployment(),
            &["BEDSIDE_CONFIG"],
        )
        .await;
        let site = "open-garden";
        for (path, value, named) in [
            (
                vec!["public_url"],
                json!("not an address"),
                vec!["public_url", "not an address"],
            ),
            (
                vec!["public_url"],
                json!("https://a.example/path"),
                vec!["public_url"],
            ),
            (
                vec!["public_url"],
                json!("http://comments.example.org"),
                vec!["public_url", "http://comments.example.org", "https://"],
            ),
            (
                vec!["providers", "0", "issuer"],
                json!("http://id.example.org"),
                vec!["demo", "http://id.example.org", "https://"],
            ),
            (
                vec!["client_address"],
                json!({ "header": "X-Forwarded-For", "trusted_hops": 0 }),
                vec!["client_address", "trusted_hops"],
            ),
            (vec!["live_sockets"], json!(0), vec!["live_sockets"]),
            (
                vec!["limits", "coments"],
                json!({ "account": { "burst": 1, "per_hour": 1 } }),
                vec!["limits.coments"],
            ),
            (
                vec!["limits", "comments"],
                json!({ "account": { "burst": 1, "per_week": 1 } }),
                vec!["limits.comments.account", "per_hour"],
            ),
            (
                vec!["sites", site, "origins"],
                json!([]),
                vec![site, "origins"],
            ),
            (
                vec!["sites", site, "origins"],
                json!(["https://a.example/path"]),
                vec![site, "https://a.example/path"],
            ),
            (
                vec!["sites", site, "origins"],
                json!(["*"]),
                // The log's lines are JSON.
                vec![site, "\\\"*\\\""],
            ),
            (vec!["sites", site, "lang"], json!("tlh"), vec![site, "tlh"]),
            (
                vec!["sites", site, "providers"],
                json!(["nobody"]),
                vec![site, "nobody"],
            ),
            (
                vec!["sites", site, "moderation"],
                json!("whenever"),
                vec!["whenever"],
            ),
            (
                vec!["sites", "Bad Id"],
                json!({ "origins": ["https://a.example"] }),
                vec!["Bad Id"],
            ),
            (
                vec!["sites", site, "texts"],
                json!({ "tlh": { "post": "nob" } }),
                vec![site, "texts", "tlh"],
            ),
            (
                vec!["sites", site, "texts"],
                json!({ "en": { "write_a_comment": "Ask" } }),
                vec![site, "texts.en", "write_a_comment"],
            ),
            (
                vec!["sites", site, "texts"],
                json!({ "en": { "reply_to": "Answer" } }),
                vec!["texts.en", "reply_to", "{name}"],
            ),
            (
                vec!["sites", site, "texts"],
                json!({ "sv": { "post": "x".repeat(501) } }),
                vec!["texts.sv", "post", "characters"],
            ),
            (
                vec!["sites", site, "texts"],
                json!({ "en": { "post": " " } }),
                vec!["texts.en", "post", "empty"],
            ),
            (vec!["sites", site, "orgins"], json!([]), vec!["orgins"]),
            (
                vec!["providers", "0", "issuer"],
                json!("ftp://a.example"),
                vec!["demo", "ftp://a.example"],
            ),
            (vec!["providers", "0", "kind"], json!("saml"), vec!["saml"]),
            (vec!["providers", "1", "id"], json!("demo"), vec!["demo"]),
        ] {
            refused(&[], with(&path, value), &named).await;
        }
    });
}
