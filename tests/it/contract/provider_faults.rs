//! A provider that misbehaves, in each way a sign-in must survive. These
//! tests have a stack of their own, as its provider is at fault for everybody.

use bedside_client::provider;
use bedside_tests::world::{CROSSING, deployment};
use bedside_tests::{Person, World, run, world};
use bedside_wire::ProblemCode;
use tokio::sync::{Mutex, MutexGuard, OnceCell};

/// The stack with the bad provider, for one test at a time.
async fn crooked() -> (MutexGuard<'static, ()>, &'static World) {
    static WORLD: OnceCell<World> = OnceCell::const_new();
    static TURN: Mutex<()> = Mutex::const_new(());
    let turn = TURN.lock().await;
    (turn, WORLD.get_or_init(|| World::start(deployment())).await)
}

/// Signs in while the provider errs in one way; the window and the opener must
/// be told `code`, and nobody is signed in.
async fn refused(kind: &str, code: ProblemCode) {
    let (_turn, world) = crooked().await;
    let ana = world.unsigned(CROSSING, "ana");
    let popup = ana.popup("demo");
    let callback = ana.consents(&popup).await;
    provider::misbehave(&ana.http, world.provider(), kind).await;
    let finished = ana.finishes(&popup, &callback).await;
    provider::behave(&ana.http, world.provider()).await;
    finished.refused(code);
    ana.exchanges(&popup, "x").await.refused(code);
    // The worker behind it is as well as before.
    world.unsigned(CROSSING, "ana").signs_in_at("demo").await;
}

macro_rules! refuses {
    ($($name:ident: $kind:literal, $code:ident;)+) => {
        $(
            #[test]
            fn $name() {
                run(refused($kind, ProblemCode::$code));
            }
        )+
    };
}

refuses! {
    an_id_token_with_a_strangers_signature_is_refused: "signature", IdTokenSignature;
    an_id_token_of_an_unknown_key_is_refused: "unknown_key", IdTokenSignature;
    an_unsigned_id_token_is_refused: "unsigned", IdTokenSignature;
    an_id_token_signed_with_the_shared_secret_is_refused: "hmac", IdTokenSignature;
    an_id_token_of_another_issuer_is_refused: "issuer", IdTokenIssuer;
    an_id_token_for_another_audience_is_refused: "audience", IdTokenAudience;
    an_id_token_for_another_party_is_refused: "authorized_party", IdTokenAudience;
    an_id_token_with_another_nonce_is_refused: "nonce", IdTokenNonce;
    an_id_token_without_nonce_is_refused: "no_nonce", IdTokenNonce;
    an_expired_id_token_is_refused: "expired", IdTokenTime;
    an_id_token_from_the_future_is_refused: "issued_in_future", IdTokenTime;
    an_id_token_that_is_not_yet_valid_is_refused: "not_yet_valid", IdTokenTime;
    an_id_token_without_subject_is_refused: "no_subject", ProviderRefused;
    an_answer_without_id_token_is_refused: "no_id_token", ProviderRefused;
    an_answer_that_is_no_json_is_refused: "token_invalid_json", ProviderRefused;
    a_provider_that_breaks_is_unavailable: "token_500", ProviderUnavailable;
    a_provider_that_is_slow_is_unavailable: "token_slow", ProviderUnavailable;
}

async fn with_fault(kind: &str, test: impl AsyncFnOnce(&World, &Person)) {
    let (_turn, world) = crooked().await;
    let ana = world.unsigned(CROSSING, "ana");
    provider::misbehave(&ana.http, world.provider(), kind).await;
    test(world, &ana).await;
    provider::behave(&ana.http, world.provider()).await;
}

#[test]
fn a_callback_with_another_state_is_refused() {
    run(with_fault("callback_state", async |_, ana| {
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.opens(callback.clone()).await.problem_page(404);
        ana.finishes(&popup, &callback)
            .await
            .refused(ProblemCode::SignInUnknown);
    }));
}

#[test]
fn a_callback_in_the_name_of_another_issuer_is_refused() {
    run(with_fault("callback_issuer", async |_, ana| {
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.opens(callback.clone()).await;
        ana.exchanges(&popup, "x")
            .await
            .refused(ProblemCode::IdTokenIssuer);
        // The code it brought is not used either.
        ana.finishes(&popup, &callback)
            .await
            .refused(ProblemCode::IdTokenIssuer);
    }));
}

#[test]
fn a_callback_that_names_no_issuer_is_refused_where_one_was_announced() {
    run(with_fault("callback_no_issuer", async |_, ana| {
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        assert!(!callback.as_str().contains("iss="), "{callback}");
        ana.opens(callback.clone()).await;
        ana.exchanges(&popup, "x")
            .await
            .refused(ProblemCode::IdTokenIssuer);
        ana.finishes(&popup, &callback)
            .await
            .refused(ProblemCode::IdTokenIssuer);
    }));
}

#[test]
fn a_provider_that_is_not_there_is_named_before_anybody_leaves() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(CROSSING, "ana");
        ana.begins(&ana.popup("absent")).await.problem_page(502);
    });
}

#[test]
fn a_provider_whose_document_names_another_issuer_is_refused() {
    run(async {
        // A fresh worker, which has read no document yet.
        let world = World::start(deployment()).await;
        let ana = world.unsigned(CROSSING, "ana");
        provider::misbehave(&ana.http, world.provider(), "discovery_issuer").await;
        ana.begins(&ana.popup("demo")).await.problem_page(502);
        provider::misbehave(&ana.http, world.provider(), "discovery_down").await;
        ana.begins(&ana.popup("demo")).await.problem_page(502);
        provider::behave(&ana.http, world.provider()).await;
        // A failure is not remembered.
        world.unsigned(CROSSING, "ana").signs_in_at("demo").await;
    });
}

#[test]
fn a_provider_without_keys_is_unavailable() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.unsigned(CROSSING, "ana");
        provider::misbehave(&ana.http, world.provider(), "jwks_down").await;
        ana.begins(&ana.popup("demo")).await.problem_page(502);
    });
}

#[test]
fn a_provider_that_restarts_with_new_keys_is_believed_again() {
    run(async {
        let world = World::start(deployment()).await;
        world.unsigned(CROSSING, "ana").signs_in_at("demo").await;
        world.stack.provider().kill().expect("killed");
        world.stack.provider().start().expect("started");
        world.unsigned(CROSSING, "ana").signs_in_at("demo").await;
    });
}

#[test]
fn github_that_refuses_or_breaks_signs_nobody_in() {
    run(async {
        for (kind, code) in [
            ("user_401", ProblemCode::ProviderRefused),
            ("user_500", ProblemCode::ProviderUnavailable),
            ("token_500", ProblemCode::ProviderUnavailable),
            ("token_invalid_json", ProblemCode::ProviderRefused),
        ] {
            let (_turn, world) = crooked().await;
            let ana = world.unsigned(CROSSING, "ana");
            let popup = ana.popup("github");
            let callback = ana.consents(&popup).await;
            provider::misbehave(&ana.http, world.provider(), kind).await;
            let finished = ana.finishes(&popup, &callback).await;
            provider::behave(&ana.http, world.provider()).await;
            finished.refused(code);
        }
    });
}
