//! Sessions: how they are listed, and how they end.

use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::session::Session;
use bedside_wire::{ProblemCode, Role};
use serde_json::json;

#[test]
fn signing_out_ends_the_session_on_the_server() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        ana.overlay("x").await;
        ana.signs_out().await;
        ana.request("GET", "/me")
            .query("page", "x")
            .send()
            .await
            .refused(ProblemCode::SessionExpired);
        let sent = bedside_client::person::comment("x", None, "Still here?");
        ana.request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .refused(ProblemCode::SessionExpired);
    });
}

#[test]
fn signing_out_here_leaves_the_other_browser_signed_in() {
    run(async {
        let world = world().await;
        let (one, other) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ana").await,
        );
        one.signs_out().await;
        other.overlay("x").await;
    });
}

#[test]
fn a_person_sees_their_sessions_and_which_one_asks() {
    run(async {
        let world = World::start(deployment()).await;
        let (one, other) = (
            world.person(LAB, "ana").await,
            world.person(LAB, "ana").await,
        );
        world.person(LAB, "ben").await;
        let seen = one.sessions().await.items;
        assert_eq!(seen.len(), 2, "nobody else's: {seen:?}");
        // The newest first.
        assert_eq!(
            seen.iter().map(|s| s.this).collect::<Vec<_>>(),
            [false, true]
        );
        let same = other.sessions().await.items;
        assert_eq!(
            same.iter().map(|s| s.this).collect::<Vec<_>>(),
            [true, false]
        );
        assert_eq!(seen[0].id, same[0].id);
        for session in &seen {
            assert!(session.id.len() <= 36 && !session.id.is_empty());
            assert!(session.last_used >= session.created, "{session:?}");
        }
        assert!(
            !one.token.clone().unwrap_or_default().contains(&seen[1].id),
            "the id is not the token"
        );
    });
}

#[test]
fn a_session_is_known_by_the_kind_of_its_device_and_no_more() {
    run(async {
        let world = World::start(deployment()).await;
        let mut ana = world.unsigned(LAB, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.opens(callback.clone()).await.expect(200);
        ana.finishes(&popup, &callback).await.expect(200);
        let sent = json!({ "attempt": popup.attempt, "page": "x" });
        let request = ana.request("POST", "/sessions").token("").json(&sent);
        let proof = request.fitting_proof().signed();
        let firefox = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0 SECRET";
        let response = request.header("user-agent", firefox).proof(&proof);
        let session: Session = response.send().await.expect(200).json();
        ana.token = Some(session.token);
        let response = ana.request("GET", "/me/sessions").send().await.expect(200);
        let text = response.text();
        assert!(!text.contains("SECRET") && !text.contains("140"), "{text}");
        let seen = ana.sessions().await.items;
        assert_eq!(seen[0].browser.as_deref(), Some("Firefox"));
        assert_eq!(seen[0].system.as_deref(), Some("Android"));
    });
}

#[test]
fn a_person_ends_one_session_or_all_others_or_all() {
    run(async {
        let world = World::start(deployment()).await;
        let person = || world.person(LAB, "ana");
        let (one, two, three) = (person().await, person().await, person().await);
        let ben = world.person(LAB, "ben").await;
        let id_of_two = &two.sessions().await.items[1].id.clone();
        // Not by somebody else, though the id is known.
        ben.ends_session(id_of_two).await;
        two.overlay("x").await;
        one.ends_session(id_of_two).await;
        two.tries_overlay()
            .await
            .refused(ProblemCode::SessionExpired);
        // Once more is no mistake.
        one.ends_session(id_of_two).await;
        one.ends_session("made-up").await;
        assert_eq!(one.sessions().await.items.len(), 2);
        one.ends_sessions(false).await;
        three
            .tries_overlay()
            .await
            .refused(ProblemCode::SessionExpired);
        one.overlay("x").await;
        let four = person().await;
        four.ends_sessions(true).await;
        for ended in [&one, &four] {
            ended
                .tries_overlay()
                .await
                .refused(ProblemCode::SessionExpired);
        }
        ben.overlay("x").await;
        world
            .stranger(LAB)
            .request("GET", "/me/sessions")
            .send()
            .await
            .refused(ProblemCode::SignInNeeded);
    });
}

#[test]
fn a_sign_in_that_is_about_to_become_a_session_ends_with_them() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        let ana = world.person(LAB, "ana").await;
        let name = ana.overlay("x").await.name;
        let people = olu.people().await;
        let id = &people.iter().find(|p| p.name == name).expect("Ana").id;
        // Verified, and the opener has not asked for the session yet.
        let verified = async |name: &str| {
            let person = world.unsigned(LAB, name);
            let popup = person.popup("demo");
            let callback = person.consents(&popup).await;
            person.finishes(&popup, &callback).await.expect(200);
            (person, popup)
        };
        let (ben, untouched) = verified("ben").await;
        let (one, before_end) = verified("ana").await;
        ana.ends_sessions(false).await;
        let (two, before_role) = verified("ana").await;
        olu.tries_to_give(id, Role::Moderator).await.expect(200);
        for (person, popup) in [(one, before_end), (two, before_role)] {
            person
                .exchanges(&popup, "x")
                .await
                .refused(ProblemCode::SignInUsed);
        }
        ben.exchanges(&untouched, "x").await.expect(200);
    });
}

#[test]
fn signing_in_again_in_a_browser_ends_its_session_of_before() {
    run(async {
        let world = World::start(deployment()).await;
        let mut ana = world.person(LAB, "ana").await;
        let before = ana.clone();
        ana.signs_in_at("demo").await;
        before
            .tries_overlay()
            .await
            .refused(ProblemCode::SessionExpired);
        assert_eq!(ana.sessions().await.items.len(), 1);
    });
}

#[test]
fn a_token_that_never_was_is_an_ended_session() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        for token in [&bedside_client::random(32), "x", &"y".repeat(4000)] {
            let problem = ana
                .request("GET", "/me")
                .query("page", "x")
                .token(token)
                .send()
                .await
                .problem();
            assert!(
                matches!(
                    problem.code,
                    ProblemCode::SessionExpired | ProblemCode::SignInNeeded
                ),
                "{problem:?}"
            );
        }
    });
}

#[test]
fn a_session_survives_a_restart_of_the_worker() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        ana.overlay("x").await;
    });
}

#[test]
fn a_proof_cannot_be_replayed_across_a_restart() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        let request = || ana.request("GET", "/me").query("page", "x");
        let proof = request().fitting_proof().signed();
        request().proof(&proof).send().await.expect(200);
        world.stack.worker().kill().expect("killed");
        world.stack.worker().start().expect("started");
        request()
            .proof(&proof)
            .send()
            .await
            .refused(ProblemCode::ProofReplayed);
    });
}
