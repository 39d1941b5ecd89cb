//! `GET S/thread`: what a reader gets, and is told when it fails.

use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::richtext::{Block, Inline};
use bedside_wire::{ProblemCode, ThreadView};

#[test]
fn a_page_without_comments_is_an_empty_thread() {
    run(async {
        let world = world().await;
        let view = world.stranger(OPEN).reads(&world.page("empty")).await;
        assert_eq!((view.version, view.total, view.items.len()), (0, 0, 0));
        assert!(!view.approve_first);
        assert!(world.stranger(CAREFUL).reads("empty").await.approve_first);
    });
}

#[test]
fn a_comment_is_read_as_it_was_written() {
    run(async {
        let world = world().await;
        let page = world.page("written");
        let ana = world.person(OPEN, "ana").await;
        let posted = ana.posts(&page, "Walking *slowly* helps.").await;
        let view = world
            .stranger(OPEN)
            .reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        let comment = &view.items[0];
        assert_eq!(comment.id, posted.id);
        let words = |text: &str| Inline::T(text.to_owned());
        let text = vec![
            words("Walking "),
            Inline::Em(vec![words("slowly")]),
            words(" helps."),
        ];
        assert_eq!(comment.body, vec![Block::P(text)]);
        assert!(!comment.author.is_empty());
        assert!(
            !comment.author.contains("Horvat"),
            "the provider's name is shown: {}",
            comment.author
        );
        assert!(comment.time.ends_with('Z'), "{}", comment.time);
    });
}

#[test]
fn a_reader_who_takes_nothing_kept_reads_the_newest() {
    run(async {
        let world = world().await;
        let page = world.page("newest");
        let ana = world.person(OPEN, "ana").await;
        for total in 1..=3 {
            ana.posts(&page, "One more.").await;
            let request = ana
                .request("GET", "/thread")
                .query("page", &page)
                .query("as", "json")
                .header("cache-control", "no-cache");
            let view: ThreadView = request.send().await.expect(200).json();
            assert_eq!(view.total, total);
        }
    });
}

#[test]
fn reply_nests_under_its_parent() {
    run(async {
        let world = world().await;
        let page = world.page("nested");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "First.").await;
        let second = ana.posts(&page, "Second.").await;
        let reply = ana.replies(&page, &first, "To the first.").await;
        let deeper = ana.replies(&page, &reply, "To the reply.").await;
        let view = ana.reads_until(&page, "all four", |v| v.total == 4).await;
        let order: Vec<_> = view
            .items
            .iter()
            .map(|c| (c.id.as_str(), c.depth))
            .collect();
        let expected = [
            (first.id.as_str(), 0),
            (&reply.id, 1),
            (&deeper.id, 2),
            (&second.id, 0),
        ];
        assert_eq!(order, expected);
        assert_eq!(view.items[2].parent.as_deref(), Some(reply.id.as_str()));
        assert_eq!(
            view.items[1].parent_author.as_deref(),
            Some(first.author.as_str())
        );
        let mut places: Vec<_> = view.items.iter().map(|c| c.tree_path.as_str()).collect();
        places.sort_unstable();
        assert_eq!(
            places,
            view.items
                .iter()
                .map(|c| c.tree_path.as_str())
                .collect::<Vec<_>>()
        );
    });
}

#[test]
fn what_cannot_be_read_is_named() {
    run(async {
        let world = world().await;
        let page = world.page("cursor");
        world.imports(OPEN, &page, &[None]).await;
        let reader = world.stranger(OPEN);
        let elsewhere = world.stranger("nowhere");
        elsewhere
            .request("GET", "/thread")
            .query("page", "x")
            .send()
            .await
            .refused(ProblemCode::SiteUnknown);
        reader
            .request("GET", "/thread")
            .send()
            .await
            .refused(ProblemCode::FieldEmpty);
        let long = "x".repeat(bedside_domain::limits::PAGE_KEY_BYTES + 1);
        let problem = reader
            .request("GET", "/thread")
            .query("page", &long)
            .query("as", "json")
            .send()
            .await;
        let problem = problem.refused(ProblemCode::FieldTooLong);
        assert_eq!(
            problem.limit,
            Some(bedside_domain::limits::PAGE_KEY_BYTES as u64)
        );
        let request = reader
            .request("GET", "/thread")
            .query("page", &page)
            .query("as", "json");
        request
            .query("cursor", "made-up")
            .send()
            .await
            .refused(ProblemCode::CursorInvalid);
    });
}
