//! Votes stay with their comment: while it waits again, when it comes from
//! elsewhere, and when its page is merged into another.

use bedside_client::votes::{own, own_votes, tally};
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::{CommentView, ProblemCode, Sort, Vote};
use serde_json::json;

#[test]
fn a_comment_keeps_its_votes_while_it_is_taken_down() {
    run(async {
        let world = world().await;
        let page = world.page("waits-again");
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        mia.posts(&page, "No votes.").await;
        let comment = mia.approves(&ana.posts(&page, "Drink water.").await).await;
        ben.votes(&comment, Vote::Up).await;
        let removed = mia.removes(&comment, None).await;
        assert_eq!(removed.up, 1, "moderators still see them");
        ben.tries_to_vote(&comment, Vote::None)
            .await
            .refused(ProblemCode::CommentUnknown);
        let again = mia.restores(&removed).await;
        assert_eq!(again.up, 1);
        let top = ben.reading(&page).with("sort", "top").first().await;
        assert_eq!((&top.items[0].id, top.items[0].up), (&comment.id, 1));
        assert_eq!(own_votes(&ben, &page).await, [own(&comment, Vote::Up)]);
        assert_eq!(ben.votes(&comment, Vote::None).await.up, 0);
    });
}

#[test]
fn votes_of_elsewhere_count_and_those_given_here_come_on_top() {
    run(async {
        let world = world().await;
        let page = world.page("imported-votes");
        let sent = |up: i64, down: i64| {
            let time = "2025-01-02T03:04:05Z";
            json!({
                "page": { "key": page },
                "comments": [
                    { "ref": "a", "author": "Nadia", "time": time, "body": "First." },
                    { "ref": "b", "author": "Nadia", "time": time, "body": "Second.", "up": up, "down": down },
                ],
            })
        };
        let imports = async |up, down| {
            let sent = sent(up, down);
            world.as_operator(OPEN, "/import", &sent).await
        };
        for (up, down, field) in [(1_000_001, 0, "up"), (0, 1_000_001, "down")] {
            let problem = imports(up, down).await.refused(ProblemCode::FieldInvalid);
            assert_eq!(problem.field.as_deref(), Some(field));
            assert_eq!(problem.limit, Some(1_000_000));
        }
        imports(-1, 0).await.refused(ProblemCode::NotJson);
        imports(1_000_000, 7).await.expect(200);
        let ben = world.person(OPEN, "ben").await;
        let top = ben.reading(&page).with("sort", "top").first().await;
        assert_eq!((top.items[0].up, top.items[0].down), (1_000_000, 7));
        assert_eq!((top.items[1].up, top.items[1].down), (0, 0));
        let comment = &top.items[0];
        assert_eq!(
            ben.votes(comment, Vote::Down).await,
            tally(1_000_000, 8, Vote::Down)
        );
        assert_eq!(
            ben.votes(comment, Vote::None).await,
            tally(1_000_000, 7, Vote::None)
        );
    });
}

#[test]
fn votes_and_what_stands_first_by_them_come_along() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "olu").await,
        );
        let first = ana.posts("old", "First.").await;
        let disputed = ana.posts("new", "Disputed.").await;
        let liked = ana.posts("old", "Liked.").await;
        let reply = ana.replies("new", &disputed, "A reply.").await;
        ben.votes(&liked, Vote::Up).await;
        olu.votes(&liked, Vote::Up).await;
        ben.votes(&disputed, Vote::Up).await;
        olu.votes(&disputed, Vote::Down).await;
        ben.votes(&reply, Vote::Down).await;
        olu.moves("merge", "old", "new").await;
        for page in ["old", "new"] {
            let by = async |sort: Sort| {
                let reading = ben.reading(page).with("sort", sort.as_str());
                let items = reading.first().await.items.into_iter();
                let seen = items.map(|item| (item.id, item.up, item.down));
                seen.collect::<Vec<_>>()
            };
            let seen = |comment: &CommentView, up, down| (comment.id.clone(), up, down);
            let (liked, first) = (seen(&liked, 2, 0), seen(&first, 0, 0));
            let (disputed, reply) = (seen(&disputed, 1, 1), seen(&reply, 0, 1));
            let top = [&liked, &first, &disputed, &reply].map(Clone::clone);
            assert_eq!(by(Sort::Top).await, top, "{page}");
            let most_disputed = [&disputed, &reply, &first, &liked].map(Clone::clone);
            assert_eq!(by(Sort::Controversial).await, most_disputed, "{page}");
            assert_eq!(own_votes(&ben, page).await.len(), 3, "{page}");
        }
        // And all goes on as before.
        assert_eq!(ben.votes(&liked, Vote::None).await.up, 1);
        assert_eq!(own_votes(&ben, "new").await.len(), 2);
    });
}
