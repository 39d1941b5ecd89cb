//! `POST S/counts`: how many comments pages have.

use bedside_domain::limits::{COUNT_BYTES, COUNT_PAGES};
use bedside_tests::world::{OPEN, SWEDISH};
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use bedside_wire::counts::{AskCounts, Counts};

#[test]
fn many_pages_are_counted_at_once() {
    run(async {
        let world = world().await;
        let (some, none) = (world.page("counted"), world.page("uncounted"));
        world.imports(OPEN, &some, &[None, Some(0), None]).await;
        let reader = world.stranger(OPEN);
        let mut pages = vec![some.clone(), none.clone()];
        pages.resize_with(COUNT_PAGES, || some.clone());
        let ask = AskCounts { pages };
        let request = reader.request("POST", "/counts").json(&ask);
        let Counts { items } = request.send().await.expect(200).json();
        assert_eq!(items.len(), COUNT_PAGES);
        assert_eq!((items[0].page.as_str(), items[0].total), (some.as_str(), 3));
        assert_eq!(items[0].text, "3 comments");
        assert_eq!((items[1].total, items[1].text.as_str()), (0, "0 comments"));
    });
}

#[test]
fn a_count_speaks_the_pages_language() {
    run(async {
        let world = world().await;
        let page = world.page("counted");
        world.imports(SWEDISH, &page, &[None]).await;
        let ask = AskCounts { pages: vec![page] };
        for (lang, text) in [
            ("sv", "1 kommentar"),
            ("de", "1 Kommentar"),
            ("en", "1 comment"),
        ] {
            let reader = world.stranger(SWEDISH);
            let request = reader
                .request("POST", "/counts")
                .query("lang", lang)
                .json(&ask);
            let Counts { items } = request.send().await.expect(200).json();
            assert_eq!(items[0].text, text);
        }
    });
}

#[test]
fn what_cannot_be_counted_is_named() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let ask = async |pages: Vec<String>| {
            let request = reader.request("POST", "/counts").json(&AskCounts { pages });
            request.send().await
        };
        let problem = ask(vec!["p".into(); COUNT_PAGES + 1]).await;
        let problem = problem.refused(ProblemCode::FieldTooLong);
        assert_eq!(problem.limit, Some(COUNT_PAGES as u64));
        // One bad link in a list leaves the others their numbers.
        let some = world.page("counted");
        world.imports(OPEN, &some, &[None]).await;
        let counts: Counts = ask(vec![String::new(), "p".repeat(10_000), some])
            .await
            .json();
        let totals: Vec<_> = counts.items.iter().map(|count| count.total).collect();
        assert_eq!(totals, [0, 0, 1]);
        let request = reader
            .request("POST", "/counts")
            .raw("application/json", "{}");
        request.send().await.refused(ProblemCode::NotJson);
    });
}

#[test]
fn a_list_of_long_links_is_counted_and_a_longer_one_is_not_read() {
    run(async {
        let world = world().await;
        let some = world.page("counted");
        world.imports(OPEN, &some, &[None]).await;
        let reader = world.stranger(OPEN);
        let ask = async |long: usize| {
            let link = format!("https://also.example/{}", "p".repeat(long));
            let mut pages = vec![link; COUNT_PAGES - 1];
            pages.push(some.clone());
            let request = reader.request("POST", "/counts").json(&AskCounts { pages });
            request.send().await
        };
        for long in [330, 1_000, 2_000] {
            let Counts { items } = ask(long).await.expect(200).json();
            let totals = items.iter().map(|count| count.total);
            assert_eq!((items.len(), totals.sum()), (COUNT_PAGES, 1), "{long}");
        }
        let problem = ask(2_100).await.refused(ProblemCode::BodyTooLarge);
        assert_eq!(problem.limit, Some(COUNT_BYTES as u64));
    });
}
