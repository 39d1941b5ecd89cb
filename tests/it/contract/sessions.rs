//! Sessions: how they end.

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;

#[test]
fn signing_out_ends_the_session_on_the_server() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        ana.overlay("x").await;
        ana.signs_out().await;
        ana.call("GET", "/me")
            .query("page", "x")
            .answer()
            .await
            .refused(ProblemCode::SessionExpired);
        let sent = bedside_tests::person::comment("x", None, "Still here?");
        ana.call("POST", "/comments")
            .json(&sent)
            .answer()
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
fn a_token_that_never_was_is_an_ended_session() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        for token in [&bedside_tests::random(32), "x", &"y".repeat(4000)] {
            let problem = ana
                .call("GET", "/me")
                .query("page", "x")
                .token(token)
                .answer()
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
        let world = bedside_tests::World::start(bedside_tests::world::deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        ana.overlay("x").await;
    });
}

#[test]
fn a_proof_cannot_be_replayed_across_a_restart() {
    run(async {
        let world = bedside_tests::World::start(bedside_tests::world::deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        let call = || ana.call("GET", "/me").query("page", "x");
        let proof = call().fitting_proof().signed();
        call().proof(&proof).answer().await.expect(200);
        world.stack.worker().kill().expect("killed");
        world.stack.worker().start().expect("started");
        call()
            .proof(&proof)
            .answer()
            .await
            .refused(ProblemCode::ProofReplayed);
    });
}
