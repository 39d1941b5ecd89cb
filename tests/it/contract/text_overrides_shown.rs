//! A site's own words: in the widget's language file, the fragment, the plain
//! page, counts and problems, and never out of an old cache.

use bedside_client::text_overrides::language_file;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{World, run};
use bedside_wire::ProblemCode;
use bedside_wire::counts::{AskCounts, Counts};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn with(texts: Value) -> Value {
    let mut whole = deployment();
    whole["sites"][LAB]["texts"] = texts;
    whole
}

#[test]
fn own_words_are_said_everywhere_in_their_language_and_on_their_site_only() {
    run(async {
        let world = World::start(with(json!({
            "en": {
                "write_comment": "Ask our <nurses>",
                "comments_count.one": "A single voice",
                "problem.thread_unknown": "Silence here.",
            },
            "sv": { "write_comment": "Fråga våra sköterskor" },
        })))
        .await;
        world.imports(LAB, "a", &[None]).await;
        let reader = world.stranger(LAB);
        for (lang, own) in [
            ("en", "Ask our &lt;nurses&gt;"),
            ("sv", "Fråga våra sköterskor"),
        ] {
            let html = reader.fragment("a", lang).await;
            assert!(html.text().contains(own), "{lang}: {}", html.text());
            let plain = reader
                .request("GET", "/thread")
                .query("page", "a")
                .query("lang", lang);
            assert!(
                plain.send().await.expect(200).text().contains(own),
                "{lang}"
            );
            let file = world
                .asks("GET", &language_file(&html, lang))
                .await
                .expect(200);
            assert!(file.header("cache-control").contains("immutable"));
            assert_eq!(file.header("access-control-allow-origin"), "*");
            let file: BTreeMap<String, String> = file.json();
            let own = own.replace("&lt;", "<").replace("&gt;", ">");
            assert_eq!(file["write_comment"], own);
            assert!(file.contains_key("reply"), "the other words are there");
        }
        // Modules and style are fetched under the build's own name.
        let html = reader.fragment("a", "en").await.text();
        let (_, build) = html.split_once("data-build=\"").expect("a build");
        assert!(!build.split('"').next().unwrap_or_default().contains('~'));
        let ask = AskCounts {
            pages: vec!["a".into()],
        };
        let counted = reader.request("POST", "/counts").json(&ask).send().await;
        assert_eq!(
            counted.expect(200).json::<Counts>().items[0].text,
            "A single voice"
        );
        let request = reader
            .request("GET", "/thread/changes")
            .query("page", "none");
        let problem = request.query("since", "7").send().await;
        assert_eq!(
            problem.refused(ProblemCode::ThreadUnknown).title,
            "Silence here."
        );
        // A language without own words, and a site without any.
        let german = reader.fragment("a", "de").await;
        let file: Value = world
            .asks("GET", &language_file(&german, "de"))
            .await
            .expect(200)
            .json();
        assert_eq!(file["write_comment"], "Kommentar schreiben");
        let elsewhere = world.stranger(OPEN).fragment("a", "en").await;
        assert!(!elsewhere.text().contains("nurses"));
        assert!(!language_file(&elsewhere, "en").contains('~'));
    });
}

#[test]
fn other_words_have_another_address_and_another_tag() {
    run(async {
        let mut seen = Vec::new();
        for own in ["Ask us", "Ask them"] {
            let world = World::start(with(json!({ "en": { "write_comment": own } }))).await;
            world.imports(LAB, "a", &[None]).await;
            let html = world.stranger(LAB).fragment("a", "en").await;
            let address = language_file(&html, "en");
            // A cache in between may still ask for what was there before.
            for stale in [address.replace('~', "~x"), address.replacen("~", "x~", 1)] {
                let response = world.asks("GET", &stale).await.expect(200);
                assert!(
                    !response.header("cache-control").contains("immutable"),
                    "{stale}"
                );
            }
            seen.push((address, html.header("etag").to_owned()));
        }
        assert_ne!(seen[0].0, seen[1].0);
        assert_ne!(seen[0].1, seen[1].1);
    });
}
