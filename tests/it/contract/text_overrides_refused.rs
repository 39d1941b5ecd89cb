//! Refused text overrides: by whom, and of which words.

use bedside_domain::limits::{OWN_TEXT_CHARS, OWN_TEXTS_AT_ONCE};
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{Person, World, run, world};
use bedside_wire::texts::TextOverrides;
use bedside_wire::{Problem, ProblemCode};
use serde_json::json;
use std::collections::BTreeMap;

#[test]
fn only_owners_read_and_change_texts() {
    run(async {
        let world = world().await;
        let texts = [("post", Some("Send"))];
        for name in ["ana", "mia"] {
            let somebody = world.person(OPEN, name).await;
            let read = somebody.request("GET", "/texts/en").send().await;
            read.refused(ProblemCode::NotAllowed);
            let change = somebody.overriding("en", &texts).send().await;
            change.refused(ProblemCode::NotAllowed);
        }
        let stranger = world.stranger(OPEN);
        let read = stranger.request("GET", "/texts/en").send().await;
        read.refused(ProblemCode::SignInNeeded);
        let change = stranger.overriding("en", &texts).send().await;
        change.refused(ProblemCode::SignInNeeded);
        let all = world.person(OPEN, "olu").await.text_overrides("en").await;
        assert!(all.iter().all(|text| text.own.is_none()));
    });
}

async fn refused(olu: &Person, texts: &[(&str, Option<&str>)], code: ProblemCode) -> Problem {
    olu.overriding("en", texts).send().await.refused(code)
}

#[test]
fn a_text_that_does_not_fit_is_named_and_nothing_is_kept() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        let long = "å".repeat(OWN_TEXT_CHARS + 1);
        for (key, own, code, says) in [
            (
                "post_it",
                Some("Send"),
                ProblemCode::FieldInvalid,
                "no such text",
            ),
            ("post_it", None, ProblemCode::FieldInvalid, "no such text"),
            // Arabic has this form of the plural, English does not.
            (
                "comments_count.few",
                Some("{n}"),
                ProblemCode::FieldInvalid,
                "no such text",
            ),
            (
                "reply_to",
                Some("Answer"),
                ProblemCode::FieldInvalid,
                "Put {name} back",
            ),
            (
                "post",
                Some("Send {n}"),
                ProblemCode::FieldInvalid,
                "Take {n} out",
            ),
            (
                "post",
                Some(" \u{200B} "),
                ProblemCode::FieldEmpty,
                "Write a text",
            ),
            (
                "post",
                Some(&long),
                ProblemCode::FieldTooLong,
                "500 characters",
            ),
        ] {
            let texts = [("cancel", Some("Never mind")), (key, own)];
            let problem = refused(&olu, &texts, code).await;
            assert_eq!(problem.field, Some(format!("texts.{key}")));
            assert!(problem.title.contains(says), "{key}: {}", problem.title);
            let limit = (code == ProblemCode::FieldTooLong).then_some(OWN_TEXT_CHARS as u64);
            assert_eq!(problem.limit, limit, "{key}");
        }
        let all = olu.text_overrides("en").await;
        assert!(all.iter().all(|text| text.own.is_none()), "all or nothing");
        // What fits to the last character is kept as it is shown.
        let padded = format!("  {}\n", &long[2..]);
        let said = olu.overrides("en", &[("post", Some(&padded))]).await;
        assert_eq!(said[0].own.as_deref(), Some(&long[2..]));
        // A plural's words need not say the number.
        olu.overrides("en", &[("comments_count.one", Some("A voice"))])
            .await;
    });
}

#[test]
fn a_request_that_is_none_of_texts_is_refused() {
    run(async {
        let world = world().await;
        let olu = world.person(OPEN, "olu").await;
        for lang in ["xx", "EN", "en-GB"] {
            let read = olu.request("GET", &format!("/texts/{lang}")).send().await;
            let problem = read.refused(ProblemCode::FieldInvalid);
            assert_eq!(problem.field.as_deref(), Some("lang"));
            let change = olu.overriding(lang, &[("post", None)]).send().await;
            change.refused(ProblemCode::FieldInvalid);
        }
        let many: BTreeMap<_, _> = (0..=OWN_TEXTS_AT_ONCE)
            .map(|n| (n.to_string(), "x"))
            .collect();
        let request = olu
            .request("PATCH", "/texts/en")
            .json(&json!({ "texts": many }));
        let problem = request.send().await.refused(ProblemCode::FieldTooLong);
        assert_eq!(problem.field.as_deref(), Some("texts"));
        assert_eq!(problem.limit, Some(OWN_TEXTS_AT_ONCE as u64));
        assert!(problem.title.contains("texts at once"), "{}", problem.title);
        let request = olu
            .request("PATCH", "/texts/en")
            .json(&json!({ "texts": ["post"] }));
        request.send().await.refused(ProblemCode::NotJson);
        let request = olu.overriding("en", &[("post", None)]).idempotency_key("");
        let missing = request.send().await;
        missing.refused(ProblemCode::IdempotencyKeyMissing);
    });
}

#[test]
fn a_repeat_gives_the_first_answer_and_changes_nothing_more() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        let send = |own| {
            let request = olu.overriding("sv", &[("post", Some(own))]);
            request.idempotency_key("words-1").send()
        };
        let first = send("Sänd").await.expect(200);
        assert_eq!(first.header("idempotency-replayed"), "");
        olu.overrides("sv", &[("post", Some("Skicka in"))]).await;
        let again = send("Sänd").await.expect(200);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.json::<TextOverrides>(), first.json::<TextOverrides>());
        let all = olu.text_overrides("sv").await;
        let post = all.iter().find(|text| text.key == "post").expect("a text");
        assert_eq!(post.own.as_deref(), Some("Skicka in"));
        send("Något annat")
            .await
            .refused(ProblemCode::IdempotencyKeyReused);
    });
}
