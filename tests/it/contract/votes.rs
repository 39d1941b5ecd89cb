//! `PUT S/comments/{id}/vote`.

use bedside_client::votes::{counts, own, own_votes, tally};
use bedside_domain::limits::{CHANGES_PAGE, OWN_VOTES};
use bedside_tests::world::{CAREFUL, CROSSING, OPEN};
use bedside_tests::{Person, run, world};
use bedside_wire::vote::{CommentVotes, Tally};
use bedside_wire::{CommentView, ProblemCode, Vote};
use serde_json::json;

#[test]
fn a_person_has_one_vote_on_a_comment_and_may_change_it() {
    run(async {
        let world = world().await;
        let page = world.page("voted");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let comment = ana.posts(&page, "Drink water.").await;
        let reply = mia.replies(&page, &comment, "And sleep.").await;
        assert_eq!(ben.votes(&comment, Vote::Up).await, tally(1, 0, Vote::Up));
        assert_eq!(ben.votes(&comment, Vote::Up).await, tally(1, 0, Vote::Up));
        assert_eq!(mia.votes(&comment, Vote::Up).await, tally(2, 0, Vote::Up));
        assert_eq!(
            ben.votes(&comment, Vote::Down).await,
            tally(1, 1, Vote::Down)
        );
        assert_eq!(ben.votes(&reply, Vote::Up).await, tally(1, 0, Vote::Up));
        assert_eq!(counts(&ana, &page).await, [(1, 1), (1, 0)]);
        let votes = own_votes(&ben, &page).await;
        assert_eq!(votes.len(), 2, "{votes:?}");
        assert!(votes.contains(&own(&comment, Vote::Down)), "{votes:?}");
        assert!(votes.contains(&own(&reply, Vote::Up)), "{votes:?}");
        assert!(own_votes(&ana, &page).await.is_empty());
        assert!(own_votes(&ben, &world.page("other")).await.is_empty());
        assert_eq!(
            ben.votes(&comment, Vote::None).await,
            tally(1, 0, Vote::None)
        );
        assert_eq!(
            ben.votes(&comment, Vote::None).await,
            tally(1, 0, Vote::None)
        );
        assert_eq!(own_votes(&ben, &page).await, [own(&reply, Vote::Up)]);
        assert_eq!(counts(&ana, &page).await, [(1, 0), (1, 0)]);
    });
}

fn voted(comment: &CommentView, up: u32, down: u32) -> CommentVotes {
    CommentVotes {
        comment: comment.id.clone(),
        up,
        down,
    }
}

#[test]
fn a_vote_is_a_change_that_readers_hear_of_and_no_edit() {
    run(async {
        let world = world().await;
        let page = world.page("heard-votes");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let comment = ana.posts(&page, "Drink water.").await;
        ana.posts(&page, "Something else.").await;
        let before = ana.reads_changes(&page, 0).await;
        let mut reader = world.stranger(OPEN).listens(&page).await;
        ben.votes(&comment, Vote::Up).await;
        assert_eq!(reader.hears_version().await, before.version + 1);
        let news = ana.reads_changes(&page, before.version).await;
        assert_eq!((news.total, news.version), (2, before.version + 1));
        assert!(news.items.is_empty() && news.removed.is_empty());
        assert_eq!(news.votes, [voted(&comment, 1, 0)]);
        let all = ana.reads_changes(&page, 0).await;
        assert_eq!((all.items.len(), all.items[0].up), (2, 1));
        assert!(all.votes.is_empty(), "who has not read it needs no more");
        // Also for who reads what is kept.
        ana.reads_until(&page, "the vote", |view| view.items[0].up == 1)
            .await;
        // The same again is no change.
        ben.votes(&comment, Vote::Up).await;
        let same = ana.reads_changes(&page, news.version).await;
        assert_eq!(same.version, news.version);
        ben.votes(&comment, Vote::None).await;
        assert_eq!(reader.hears_version().await, news.version + 1);
        let back = ana.reads_changes(&page, news.version).await;
        assert_eq!(back.votes, [voted(&comment, 0, 0)]);
        // One that was edited as well has them with it.
        mia.votes(&comment, Vote::Down).await;
        let edited = ana.edits(&comment, "Drink tea.").await;
        let both = ana.reads_changes(&page, back.version).await;
        assert_eq!((edited.down, &both.items[..]), (1, &[edited.clone()][..]));
        assert!(both.votes.is_empty());
        // One that is edited first.
        ben.votes(&comment, Vote::Down).await;
        let last = ana.reads_changes(&page, both.version).await;
        assert!(last.items.is_empty());
        assert_eq!(last.votes, [voted(&comment, 0, 2)]);
    });
}

