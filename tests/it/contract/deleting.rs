//! `DELETE S/comments/{id}` and `undelete`: authors take back what they wrote.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use bedside_wire::{CommentStatus, EditComment, ProblemCode};

#[test]
fn a_deleted_comment_is_gone_for_everybody_and_comes_back() {
    run(async {
        let world = world().await;
        let page = world.page("deleted");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let said = ana.posts(&page, "Too much, at three in the morning.").await;
        let mut live = ben.listens(&page).await;
        let own = ana.deletes(&said).await;
        assert_eq!(own.comment.status, CommentStatus::Deleted);
        assert_eq!((own.source.as_str(), own.comment.author.as_str()), ("", ""));
        assert!(own.comment.body.is_empty());
        let version = live.hears_version().await;
        let changes = ben.reads_changes(&page, version - 1).await;
        assert_eq!(
            (changes.total, &changes.removed[..]),
            (0, &[said.id.clone()][..])
        );
        assert!(ana.overlay(&page).await.own.is_empty());
        // Nobody else brings it back, and a moderator neither reads nor restores it.
        for somebody in [&ben, &mia] {
            let response = somebody.tries_to_undelete(&said).await;
            response.refused(ProblemCode::CommentUnknown);
        }
        let problem = mia.tries_to_restore(&said).await;
        let problem = problem.refused(ProblemCode::CommentDeleted);
        let as_it_stands = problem.comment.expect("as it stands");
        assert!(as_it_stands.body.is_empty() && as_it_stands.author.is_empty());
        for response in [
            mia.tries_to_remove(&said, None).await,
            mia.tries_to_keep(&said).await,
        ] {
            response.refused(ProblemCode::CommentDeleted);
        }

        let back = ana.undeletes(&said).await;
        assert_eq!(back.comment.status, CommentStatus::Published);
        assert_eq!(back.source, "Too much, at three in the morning.");
        assert_eq!(ben.reading(&page).first().await.total, 1);
        ana.tries_to_undelete(&said)
            .await
            .refused(ProblemCode::UndoTooLate);
    });
}

#[test]
fn an_answered_comment_leaves_a_placeholder() {
    run(async {
        let world = world().await;
        let page = world.page("deleted-answered");
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let said = ana.posts(&page, "Private matters.").await;
        let reply = ben.replies(&page, &said, "Take care.").await;
        ana.deletes(&said).await;
        let view = ben.reading(&page).first().await;
        assert_eq!((view.total, view.items.len()), (1, 2));
        let placeholder = &view.items[0];
        assert_eq!(placeholder.status, CommentStatus::Deleted);
        assert!(placeholder.body.is_empty() && placeholder.author.is_empty());
        assert_eq!(view.items[1].parent_author, None);
        ben.deletes(&reply).await;
        assert!(ben.reading(&page).first().await.items.is_empty());
        ben.undeletes(&reply).await;
        assert_eq!(ben.reading(&page).first().await.items.len(), 2);
    });
}

#[test]
fn what_waits_and_what_was_refused_is_deleted_too() {
    run(async {
        let world = world().await;
        let page = world.page("withdrawn");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let waiting = ana.posts(&page, "Waits.").await;
        let refused = ana.posts(&page, "Refused.").await;
        mia.rejects(&refused, Some("No.")).await;
        let removed = mia.approves(&ana.posts(&page, "Removed.").await).await;
        mia.removes(&removed, None).await;
        for comment in [&waiting, &refused, &removed] {
            ana.deletes(comment).await;
        }
        assert!(ana.overlay(&page).await.own.is_empty());
        assert!(mia.finds_in_queue(&waiting.id).await.is_none());
        let response = mia.tries_to_approve(&waiting).await;
        response.refused(ProblemCode::CommentDeleted);
        let back = ana.undeletes(&waiting).await;
        assert_eq!(back.comment.status, CommentStatus::Pending);
        assert!(mia.finds_in_queue(&waiting.id).await.is_some());
        // What a moderator took down does not come back that way.
        let back = ana.undeletes(&removed).await;
        assert_eq!(back.comment.status, CommentStatus::Removed);
        assert_eq!(mia.reading(&page).first().await.total, 0);
    });
}

#[test]
fn only_the_author_deletes_and_only_once() {
    run(async {
        let world = world().await;
        let page = world.page("only-own");
        let (ana, ben, mia) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
            world.person(OPEN, "mia").await,
        );
        let said = ana.posts(&page, "Mine.").await;
        for somebody in [&ben, &mia] {
            let response = somebody.tries_to_delete(&said).await;
            response.refused(ProblemCode::CommentUnknown);
        }
        let stranger = world.stranger(OPEN);
        let response = stranger.tries_to_delete(&said).await;
        response.refused(ProblemCode::SignInNeeded);
        ana.tries_to_undelete(&said)
            .await
            .refused(ProblemCode::UndoTooLate);
        ana.deletes(&said).await;
        ana.tries_to_delete(&said)
            .await
            .refused(ProblemCode::CommentUnknown);
        let sent = EditComment {
            body: "Again.".into(),
            revision: 1,
        };
        let edit = ana.request("PATCH", &format!("/comments/{}", said.id));
        edit.json(&sent)
            .send()
            .await
            .refused(ProblemCode::CommentUnknown);
    });
}

#[test]
fn the_text_is_erased_when_the_deletion_cannot_be_undone_any_more() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let sent = bedside_client::person::comment("erased", None, "Private matters.");
        let post = || {
            let request = ana
                .request("POST", "/comments")
                .idempotency_key("posted-once");
            request.json(&sent).send()
        };
        let said: bedside_wire::OwnComment = post().await.expect(201).json();
        let said = ana.edits(&said.comment, "Private matters, again.").await;
        ben.replies("erased", &said, "Take care.").await;
        ana.deletes(&said).await;
        assert!(post().await.expect(201).text().contains("Private"));
        // A repeat of what was sent before finds no text any more.
        wait::until("the text is erased", || async {
            let response = post().await.expect(201);
            (!response.text().contains("Private")).then_some(())
        })
        .await;
        ana.tries_to_undelete(&said)
            .await
            .refused(ProblemCode::UndoTooLate);
        let view = ben.reading("erased").first().await;
        assert_eq!(view.items[0].status, CommentStatus::Deleted);
        // A worker that ends meanwhile does it when it is there again.
        let other = ana.posts("erased", "Secrets.").await;
        ana.deletes(&other).await;
        world.stack.worker().kill().expect("killed");
        world.stack.worker().start().expect("started");
        wait::until("it is too late", || async {
            let response = ana.tries_to_undelete(&said).await;
            (response.status == 409).then_some(())
        })
        .await;
    });
}
