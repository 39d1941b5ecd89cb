//! Every authenticated request proves the session's key (RFC 9449).

use bedside_client::Key;
use bedside_client::key::{Proof, now};
use bedside_domain::limits::PROOF_SKEW_S;
use bedside_tests::world::OPEN;
use bedside_tests::{Person, run, world};
use bedside_wire::ProblemCode;
use serde_json::Value;

async fn refused(ana: &Person, code: ProblemCode, bend: impl FnOnce(Proof) -> Proof) {
    let request = ana.request("GET", "/me").query("page", "x");
    let proof = bend(request.fitting_proof()).signed();
    request.proof(&proof).send().await.refused(code);
}

#[test]
fn a_proof_for_another_request_is_invalid() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let invalid = ProblemCode::ProofInvalid;
        refused(&ana, invalid, |p| p.with("htm", "POST")).await;
        refused(&ana, invalid, |p| p.with("htm", "get")).await;
        refused(&ana, invalid, |p| p.with("htm", Value::Null)).await;
        refused(&ana, invalid, |p| {
            p.with("htu", "http://elsewhere.example/v1/sites/open-garden/me")
        })
        .await;
        refused(&ana, invalid, |p| {
            p.with("htu", format!("{}/queue", ana.site_url()))
        })
        .await;
        refused(&ana, invalid, |p| p.with("htu", Value::Null)).await;
        refused(&ana, invalid, |p| p.with("ath", Value::Null)).await;
        refused(&ana, invalid, |p| {
            p.with("ath", bedside_client::key::hash("another token"))
        })
        .await;
        refused(&ana, invalid, |p| p.with("jti", Value::Null)).await;
        refused(&ana, invalid, |p| p.with("jti", "")).await;
        refused(&ana, invalid, |p| p.with("jti", "x".repeat(1000))).await;
        refused(&ana, invalid, |p| p.with("iat", Value::Null)).await;
        refused(&ana, invalid, |p| p.with("iat", "now")).await;
    });
}

#[test]
fn a_proof_of_another_kind_is_invalid() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let invalid = ProblemCode::ProofInvalid;
        refused(&ana, invalid, |p| p.with_header("typ", "JWT")).await;
        refused(&ana, invalid, |p| p.with_header("alg", "none")).await;
        refused(&ana, invalid, |p| p.with_header("alg", "HS256")).await;
        refused(&ana, invalid, |p| p.with_header("alg", "RS256")).await;
        refused(&ana, invalid, |p| p.with_header("jwk", Value::Null)).await;
        refused(&ana, invalid, |p| p.with_header("jwk", Key::new().jwk())).await;
        let mut off_curve = ana.key.jwk();
        off_curve["y"] = off_curve["x"].clone();
        refused(&ana, invalid, |p| p.with_header("jwk", off_curve)).await;
        for member in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            let mut private = ana.key.jwk();
            private[member] = "AQ".into();
            refused(&ana, invalid, |p| p.with_header("jwk", private)).await;
        }
        for nonsense in ["x", "x.y", "x.y.z", "..", "\u{e5}", &"a".repeat(20_000)] {
            let request = ana.request("GET", "/me").query("page", "x").proof(nonsense);
            let problem = request.send().await.problem();
            assert_eq!(problem.status, 401, "{problem:?}");
        }
    });
}

#[test]
fn a_proof_with_a_broken_signature_is_invalid() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let request = || ana.request("GET", "/me").query("page", "x");
        let good = request().fitting_proof().signed();
        let (signed, signature) = good.rsplit_once('.').expect("a signature");
        let swapped: String = signature.chars().rev().collect();
        let other = request().fitting_proof().signed();
        let foreign = other.rsplit_once('.').expect("a signature").1;
        for bad in [swapped.as_str(), foreign, "", &"A".repeat(86)] {
            request()
                .proof(&format!("{signed}.{bad}"))
                .send()
                .await
                .refused(ProblemCode::ProofInvalid);
        }
        request().proof(&good).send().await.expect(200);
    });
}

#[test]
fn a_proof_works_once() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let request = || ana.request("GET", "/me").query("page", "x");
        let proof = request().fitting_proof().signed();
        request().proof(&proof).send().await.expect(200);
        request()
            .proof(&proof)
            .send()
            .await
            .refused(ProblemCode::ProofReplayed);
        // The same id in another proof is a replay as well.
        let first = request()
            .fitting_proof()
            .with("jti", "the-same-id-twice")
            .signed();
        let second = request()
            .fitting_proof()
            .with("jti", "the-same-id-twice")
            .signed();
        request().proof(&first).send().await.expect(200);
        request()
            .proof(&second)
            .send()
            .await
            .refused(ProblemCode::ProofReplayed);
    });
}

#[test]
fn a_proof_from_another_time_is_stale_and_the_clock_is_told() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        for off in [
            -PROOF_SKEW_S - 30,
            PROOF_SKEW_S + 30,
            -1_000_000_000,
            i64::MAX / 4,
        ] {
            let request = ana.request("GET", "/me").query("page", "x");
            let proof = request
                .fitting_proof()
                .with("iat", now().saturating_add(off))
                .signed();
            let problem = request
                .proof(&proof)
                .send()
                .await
                .refused(ProblemCode::ProofStale);
            let told =
                i64::try_from(problem.server_time.expect("the worker's clock")).expect("a time");
            assert!((told - now()).abs() < 30, "{told}");
        }
        // A clock that is a little wrong is no problem.
        let request = ana.request("GET", "/me").query("page", "x");
        let proof = request
            .fitting_proof()
            .with("iat", now() - PROOF_SKEW_S / 2)
            .signed();
        request.proof(&proof).send().await.expect(200);
    });
}

#[test]
fn a_stolen_token_is_worthless_without_the_key() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let thief = Person {
            key: Key::new(),
            ..ana.clone()
        };
        let problem = thief
            .request("GET", "/me")
            .query("page", "x")
            .send()
            .await
            .problem();
        assert!(
            matches!(
                problem.code,
                ProblemCode::ProofInvalid | ProblemCode::SessionExpired
            ),
            "{problem:?}"
        );
        let bare = ana.request("GET", "/me").query("page", "x").proof("");
        bare.send().await.refused(ProblemCode::ProofInvalid);
        let token = ana.token.clone().expect("a token");
        let bearer = ana
            .request("GET", "/me")
            .query("page", "x")
            .token("")
            .header("authorization", &format!("Bearer {token}"));
        let problem = bearer.send().await.problem();
        assert_eq!(problem.status, 401, "{problem:?}");
    });
}

#[test]
fn a_sign_in_cannot_be_exchanged_with_a_replayed_proof() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        ana.begins(&popup).await.expect(200);
        let sent = serde_json::json!({ "attempt": popup.attempt, "page": "x" });
        let request = || ana.request("POST", "/sessions").json(&sent);
        let proof = request().fitting_proof().signed();
        request().proof(&proof).send().await.expect(202);
        request()
            .proof(&proof)
            .send()
            .await
            .refused(ProblemCode::ProofReplayed);
        request().send().await.refused(ProblemCode::ProofInvalid);
    });
}
