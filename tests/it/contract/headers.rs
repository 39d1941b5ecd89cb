//! Headers of each response besides its content.

use bedside_client::provider::Form;
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{Response, World, run, world};

/// Answers of each kind: name, path.
const PAGES: [(&str, &str); 3] = [
    ("plain page", "/v1/sites/open-garden/thread?page=x"),
    (
        "permalink that leads nowhere",
        "/v1/sites/open-garden/comments/x",
    ),
    ("owner's link", "/v1/sites/open-garden/claim"),
];
const WINDOW: [(&str, &str); 3] = [
    (
        "sign-in window",
        "/v1/sites/open-garden/sign-in?mode=popup&origin={{PAGES}}",
    ),
    (
        "sign-in refused",
        "/v1/sites/open-garden/sign-in?mode=popup",
    ),
    ("callback", "/v1/sign-in/callback/demo?code=x&state=y"),
];
const EMBEDDED: [(&str, &str); 9] = [
    ("loader", "/embed.js"),
    ("count tag", "/count.js"),
    ("recent tag", "/recent.js"),
    ("asset", "/assets/x/widget.css"),
    (
        "fragment",
        "/v1/sites/open-garden/thread?page=x&as=fragment",
    ),
    ("JSON", "/v1/sites/open-garden/thread?page=x&as=json"),
    ("Atom feed", "/v1/sites/open-garden/feed.atom"),
    ("JSON feed", "/v1/sites/open-garden/feed.json"),
    ("problem", "/v1/sites/open-garden/me?page=x"),
];

async fn asks(world: &World, path: &str) -> Response {
    world
        .asks("GET", &path.replace("{{PAGES}}", world.pages()))
        .await
}

#[test]
fn only_the_sign_in_window_keeps_its_opener() {
    run(async {
        let world = world().await;
        for (name, path) in PAGES {
            let response = asks(world, path).await;
            assert_eq!(
                response.header("cross-origin-opener-policy"),
                "same-origin",
                "{name}"
            );
        }
        for (name, path) in WINDOW {
            let response = asks(world, path).await;
            assert_eq!(response.header("cross-origin-opener-policy"), "", "{name}");
        }
    });
}

/// The opener policy of an answer that must be a page.
fn opener_policy(page: &Response) -> String {
    assert_eq!(page.status, 200, "{}", page.text());
    page.header("cross-origin-opener-policy").to_owned()
}

#[test]
fn a_sign_in_keeps_its_opener_only_in_a_window_of_its_own() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let begun = ana.begins(&popup).await;
        let finish = ana.opens(ana.consents_at(begun.onward()).await).await;
        assert_eq!([&begun, &finish].map(opener_policy), ["", ""], "popup");

        let redirect = ana.redirect(&format!("{}/a.html", world.pages())).await;
        let start = ana.opens_start(&redirect, &ana.origin).await;
        let begun = ana.begins_redirect(&redirect, "demo").await;
        let finish = ana.opens(ana.consents_at(begun.onward()).await).await;
        let policies = [&start, &begun, &finish].map(opener_policy);
        assert_eq!(policies, ["same-origin"; 3], "full page");

        let page = world.page("opener");
        let begun = ana.writes_plainly(&page, "Hello.").await;
        let confirm = ana.signs_in_plainly(&begun).await;
        let again = ana.submits(Form::in_page(&confirm, "post")).await;
        let policies = [&begun, &confirm, &again].map(opener_policy);
        assert_eq!(policies, ["same-origin"; 3], "without scripts");
    });
}

#[test]
fn pages_use_nothing_of_the_device_and_show_nowhere_else() {
    run(async {
        let world = world().await;
        for (name, path) in PAGES.into_iter().chain(WINDOW) {
            let response = asks(world, path).await;
            let policy = response.header("permissions-policy");
            for feature in ["camera", "microphone", "geolocation", "payment"] {
                assert!(
                    policy.contains(&format!("{feature}=()")),
                    "{name}: {policy}"
                );
            }
            assert_eq!(
                response.header("cross-origin-resource-policy"),
                "same-site",
                "{name}"
            );
            let policy = response.header("content-security-policy");
            assert!(
                policy.contains("frame-ancestors 'none'"),
                "{name}: {policy}"
            );
            assert!(!policy.contains("sandbox"), "{name}: {policy}");
        }
    });
}

#[test]
fn what_is_embedded_may_be_loaded_anywhere_and_framed_nowhere() {
    run(async {
        let world = world().await;
        for (name, path) in EMBEDDED {
            let response = asks(world, path).await;
            let readers = response.header("cross-origin-resource-policy");
            assert_eq!(readers, "cross-origin", "{name}");
            let policy = response.header("content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'", "sandbox"] {
                assert!(policy.contains(part), "{name}: {policy}");
            }
        }
    });
}

#[test]
fn kept_answers_have_the_same_headers() {
    run(async {
        let world = world().await;
        let page = world.page("headers");
        let reader = world.stranger(OPEN);
        for form in ["fragment", "document", "json"] {
            let ask = || {
                reader
                    .request("GET", "/thread")
                    .query("page", &page)
                    .query("as", form)
            };
            let (first, again) = (ask().send().await, ask().send().await);
            let unchanged = ask()
                .header("if-none-match", first.header("etag"))
                .send()
                .await;
            for name in ["content-security-policy", "cross-origin-resource-policy"] {
                assert_ne!(first.header(name), "", "{form}: {name}");
                assert_eq!(first.header(name), again.header(name), "{form}: {name}");
                assert_eq!(first.header(name), unchanged.header(name), "{form}: {name}");
            }
        }
    });
}

#[test]
fn a_deployment_on_https_is_never_asked_otherwise_again() {
    run(async {
        let mut public = deployment();
        public["public_url"] = "https://comments.example.org".into();
        let public = World::start(public).await;
        let local = world().await;
        for (name, path) in PAGES.into_iter().chain(WINDOW).chain(EMBEDDED) {
            let told = asks(&public, path).await;
            let told = told.header("strict-transport-security");
            assert!(told.starts_with("max-age=31536000"), "{name}: {told:?}");
            let response = asks(local, path).await;
            assert_eq!(response.header("strict-transport-security"), "", "{name}");
        }
    });
}
