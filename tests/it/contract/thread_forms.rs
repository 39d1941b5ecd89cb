//! `GET S/thread` in its forms and languages, and its tags.

use bedside_tests::world::{OPEN, SWEDISH};
use bedside_tests::{run, world};
use bedside_wire::ThreadView;
use bedside_wire::embed::FragmentState;

#[test]
fn the_fragment_carries_html_and_the_same_view() {
    run(async {
        let world = world().await;
        let page = world.page("fragment");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "In the </script> fragment.").await;
        let view = ana
            .reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        let ask = || {
            ana.request("GET", "/thread")
                .query("page", &page)
                .query("as", "fragment")
        };
        let response = ask().send().await.expect(200);
        assert!(
            response.header("content-type").starts_with("text/html"),
            "{:?}",
            response.headers
        );
        let text = response.text();
        assert!(text.contains("<div id=\"bedside\""), "{text}");
        assert!(
            text.contains(&format!("comment-{}", view.items[0].id)),
            "{text}"
        );
        let (_, state) = text.split_once("id=\"bedside-state\">").expect("a state");
        let (state, rest) = state.split_once("</script>").expect("the state's end");
        assert!(!rest.contains("</script>"), "the state ended early: {rest}");
        let state: FragmentState = serde_json::from_str(state).expect("a fragment's state");
        let mut without_texts = view;
        for comment in &mut without_texts.items {
            comment.body.clear();
        }
        assert_eq!(state.view, without_texts);
        assert_eq!((state.lang.as_str(), state.dir.as_str()), ("en", "ltr"));
    });
}

#[test]
fn the_document_works_alone() {
    run(async {
        let world = world().await;
        let page = world.page("document");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "In the document.").await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        let response = ana
            .request("GET", "/thread")
            .query("page", &page)
            .send()
            .await
            .expect(200);
        let text = response.text();
        assert!(text.to_lowercase().starts_with("<!doctype html>"), "{text}");
        assert!(text.contains("<html lang=\"en\""), "{text}");
        assert!(text.contains("<title>"), "{text}");
        assert!(text.contains("In the document."), "{text}");
        assert!(text.contains("<form"), "{text}");
        assert!(
            response
                .header("content-security-policy")
                .contains("default-src 'none'"),
            "{:?}",
            response.headers
        );
    });
}

#[test]
fn the_language_is_the_sites_unless_another_is_asked_for() {
    run(async {
        let world = world().await;
        let page = world.page("language");
        let reader = world.stranger(SWEDISH);
        let ask = || reader.request("GET", "/thread").query("page", &page);
        assert!(
            ask()
                .send()
                .await
                .expect(200)
                .text()
                .contains("<html lang=\"sv\"")
        );
        assert!(
            ask()
                .query("lang", "en")
                .send()
                .await
                .expect(200)
                .text()
                .contains("<html lang=\"en\"")
        );
        let unknown = ask().query("lang", "tlh").send().await.expect(200);
        assert!(
            unknown.text().contains("<html lang=\"sv\""),
            "an unknown language falls back to the site's"
        );
    });
}

#[test]
fn an_unchanged_thread_costs_no_body() {
    run(async {
        let world = world().await;
        let page = world.page("etag");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "One.").await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        for form in ["json", "fragment", "document"] {
            let ask = || {
                ana.request("GET", "/thread")
                    .query("page", &page)
                    .query("as", form)
            };
            let first = ask().send().await.expect(200);
            let tag = first.header("etag").to_owned();
            assert!(!tag.is_empty(), "{form} has no ETag");
            let again = ask().header("if-none-match", &tag).send().await.expect(304);
            assert!(again.bytes.is_empty(), "{form}: 304 with a body");
            assert_eq!(again.header("etag"), tag, "{form}");
            let several = format!("\"other\", {tag}");
            ask()
                .header("if-none-match", &several)
                .send()
                .await
                .expect(304);
        }
        let before = ana
            .request("GET", "/thread")
            .query("page", &page)
            .query("as", "json")
            .send()
            .await;
        ana.posts(&page, "Two.").await;
        ana.reads_until(&page, "the second comment", |v| v.total == 2)
            .await;
        let ask = ana
            .request("GET", "/thread")
            .query("page", &page)
            .query("as", "json");
        let after = ask
            .header("if-none-match", before.header("etag"))
            .send()
            .await
            .expect(200);
        assert_eq!(after.json::<ThreadView>().total, 2);
    });
}

#[test]
fn one_address_in_two_languages_has_two_tags() {
    run(async {
        let world = world().await;
        let page = world.page("tags");
        let reader = world.stranger(OPEN);
        let ask = |lang: &str| {
            reader
                .request("GET", "/thread")
                .query("page", &page)
                .header("accept-language", lang)
        };
        let english = ask("en").send().await.expect(200);
        let swedish = ask("sv-FI,sv;q=0.9,en;q=0.5").send().await.expect(200);
        assert_ne!(english.header("etag"), swedish.header("etag"));
        assert!(swedish.text().contains("<html lang=\"sv\""));
        assert!(
            swedish
                .header("vary")
                .to_lowercase()
                .contains("accept-language"),
            "{:?}",
            swedish.headers
        );
    });
}

#[test]
fn a_problem_speaks_the_readers_language() {
    run(async {
        let world = world().await;
        let reader = world.stranger("nowhere");
        let ask = |lang: &str| {
            reader
                .request("GET", "/thread")
                .query("page", "x")
                .query("lang", lang)
        };
        let english = ask("en").send().await.problem().title;
        let swedish = ask("sv").send().await.problem().title;
        assert_ne!(english, swedish);
    });
}

#[test]
fn a_permalink_leads_to_the_comment_in_the_plain_page() {
    run(async {
        let world = world().await;
        let page = world.page("permalink");
        let ana = world.person(OPEN, "ana").await;
        let comment = ana.posts(&page, "Find me.").await;
        let response = ana
            .request("GET", &format!("/comments/{}", comment.id))
            .send()
            .await
            .expect(303);
        let target = response.location();
        assert_eq!(
            target.fragment(),
            Some(format!("comment-{}", comment.id).as_str())
        );
        let text = ana.opens(target).await.expect(200).text();
        assert!(
            text.contains("Find me.") && text.contains(&format!("id=\"comment-{}\"", comment.id)),
            "{text}"
        );
        let nobody = "/comments/01890000-0000-7000-8000-000000000000";
        ana.request("GET", nobody).send().await.problem_page(404);
        ana.request("GET", "/comments/nonsense")
            .send()
            .await
            .problem_page(404);
    });
}
