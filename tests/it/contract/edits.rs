//! `PATCH S/comments/{id}`.

use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::{CommentStatus, EditComment, ProblemCode};

#[test]
fn an_edit_raises_the_revision_and_is_marked() {
    run(async {
        let world = world().await;
        let page = world.page("edit");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "First.").await;
        let second = ana.edits(&first, "Second.").await;
        assert_eq!((second.id, second.revision), (first.id.clone(), 2));
        assert!(second.edited.is_some() && first.edited.is_none());
        assert_eq!(second.time, first.time);
        let changes = ana.reads_changes(&page, 0).await;
        assert_eq!((changes.total, changes.items[0].revision), (1, 2));
    });
}

#[test]
fn an_edit_without_a_change_is_none() {
    run(async {
        let world = world().await;
        let page = world.page("unchanged");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "The same.").await;
        let second = ana.edits(&first, "The same.").await;
        assert_eq!(second.revision, first.revision);
        assert!(second.edited.is_none());
        // Where a moderator reads first, nothing waits because of it.
        let page = world.page("unchanged");
        let ben = world.person(CAREFUL, "ben").await;
        let comment = ben.posts(&page, "Read once.").await;
        world.person(CAREFUL, "mia").await.approves(&comment).await;
        ben.edits(&comment, "Read once.").await;
        let mine = ben.own(&page, &comment.id).await;
        assert!(mine.waiting_edit.is_none() && mine.comment.revision == 1);
    });
}

#[test]
fn an_edit_of_an_older_text_is_a_conflict_that_shows_the_newer() {
    run(async {
        let world = world().await;
        let page = world.page("conflict");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "First.").await;
        ana.edits(&first, "Second.").await;
        let sent = EditComment {
            body: "Third.".to_owned(),
            revision: 1,
        };
        let response = ana
            .request("PATCH", &format!("/comments/{}", first.id))
            .json(&sent)
            .send()
            .await;
        let problem = response.refused(ProblemCode::CommentChanged);
        assert_eq!(
            problem.comment.expect("the comment as it stands").revision,
            2
        );
    });
}

#[test]
fn only_the_author_edits() {
    run(async {
        let world = world().await;
        let page = world.page("mine");
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let mia = world.person(OPEN, "mia").await;
        let comment = ana.posts(&page, "Mine.").await;
        let sent = EditComment {
            body: "Yours.".to_owned(),
            revision: 1,
        };
        for somebody in [&ben, &mia] {
            let response = somebody
                .request("PATCH", &format!("/comments/{}", comment.id))
                .json(&sent)
                .send()
                .await;
            response.refused(ProblemCode::CommentUnknown);
        }
    });
}

#[test]
fn an_edit_waits_where_comments_wait() {
    run(async {
        let world = world().await;
        let page = world.page("again");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let comment = mia.approves(&ana.posts(&page, "Fine.").await).await;
        let edited = ana.proposes(&comment, "Not read by anybody yet.").await;
        assert_eq!(edited.status, CommentStatus::Published, "as it was");
        let entry = mia
            .finds_in_queue(&comment.id)
            .await
            .expect("in the queue again");
        assert_eq!(entry.published_source.as_deref(), Some("Fine."));
    });
}

#[test]
fn an_edit_is_held_to_the_same_limits() {
    run(async {
        let world = world().await;
        let page = world.page("limits");
        let ana = world.person(OPEN, "ana").await;
        let comment = ana.posts(&page, "Fine.").await;
        let path = format!("/comments/{}", comment.id);
        let edit = |body: String| EditComment { body, revision: 1 };
        let long = edit("x".repeat(bedside_domain::limits::BODY_CHARS + 1));
        ana.request("PATCH", &path)
            .json(&long)
            .send()
            .await
            .refused(ProblemCode::FieldTooLong);
        ana.request("PATCH", &path)
            .json(&edit(" ".to_owned()))
            .send()
            .await
            .refused(ProblemCode::FieldEmpty);
        let request = ana
            .request("PATCH", &path)
            .idempotency_key("")
            .json(&edit("x".to_owned()));
        request
            .send()
            .await
            .refused(ProblemCode::IdempotencyKeyMissing);
    });
}
