//! `POST S/comments/{id}/remove` and `restore`: what is taken down is gone from
//! everything that anybody reads.

use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{Person, World, run, wait, world};
use bedside_wire::counts::{AskCounts, Counts};
use bedside_wire::moderation::DecisionAction;
use bedside_wire::{CommentStatus, CommentView, ProblemCode, Vote};

/// The cached responses that readers get, in every form there is.
async fn everything(reader: &Person, page: &str) -> String {
    let mut all = String::new();
    for form in ["json", "fragment", "document"] {
        for (name, value) in [
            ("view", "tree"),
            ("view", "flat"),
            ("sort", "newest"),
            ("q", "lavender"),
        ] {
            let request = reader.request("GET", "/thread").query("page", page);
            let request = request.query("as", form).query(name, value);
            all.push_str(&request.send().await.expect(200).text());
        }
    }
    for feed in ["/feed.atom", "/feed.json"] {
        for (name, value) in [("page", page), ("lang", "en")] {
            let request = reader.request("GET", feed).query(name, value);
            all.push_str(&request.send().await.expect(200).text());
        }
    }
    let changes = reader.reads_changes(page, 0).await;
    all.push_str(&serde_json::to_string(&changes).expect("JSON"));
    all
}

async fn counted(reader: &Person, page: &str) -> u64 {
    let pages = vec![page.to_owned()];
    let request = reader.request("POST", "/counts").json(&AskCounts { pages });
    let Counts { items } = request.send().await.expect(200).json();
    items[0].total
}

fn summary(items: &[CommentView]) -> Vec<(&str, CommentStatus)> {
    let items = items.iter();
    items.map(|c| (c.id.as_str(), c.status)).collect()
}

#[test]
fn what_was_removed_is_gone_everywhere_and_comes_back() {
    run(async {
        // A stack of its own: the name is not to come from elsewhere.
        let world = World::start(deployment()).await;
        let page = world.page("removed-everywhere");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let stranger = world.stranger(OPEN);
        let named = ana
            .request("PATCH", "/me")
            .json(&serde_json::json!({ "name": "Quackling" }));
        named.send().await.expect(200);
        let bad = ana.posts(&page, "Lavender cures everything.").await;
        ben.votes(&bad, Vote::Up).await;
        let reply = ben.replies(&page, &bad, "It does not.").await;
        assert_eq!(reply.parent_author.as_deref(), Some("Quackling"));
        let mut live = stranger.listens(&page).await;
        // Kept as it was before.
        assert!(
            everything(&stranger, &page)
                .await
                .contains("cures everything")
        );

        let before = stranger.reads_changes(&page, 0).await;
        let removed = mia.removes(&bad, Some("Not true.")).await;
        assert_eq!(removed.status, CommentStatus::Removed);
        assert_eq!(live.hears_version().await, before.version + 1);
        let changes = stranger.reads_changes(&page, before.version).await;
        assert_eq!(changes.total, 1);
        assert_eq!(
            summary(&changes.items),
            [(&*bad.id, CommentStatus::Removed)]
        );
        wait::until("it is gone everywhere", || async {
            let all = everything(&stranger, &page).await;
            let gone = !all.contains("cures everything") && !all.contains("Quackling");
            gone.then_some(())
        })
        .await;
        assert_eq!(counted(&stranger, &page).await, 1);

        let view = stranger.reading(&page).first().await;
        let placeholder = &view.items[0];
        let expected = [
            (&*bad.id, CommentStatus::Removed),
            (&*reply.id, CommentStatus::Published),
        ];
        assert_eq!((view.total, summary(&view.items)), (1, expected.to_vec()));
        assert_eq!(placeholder.author, "");
        assert!(placeholder.body.is_empty() && placeholder.edited.is_none());
        assert_eq!((placeholder.up, placeholder.down), (0, 0));
        assert_eq!(
            (&placeholder.tree_path, &placeholder.time),
            (&bad.tree_path, &bad.time)
        );
        assert_eq!(view.items[1].parent_author, None);

        mia.restores(&bad).await;
        let view = stranger.reading(&page).first().await;
        assert_eq!((view.total, view.items[0].up), (2, 1));
        assert_eq!(view.items[1].parent_author.as_deref(), Some("Quackling"));
        wait::until("it is back everywhere", || async {
            let all = everything(&stranger, &page).await;
            all.contains("cures everything").then_some(())
        })
        .await;
        assert_eq!(counted(&stranger, &page).await, 2);
    });
}

