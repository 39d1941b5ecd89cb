//! Search within a thread.

use bedside_domain::limits::{SEARCH_CHARS, SEARCH_COUNTED, THREAD_PAGE};
use bedside_tests::random_threads::words;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use bedside_wire::thread::ThreadView;

#[test]
fn all_words_count_in_any_order_and_without_their_marks() {
    run(async {
        let world = world().await;
        let page = world.page("search");
        let ana = world.person(OPEN, "ana").await;
        for body in [
            "The café by the river has an even path.",
            "An even better **path** starts at the station.",
            "Nothing about walking here.",
            "ممر مستوٍ بجانب النهر",
        ] {
            ana.posts(&page, body).await;
        }
        let elsewhere = world.page("search-elsewhere");
        ana.posts(&elsewhere, "A path on another page.").await;
        let found = async |q: &str| {
            let view = ana.reading(&page).with("q", q).first().await;
            assert_eq!(view.found, view.items.len() as u64, "{q}");
            assert_eq!(view.total, 4);
            view.items.len()
        };
        assert_eq!(found("path even").await, 2);
        assert_eq!(found("cafe").await, 1);
        assert_eq!(found("CAFÉ RIV").await, 1, "the last word may go on");
        assert_eq!(found("riv cafe").await, 0, "only the last one");
        assert_eq!(found("cafe ri").await, 0, "and no short one");
        assert_eq!(found("r").await, 0);
        assert_eq!(found("an").await, 2, "short words are words");
        assert_eq!(found("النهر").await, 1);
        assert_eq!(found("path* OR nothing").await, 0, "no commands");
        assert_eq!(found("thread:t1").await, 0);
        assert_eq!(found("elsewhere").await, 0);
        let newest_first = ana.reading(&page).with("q", "even").first().await;
        assert!(newest_first.items[0].id > newest_first.items[1].id);
    });
}

#[test]
fn only_what_is_public_is_found_and_as_it_is_now() {
    run(async {
        let world = world().await;
        let page = world.page("search-public");
        let ana = world.person(CAREFUL, "ana").await;
        let mia = world.person(CAREFUL, "mia").await;
        let found = async |q: &str| {
            let reading = ana.reading(&page).with("q", q);
            reading.first().await.items.len()
        };
        let comment = ana.posts(&page, "Lavender helps me sleep.").await;
        assert_eq!(found("lavender").await, 0, "it waits");
        mia.approves(&comment).await;
        assert_eq!(found("lavender").await, 1);
        let shown = ana.own(&page, &comment.id).await.comment;
        let edited = ana.proposes(&shown, "Chamomile helps me sleep.").await;
        assert_eq!(found("lavender").await, 1, "the edit waits");
        assert_eq!(found("chamomile").await, 0, "the edit waits");
        mia.approves(&edited).await;
        assert_eq!(found("lavender").await, 0, "the old text is gone");
        assert_eq!(found("chamomile").await, 1);
    });
}

#[test]
fn what_is_found_comes_in_pages() {
    run(async {
        let world = world().await;
        let page = world.page("search-pages");
        world.imports(OPEN, &page, &[None; 130]).await;
        let reader = world.stranger(OPEN);
        let reading = reader.reading(&page).with("q", "comment");
        let first = reading.first().await;
        assert_eq!((first.items.len(), first.found), (THREAD_PAGE, 130));
        let all: Vec<_> = reading.onwards(first).await.iter().map(words).collect();
        let expected: Vec<_> = (0..130)
            .rev()
            .map(|n| format!("Comment number {n}."))
            .collect();
        assert_eq!(all, expected);
    });
}

#[test]
fn a_search_without_words_or_with_too_many_characters_is_refused() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let page = world.page("search-bad");
        let ask = async |q: &str| reader.reading(&page).with("q", q).send().await;
        for nothing in ["*", "\"", "()"] {
            let problem = ask(nothing).await.refused(ProblemCode::FieldEmpty);
            assert_eq!(problem.field.as_deref(), Some("q"));
        }
        let problem = ask(&"x".repeat(SEARCH_CHARS + 1))
            .await
            .refused(ProblemCode::FieldTooLong);
        assert_eq!(problem.limit, Some(SEARCH_CHARS as u64));
    });
}

#[test]
fn more_than_are_counted_are_not_said_to_be_fewer() {
    run(async {
        let world = world().await;
        let page = world.page("search-many");
        let many = vec![None; SEARCH_COUNTED + 5];
        world.imports(OPEN, &page, &many).await;
        let reader = world.stranger(OPEN);
        let plain = reader.request("GET", "/thread").query("page", &page);
        let plain = plain.query("q", "comment").send().await;
        let plain = plain.expect(200).text();
        assert!(plain.contains("More than 1,000 comments found"), "{plain}");
        let json = reader.request("GET", "/thread").query("page", &page);
        let json = json.query("q", "comment").query("as", "json");
        let view: ThreadView = json.send().await.expect(200).json();
        assert_eq!(view.found, SEARCH_COUNTED as u64 + 1);
    });
}
