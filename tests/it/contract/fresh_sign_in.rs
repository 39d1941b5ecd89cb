//! A fresh sign-in before what a stolen session must not do. The provider is at
//! fault for everybody, so these tests have a stack of their own, one at a time.

use bedside_client::provider;
use bedside_tests::world::{CROSSING, deployment};
use bedside_tests::{Person, World, run};
use bedside_wire::ProblemCode;
use serde_json::json;
use tokio::sync::{Mutex, MutexGuard, OnceCell};

async fn stack() -> (MutexGuard<'static, ()>, &'static World) {
    static WORLD: OnceCell<World> = OnceCell::const_new();
    static TURN: Mutex<()> = Mutex::const_new(());
    let turn = TURN.lock().await;
    (turn, WORLD.get_or_init(|| World::start(deployment())).await)
}

/// The owner, signed in by a provider that says they were there an hour ago.
async fn olu_of_an_hour_ago(world: &World) -> Person {
    let mut olu = world.unsigned(CROSSING, "olu");
    signs_in(world, &mut olu, false, Some("auth_time_old"))
        .await
        .expect(200);
    olu
}

/// Signs in while the provider errs in one way; answers with what the window was
/// told.
async fn signs_in(
    world: &World,
    person: &mut Person,
    fresh: bool,
    fault: Option<&str>,
) -> bedside_tests::Response {
    let popup = match fresh {
        true => person.fresh_popup("demo"),
        false => person.popup("demo"),
    };
    let callback = person.consents(&popup).await;
    if let Some(kind) = fault {
        provider::misbehave(&person.http, world.provider(), kind).await;
    }
    let finished = person.finishes(&popup, &callback).await;
    provider::behave(&person.http, world.provider()).await;
    if finished.status.is_success() {
        person.takes_session(&popup).await;
    }
    finished
}

/// Requests that an owner may make only minutes after a sign-in.
fn guarded() -> [(&'static str, &'static str, serde_json::Value); 5] {
    let pages = json!({ "from": "https://old.example/", "into": "https://also.example/" });
    [
        (
            "PUT",
            "/people/01890000-0000-7000-8000-000000000000/role",
            json!({ "role": "member" }),
        ),
        (
            "PATCH",
            "/settings",
            json!({ "moderation": "publish_first" }),
        ),
        ("PATCH", "/texts/en", json!({ "texts": { "post": "Send" } })),
        ("POST", "/pages/remap", pages.clone()),
        ("POST", "/pages/merge", pages),
    ]
}

#[test]
fn what_weighs_most_needs_a_fresh_sign_in_and_the_rest_does_not() {
    run(async {
        let (_turn, world) = stack().await;
        let mut olu = olu_of_an_hour_ago(world).await;
        for (method, path, sent) in guarded() {
            let request = olu.request(method, path).json(&sent);
            let problem = request.send().await.refused(ProblemCode::FreshSignInNeeded);
            assert_eq!(problem.status, 403);
            assert!(problem.title.contains("Sign in again"), "{problem:?}");
        }
        olu.settings().await;
        olu.people().await;
        let request = olu
            .request("PATCH", "/settings")
            .json(&json!({ "sort": "newest" }));
        request.send().await.expect(200);
        let mut foreseen = guarded()[3].2.clone();
        foreseen["dry_run"] = true.into();
        let request = olu.request("POST", "/pages/remap").json(&foreseen);
        request.send().await.refused(ProblemCode::ThreadUnknown);
        // The same requests, minutes after a sign-in, meet the rules behind.
        signs_in(world, &mut olu, true, None).await.expect(200);
        for (method, path, sent) in guarded() {
            let response = olu.request(method, path).json(&sent).send().await;
            if !response.status.is_success() {
                let code = response.problem().code;
                assert_ne!(code, ProblemCode::FreshSignInNeeded, "{method} {path}");
            }
        }
    });
}

#[test]
fn whoever_lacks_the_role_is_not_sent_to_sign_in_again() {
    run(async {
        let (_turn, world) = stack().await;
        let mut mia = world.unsigned(CROSSING, "mia");
        signs_in(world, &mut mia, false, Some("auth_time_old"))
            .await
            .expect(200);
        for (method, path, sent) in guarded() {
            let request = mia.request(method, path).json(&sent);
            request.send().await.refused(ProblemCode::NotAllowed);
        }
    });
}

#[test]
fn a_provider_is_asked_to_sign_in_anew() {
    run(async {
        let (_turn, world) = stack().await;
        let olu = world.unsigned(CROSSING, "olu");
        let asked = async |popup| {
            let url = olu.begins(&popup).await.expect(200).onward();
            let value = |name: &str| {
                let found = url.query_pairs().find(|(n, _)| n == name);
                found.map(|(_, value)| value.into_owned())
            };
            (value("max_age"), value("prompt"))
        };
        let fresh = asked(olu.fresh_popup("demo")).await;
        assert_eq!(fresh, (Some("0".into()), Some("login".into())));
        // Otherwise it is only asked when that was.
        let usual = asked(olu.popup("demo")).await;
        assert_eq!(usual, (Some("2592000".into()), None));
    });
}

#[test]
fn a_demanded_sign_in_that_is_old_or_untold_is_refused() {
    run(async {
        let (_turn, world) = stack().await;
        for fault in ["auth_time_old", "no_auth_time"] {
            let mut olu = olu_of_an_hour_ago(world).await;
            let finished = signs_in(world, &mut olu, true, Some(fault)).await;
            finished.refused(ProblemCode::IdTokenTime);
            // The session of before is as good as it was.
            olu.settings().await;
            let request = olu.request("PATCH", "/settings");
            let request = request.json(&json!({ "moderation": "publish_first" }));
            request.send().await.refused(ProblemCode::FreshSignInNeeded);
        }
    });
}

#[test]
fn a_sign_in_whose_time_is_untold_is_not_fresh() {
    run(async {
        let (_turn, world) = stack().await;
        let mut olu = world.unsigned(CROSSING, "olu");
        signs_in(world, &mut olu, false, Some("no_auth_time"))
            .await
            .expect(200);
        let request = olu.request("PATCH", "/settings");
        let request = request.json(&json!({ "moderation": "publish_first" }));
        request.send().await.refused(ProblemCode::FreshSignInNeeded);
    });
}

#[test]
fn with_a_provider_that_knows_no_times_a_new_sign_in_counts() {
    run(async {
        // GitHub has neither; and a deployment may know of an OpenID provider
        // that it has not.
        let mut deployment = deployment();
        deployment["providers"][0]["auth_time"] = false.into();
        deployment["sites"][CROSSING]["staff"] = json!([
            { "provider": "github", "subject": "7004", "role": "owner" },
            { "provider": "demo", "subject": "olu", "role": "owner" },
        ]);
        let world = World::start(deployment).await;
        let mut by_github = world.unsigned(CROSSING, "olu");
        by_github.signs_in_at("github").await;
        let mut by_openid = world.unsigned(CROSSING, "olu");
        signs_in(&world, &mut by_openid, true, Some("no_auth_time"))
            .await
            .expect(200);
        for olu in [&by_github, &by_openid] {
            let request = olu.request("PATCH", "/settings");
            let request = request.json(&json!({ "moderation": "publish_first" }));
            request.send().await.expect(200);
        }
        // A time that is told counts all the same.
        signs_in(&world, &mut by_openid, true, Some("auth_time_old"))
            .await
            .refused(ProblemCode::IdTokenTime);
    });
}