#[test]
fn a_removal_needs_a_moderator_who_read_what_is_public() {
    run(async {
        let world = world().await;
        let page = world.page("who-removes");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let comment = ana.posts(&page, "Fine.").await;
        for member in [&ana, &ben] {
            let answers = [
                member.tries_to_remove(&comment, None).await,
                member.tries_to_restore(&comment).await,
                member.tries_to_keep(&comment).await,
                member.tries_to_undo(&comment).await,
            ];
            for response in answers {
                response.refused(ProblemCode::NotAllowed);
            }
        }
        let edited = ana.edits(&comment, "Finer.").await;
        let problem = mia.tries_to_remove(&comment, None).await;
        let problem = problem.refused(ProblemCode::CommentChanged);
        assert_eq!(problem.comment.map(|c| c.revision), Some(2));
        let restored = mia.tries_to_restore(&edited).await;
        restored.refused(ProblemCode::CommentAlreadyDecided);
        mia.removes(&edited, None).await;
        for response in [
            mia.tries_to_remove(&edited, None).await,
            mia.tries_to_keep(&edited).await,
        ] {
            let problem = response.refused(ProblemCode::CommentNotPublished);
            let as_it_stands = problem.comment.expect("the comment as it stands");
            assert_eq!(as_it_stands.status, CommentStatus::Removed);
        }
    });
}

#[test]
fn nobody_answers_votes_on_or_edits_what_was_removed() {
    run(async {
        let world = world().await;
        let page = world.page("dead");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let bad = ana.posts(&page, "Bad.").await;
        let reply = ben.replies(&page, &bad, "Indeed.").await;
        mia.removes(&bad, None).await;
        let sent = bedside_client::person::comment(&page, Some(&bad.id), "To nobody.");
        let response = ben.request("POST", "/comments").json(&sent).send().await;
        response.refused(ProblemCode::ParentUnknown);
        let vote = ben.tries_to_vote(&bad, Vote::Up).await;
        vote.refused(ProblemCode::CommentUnknown);
        // Where a site publishes first, an edit would bring it back.
        let edit = ana.request("PATCH", &format!("/comments/{}", bad.id));
        let sent = serde_json::json!({ "body": "Still bad.", "revision": 1 });
        edit.json(&sent)
            .send()
            .await
            .refused(ProblemCode::CommentNotPublished);
        // A link to the placeholder leads there; one to what is not listed does not.
        let link = |comment: &CommentView| format!("/comments/{}", comment.id);
        let response = ben.request("GET", &link(&bad)).send().await;
        assert!(
            response
                .location()
                .query_pairs()
                .any(|(name, _)| name == "around")
        );
        mia.removes(&reply, None).await;
        for gone in [&bad, &reply] {
            ben.request("GET", &link(gone)).send().await.expect(404);
        }
    });
}

#[test]
fn the_author_is_told_the_reason_when_it_cannot_be_undone_any_more() {
    run(async {
        let world = world().await;
        let page = world.page("told");
        let (ana, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
        );
        let bad = ana.posts(&page, "Buy my pills.").await;
        let mut live = ana.listens(&page).await;
        mia.removes(&bad, Some("No selling here.")).await;
        let own = ana.own(&page, &bad.id).await;
        assert_eq!(
            (own.comment.status, own.reason),
            (CommentStatus::Removed, None)
        );
        assert_eq!(own.source, "Buy my pills.", "it is still theirs");
        assert!(live.hears_version().await > 0);
        assert_eq!(live.hears_version().await, 0, "something private");
        let own = ana.own(&page, &bad.id).await;
        assert_eq!(own.reason.as_deref(), Some("No selling here."));
    });
}

#[test]
fn what_was_decided_is_listed_with_who_and_why() {
    run(async {
        let world = world().await;
        let page = world.page("decided-list");
        let (ana, mia, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
            world.person(OPEN, "olu").await,
        );
        let comment = ana.posts(&page, "Hm.").await;
        mia.removes(&comment, Some("Not here.")).await;
        let entry = mia.finds_decided(&comment.id).await.expect("decided");
        let decision = entry.decision.expect("a decision");
        assert_eq!(decision.action, DecisionAction::Remove);
        assert_eq!(decision.reason.as_deref(), Some("Not here."));
        assert_eq!(decision.by, mia.overlay(&page).await.name);
        assert!(decision.undoable);
        assert_eq!(entry.comment.status, CommentStatus::Removed);
        assert!(
            !entry.comment.body.is_empty(),
            "moderators read what they took down"
        );
        let other = olu.finds_decided(&comment.id).await.expect("decided");
        assert!(!other.decision.expect("a decision").undoable, "not theirs");
        olu.restores(&comment).await;
        let entry = mia.finds_decided(&comment.id).await.expect("decided");
        let action = entry.decision.map(|decision| decision.action);
        assert_eq!(action, Some(DecisionAction::Restore));
        let odd = mia.request("GET", "/queue").query("view", "all");
        odd.send().await.refused(ProblemCode::FieldInvalid);
        ana.request("GET", "/queue")
            .query("view", "decided")
            .send()
            .await
            .refused(ProblemCode::NotAllowed);
    });
}