#[test]
fn many_votes_come_in_parts() {
    run(async {
        let world = world().await;
        let page = world.page("many-changes");
        let count = CHANGES_PAGE + 30;
        world.imports(OPEN, &page, &vec![None; count]).await;
        let ben = world.person(OPEN, "ben").await;
        let all = ben.reading(&page).whole().await;
        let start = ben.reads_changes(&page, u64::from(u32::MAX)).await.version;
        for comment in &all {
            ben.votes(comment, Vote::Up).await;
        }
        let posted = ben.posts(&page, "After the votes.").await;
        let (mut since, mut seen, mut items) = (start, Vec::new(), Vec::new());
        loop {
            let part = ben.reads_changes(&page, since).await;
            assert!(part.votes.len() <= CHANGES_PAGE);
            assert!(part.votes.iter().all(|v| (v.up, v.down) == (1, 0)));
            seen.extend(part.votes.into_iter().map(|votes| votes.comment));
            items.extend(part.items.into_iter().map(|item| item.id));
            since = part.version;
            if !part.more {
                break;
            }
        }
        let voted: Vec<_> = all.into_iter().map(|comment| comment.id).collect();
        assert_eq!(seen, voted, "each once, the oldest vote first");
        assert_eq!(items, [posted.id]);
    });
}

#[test]
fn what_cannot_be_voted_on_is_named() {
    run(async {
        let world = world().await;
        let page = world.page("refused-votes");
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let refused = async |who: &Person, comment: &CommentView, vote, code| {
            who.tries_to_vote(comment, vote).await.refused(code);
        };
        use ProblemCode as P;
        let waiting = ana.posts(&page, "Waits.").await;
        refused(&ben, &waiting, Vote::Up, P::CommentUnknown).await;
        let public = mia.approves(&waiting).await;
        refused(&ana, &public, Vote::Up, P::VoteOnOwn).await;
        refused(&ben, &public, Vote::Down, P::VotesOff).await;
        let stranger = world.stranger(CAREFUL);
        refused(&stranger, &public, Vote::Up, P::SignInNeeded).await;
        let gone = CommentView {
            id: "01890000-0000-7000-8000-000000000000".into(),
            ..public.clone()
        };
        refused(&ben, &gone, Vote::Up, P::CommentUnknown).await;
        let odd = CommentView {
            id: "1".into(),
            ..public.clone()
        };
        refused(&ben, &odd, Vote::Up, P::CommentUnknown).await;
        let path = format!("/comments/{}/vote", public.id);
        let request = || ben.request("PUT", &path);
        let unkeyed = request()
            .json(&json!({ "vote": "up" }))
            .idempotency_key("")
            .send();
        unkeyed.await.refused(P::IdempotencyKeyMissing);
        let nothing = request().json(&json!({})).send();
        nothing.await.refused(P::NotJson);
        assert_eq!(counts(&ben, &page).await, [(0, 0)]);

        let (cas, dee) = (
            world.person(CROSSING, "ana").await,
            world.person(CROSSING, "ben").await,
        );
        let comment = cas.posts(&page, "No votes here.").await;
        for vote in [Vote::Up, Vote::Down, Vote::None] {
            refused(&dee, &comment, vote, P::VotesOff).await;
        }
    });
}

#[test]
fn a_repeated_vote_gives_the_first_answer() {
    run(async {
        let world = world().await;
        let page = world.page("repeated-vote");
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let comment = ana.posts(&page, "Drink water.").await;
        let path = format!("/comments/{}/vote", comment.id);
        let vote = |vote: &str| {
            let request = ben.request("PUT", &path).json(&json!({ "vote": vote }));
            request.idempotency_key("vote-1").send()
        };
        let first = vote("up").await.expect(200);
        ben.votes(&comment, Vote::Down).await;
        let again = vote("up").await.expect(200);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.json::<Tally>(), first.json::<Tally>());
        assert_eq!(counts(&ana, &page).await, [(0, 1)], "it votes no more");
        vote("down")
            .await
            .refused(ProblemCode::IdempotencyKeyReused);
    });
}

#[test]
fn an_overlay_has_the_newest_thousand_votes() {
    run(async {
        let world = world().await;
        let page = world.page("many-votes");
        world.imports(OPEN, &page, &[None; OWN_VOTES + 1]).await;
        let ben = world.person(OPEN, "ben").await;
        let all = ben.reading(&page).whole().await;
        // One of them is the oldest vote; the others may share a moment.
        ben.votes(&all[7], Vote::Up).await;
        for comment in all.iter().filter(|comment| comment.id != all[7].id) {
            ben.votes(comment, Vote::Down).await;
        }
        let votes = own_votes(&ben, &page).await;
        assert_eq!(votes.len(), OWN_VOTES);
        assert!(votes.iter().all(|own| own.1 == Vote::Down));
    });
}
