//! Texts that a site's owner says in other words: everywhere, before the
//! deployment's and Bedside's, at once and for good.

use bedside_client::provider::Form;
use bedside_client::text_overrides::language_file;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{Person, World, run, wait};
use bedside_wire::ProblemCode;
use bedside_wire::counts::{AskCounts, Counts};
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn words(world: &World, reader: &Person, lang: &str) -> BTreeMap<String, String> {
    let file = language_file(&reader.fragment("a", lang).await, lang);
    let file = world.asks("GET", &file).await.expect(200);
    assert!(file.header("cache-control").contains("immutable"));
    file.json()
}

async fn count(reader: &Person) -> String {
    let pages = vec!["a".into()];
    let request = reader.request("POST", "/counts").json(&AskCounts { pages });
    let counts: Counts = request.send().await.expect(200).json();
    counts.items[0].text.clone()
}

#[test]
fn the_owners_words_go_before_the_deployments_and_those_before_bedsides() {
    run(async {
        let mut whole = deployment();
        whole["sites"][LAB]["texts"]["en"] = json!({
            "write_comment": "Ask our nurses",
            "post": "Send",
        });
        let world = World::start(whole).await;
        world.imports(LAB, "a", &[None]).await;
        let (olu, reader) = (world.person(LAB, "olu").await, world.stranger(LAB));
        let before = language_file(&reader.fragment("a", "en").await, "en");
        let own = "Ask our <doctors>";
        let said = olu.overrides("en", &[("write_comment", Some(own))]).await;
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].own.as_deref(), Some(own));
        assert_eq!(said[0].deployment.as_deref(), Some("Ask our nurses"));
        assert_eq!(said[0].bedside, "Write a comment");
        let html = reader.fragment("a", "en").await.text();
        assert!(html.contains("Ask our &lt;doctors&gt;"), "{html}");
        let file = words(&world, &reader, "en").await;
        assert_eq!(file["write_comment"], own);
        assert_eq!(file["post"], "Send");
        assert_eq!(file["reply"], "Reply");
        // All that anybody says, in the one list.
        let all = olu.text_overrides("en").await;
        assert_eq!(all.len(), file.len());
        let find = |key: &str| all.iter().find(|text| text.key == key).expect("a text");
        assert_eq!(find("write_comment"), &said[0]);
        assert_eq!(find("post").standard(), "Send");
        assert_eq!(
            (&find("reply").deployment, &find("reply").own),
            (&None, &None)
        );
        // And back, as if nothing had been.
        olu.overrides("en", &[("write_comment", None)]).await;
        let after = reader.fragment("a", "en").await;
        assert!(after.text().contains("Ask our nurses"));
        assert_eq!(language_file(&after, "en"), before);
    });
}

