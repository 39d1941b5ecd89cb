//! `GET S/thread/changes`: what a reader fetches when the Room has spoken.

use bedside_domain::limits::CHANGES_PAGE;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;

#[test]
fn changes_are_what_was_published_since() {
    run(async {
        let world = world().await;
        let page = world.page("changes");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "First.").await;
        let all = ana.reads_changes(&page, 0).await;
        assert_eq!(
            all.items.iter().map(|c| &c.id).collect::<Vec<_>>(),
            [&first.id]
        );
        let reply = ana.replies(&page, &first, "Reply.").await;
        let news = ana.reads_changes(&page, all.version).await;
        assert_eq!(
            news.items.iter().map(|c| &c.id).collect::<Vec<_>>(),
            [&reply.id]
        );
        assert_eq!((news.total, news.more), (2, false));
        assert!(news.version > all.version);
        let none = ana.reads_changes(&page, news.version).await;
        assert!(none.items.is_empty() && none.version == news.version);
    });
}

#[test]
fn a_comment_that_waits_is_no_change() {
    run(async {
        let world = world().await;
        let page = world.page("waits");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let seen = mia.posts(&page, "Staff first.").await;
        let before = ana.reads_changes(&page, 0).await;
        assert_eq!(before.items[0].id, seen.id);
        let waiting = ana.posts(&page, "Waiting.").await;
        assert!(
            ana.reads_changes(&page, before.version)
                .await
                .items
                .is_empty()
        );
        mia.approves(&waiting).await;
        let after = ana.reads_changes(&page, before.version).await;
        assert_eq!(
            after.items.iter().map(|c| &c.id).collect::<Vec<_>>(),
            [&waiting.id]
        );
    });
}

#[test]
fn a_published_comment_that_is_no_more_is_removed() {
    run(async {
        let world = world().await;
        let page = world.page("removed");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let comment = mia.approves(&ana.posts(&page, "Fine.").await).await;
        let before = ana.reads_changes(&page, 0).await;
        ana.deletes(&comment).await;
        let after = ana.reads_changes(&page, before.version).await;
        assert_eq!(after.removed, [comment.id]);
        assert!(after.items.is_empty());
        assert_eq!(after.total, 0);
    });
}

#[test]
fn many_changes_come_in_parts() {
    run(async {
        let world = world().await;
        let page = world.page("many");
        world
            .imports(OPEN, &page, &vec![None; CHANGES_PAGE * 2 + 50])
            .await;
        let reader = world.stranger(OPEN);
        let (mut since, mut count, mut parts) = (0, 0, 0);
        loop {
            let part = reader.reads_changes(&page, since).await;
            count += part.items.len();
            parts += 1;
            assert!(part.items.len() <= CHANGES_PAGE);
            since = part.version;
            if !part.more {
                break;
            }
        }
        assert_eq!((count, parts), (CHANGES_PAGE * 2 + 50, 3));
    });
}

#[test]
fn nothing_changed_on_a_page_without_comments() {
    run(async {
        let world = world().await;
        let changes = world
            .stranger(OPEN)
            .reads_changes(&world.page("nothing"), 0)
            .await;
        assert_eq!(
            (changes.version, changes.total, changes.items.len()),
            (0, 0, 0)
        );
    });
}

#[test]
fn what_cannot_be_answered_is_named() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let ask = |page: &str, since: &str| {
            reader
                .request("GET", "/thread/changes")
                .query("page", page)
                .query("since", since)
        };
        ask(&world.page("no-thread"), "1")
            .send()
            .await
            .refused(ProblemCode::ThreadUnknown);
        ask("x", "-1")
            .send()
            .await
            .refused(ProblemCode::FieldInvalid);
        ask("x", "many")
            .send()
            .await
            .refused(ProblemCode::FieldInvalid);
        ask("x", "99999999999999999999999")
            .send()
            .await
            .refused(ProblemCode::FieldInvalid);
    });
}