#[test]
fn the_owners_words_are_said_wherever_words_are() {
    run(async {
        let world = World::start(deployment()).await;
        world.imports(LAB, "a", &[None]).await;
        let (olu, reader) = (world.person(LAB, "olu").await, world.stranger(LAB));
        let texts = [
            ("write_comment", Some("Ask us")),
            ("comments_count.one", Some("A single voice")),
            ("comments_on", Some("Voices on {title}")),
            ("sign_in.choose", Some("Who may vouch for you?")),
            ("problem.thread_unknown", Some("Silence here.")),
            ("problem.origin_not_allowed", Some("Not from there.")),
            ("problem.link_invalid", Some("A dead link.")),
            ("problem.field_empty.body", Some("Say something first.")),
        ];
        olu.overrides("en", &texts).await;
        olu.overrides("ar", &[("write_comment", Some("اسألونا"))])
            .await;
        for (lang, own) in [("en", "Ask us"), ("ar", "اسألونا")] {
            let html = reader.fragment("a", lang).await.text();
            assert!(html.contains(own), "{lang}: {html}");
            assert_eq!(words(&world, &reader, lang).await["write_comment"], own);
            let plain = reader.request("GET", "/thread").query("page", "a");
            let plain = plain.query("lang", lang).send().await.expect(200);
            assert!(plain.text().contains(own), "{lang}");
        }
        assert_eq!(count(&reader).await, "A single voice");
        let feed = reader.request("GET", "/feed.json").query("page", "a");
        let feed = feed.send().await.expect(200).bytes;
        let feed: Value = serde_json::from_slice(&feed).expect("JSON");
        assert_eq!(feed["title"], "Voices on Laboratory");
        let start = reader.request("GET", "/sign-in").query("mode", "popup");
        let start = start.query("origin", world.pages()).send().await;
        assert!(start.expect(200).text().contains("Who may vouch for you?"));
        let claim = reader.request("GET", "/claim").query("token", "x");
        let claim = claim.send().await;
        claim.problem_page(410);
        assert!(claim.text().contains("A dead link."));
        let page = reader.request("GET", "/thread").query("page", "a");
        let mut form = Form::in_page(&page.send().await.expect(200), "post");
        form.set("body", " ");
        let refused = reader.request("POST", "/plain/comments");
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&form.hidden)
            .finish();
        let refused = refused.raw("application/x-www-form-urlencoded", body);
        let refused = refused.header("origin", &reader.worker);
        let refused = refused.send().await.expect(422);
        assert!(refused.text().contains("Say something first."));
        assert!(refused.text().contains("Ask us"));
        let unknown = reader
            .request("GET", "/thread/changes")
            .query("page", "none");
        let unknown = unknown.query("since", "7").send().await;
        let unknown = unknown.refused(ProblemCode::ThreadUnknown);
        assert_eq!(unknown.title, "Silence here.");
        // Before anything of the site was asked.
        let stranger = reader.request("GET", "/thread").query("page", "a");
        let stranger = stranger.header("origin", "https://evil.example");
        let stranger = stranger.send().await;
        let stranger = stranger.refused(ProblemCode::OriginNotAllowed);
        assert_eq!(stranger.title, "Not from there.");
        // Only on this site, and only in these languages.
        let german = words(&world, &reader, "de").await;
        assert_eq!(german["write_comment"], "Kommentar schreiben");
        let elsewhere = world.stranger(OPEN).fragment("a", "en").await;
        assert!(elsewhere.text().contains("Write a comment"));
        assert!(!language_file(&elsewhere, "en").contains('~'));
    });
}

#[test]
fn a_change_is_seen_soon_under_another_address_and_tag() {
    run(async {
        let world = World::start(deployment()).await;
        world.imports(LAB, "a", &[None]).await;
        let (olu, reader) = (world.person(LAB, "olu").await, world.stranger(LAB));
        let mut seen = vec![reader.fragment("a", "en").await];
        assert!(!language_file(&seen[0], "en").contains('~'));
        for own in ["Ask us", "Ask them"] {
            olu.overrides("en", &[("write_comment", Some(own))]).await;
            // Also who takes what is kept, and has the page as it was.
            let known = seen.last().expect("one").header("etag").to_owned();
            let fresh = wait::until("the new words are read", || async {
                let request = reader.request("GET", "/thread").query("page", "a");
                let request = request.query("as", "fragment").query("lang", "en");
                let response = request.header("if-none-match", &known).send().await;
                (response.status == 200).then_some(response)
            })
            .await;
            assert!(fresh.text().contains(own), "{}", fresh.text());
            seen.push(fresh);
        }
        let mut addresses: Vec<_> = seen.iter().map(|html| language_file(html, "en")).collect();
        let newest = world.asks("GET", &addresses[2]).await.expect(200);
        assert!(newest.header("cache-control").contains("immutable"));
        let older = world.asks("GET", &addresses[1]).await.expect(200);
        assert!(!older.header("cache-control").contains("immutable"));
        assert_eq!(older.bytes, newest.bytes, "the best that there is");
        addresses.sort();
        addresses.dedup();
        assert_eq!(addresses.len(), 3);
        let mut tags: Vec<_> = seen.iter().map(|html| html.header("etag")).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), 3);
        // A site that never chose words is read as before.
        let untouched = world.stranger(OPEN).fragment("a", "en").await;
        assert!(!untouched.header("etag").contains('~'));
    });
}

#[test]
fn what_an_owner_says_outlives_the_worker() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        olu.overrides("en", &[("write_comment", Some("Ask us"))])
            .await;
        let before = olu.fragment("a", "en").await;
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        // An old page's file is asked for first of all.
        let file = world.asks("GET", &language_file(&before, "en")).await;
        let file = file.expect(200);
        assert!(file.header("cache-control").contains("immutable"));
        let file: BTreeMap<String, String> = file.json();
        assert_eq!(file["write_comment"], "Ask us");
        let after = olu.fragment("a", "en").await;
        assert_eq!(after.header("etag"), before.header("etag"));
        assert!(after.text().contains("Ask us"));
    });
}
