//! `POST S/comments`: what an author gets back.

use bedside_client::person::comment;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::comment::PageInfo;
use bedside_wire::viewer::ChangeName;
use bedside_wire::{CommentStatus, OwnComment, Role, Viewer};
use serde_json::json;

#[test]
fn the_author_sees_a_waiting_comment_and_others_do_not() {
    run(async {
        let world = world().await;
        let page = world.page("waiting");
        let (ana, ben) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
        );
        let posted = ana.posts(&page, "Please **read** me.").await;
        assert_eq!(posted.status, CommentStatus::Pending);
        let own = ana.own(&page, &posted.id).await;
        assert_eq!(
            (own.comment, own.source.as_str()),
            (posted, "Please **read** me.")
        );
        assert!(ben.overlay(&page).await.own.is_empty());
        assert_eq!(ben.reads(&page).await.total, 0);
    });
}

#[test]
fn where_comments_are_published_first_everybody_sees_them_at_once() {
    run(async {
        let world = world().await;
        let page = world.page("at-once");
        let ana = world.person(OPEN, "ana").await;
        let posted = ana.posts(&page, "Here.").await;
        assert_eq!(posted.status, CommentStatus::Published);
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn staff_speak_at_once_and_are_marked() {
    run(async {
        let world = world().await;
        let page = world.page("staff");
        let mia = world.person(CAREFUL, "mia").await;
        let posted = mia.posts(&page, "A word from us.").await;
        assert_eq!(
            (posted.status, posted.role),
            (CommentStatus::Published, Role::Moderator)
        );
        let ana = world.person(CAREFUL, "ana").await;
        let reply = ana.replies(&page, &posted, "Thanks.").await;
        assert_eq!(reply.role, Role::Member);
    });
}

#[test]
fn the_name_is_a_pseudonym_until_the_person_chooses() {
    run(async {
        let world = world().await;
        let page = world.page("name");
        // A site of their own: a name stays with its account.
        let ben = world.person(bedside_tests::world::SWEDISH, "ben").await;
        let before = ben.overlay(&page).await;
        assert!(before.name_is_suggested);
        assert!(
            !before.name.is_empty() && !before.name.contains("Okonkwo"),
            "{}",
            before.name
        );
        let mut sent = comment(&page, None, "Under a name.");
        sent.name = Some("  River\u{202e}side  ".to_owned());
        let posted: OwnComment = ben
            .request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .expect(201)
            .json();
        assert_eq!(
            posted.comment.author, "Riverside",
            "cleaned of what could disturb the line"
        );
        let after = ben.overlay(&page).await;
        assert_eq!(
            (after.name.as_str(), after.name_is_suggested),
            ("Riverside", false)
        );
        let change = ChangeName {
            name: "Brook".to_owned(),
        };
        let me: Viewer = ben
            .request("PATCH", "/me")
            .query("page", &page)
            .json(&change)
            .send()
            .await
            .expect(200)
            .json();
        assert_eq!(me.name, "Brook");
    });
}

#[test]
fn what_a_client_may_not_set_is_dropped() {
    run(async {
        let world = world().await;
        let page = world.page("claims");
        let ana = world.person(CAREFUL, "ana").await;
        let sent = json!({
            "page": { "key": page },
            "body": "Trust me.",
            "status": "published", "role": "owner", "author": "The Director", "id": "mine",
            "time": "1999-01-01T00:00:00Z", "revision": 9, "depth": 3, "something": "new",
        });
        let posted: OwnComment = ana
            .request("POST", "/comments")
            .json(&sent)
            .send()
            .await
            .expect(201)
            .json();
        let posted = posted.comment;
        assert_eq!(
            (posted.status, posted.role, posted.revision, posted.depth),
            (CommentStatus::Pending, Role::Member, 1, 0)
        );
        assert_ne!(posted.author, "The Director");
        assert_ne!(posted.id, "mine");
        assert!(!posted.time.starts_with("1999"));
    });
}

#[test]
fn the_page_is_told_to_moderators() {
    run(async {
        let world = world().await;
        let page = world.page("told");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let url = format!("{}/article.html", world.pages());
        let info = PageInfo {
            key: page.clone(),
            url: Some(url.clone()),
            title: Some("An article".to_owned()),
        };
        let posted = ana.posts_from(&info, "Hello.").await;
        let entry = mia.finds_in_queue(&posted.id).await.expect("in the queue");
        assert_eq!(
            (entry.page, entry.page_title.as_deref()),
            (page, Some("An article"))
        );
        assert_eq!(entry.page_url, Some(url));
    });
}

#[test]
fn an_address_that_leads_elsewhere_is_not_kept() {
    run(async {
        let world = world().await;
        let page = world.page("elsewhere");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let info = PageInfo {
            key: page,
            url: Some("javascript:alert(1)".to_owned()),
            title: None,
        };
        let id = ana.posts_from(&info, "Hello.").await.id;
        assert_eq!(
            mia.finds_in_queue(&id)
                .await
                .expect("in the queue")
                .page_url,
            None
        );
    });
}

#[test]
fn a_comment_shows_its_lines_lists_and_links() {
    run(async {
        let world = world().await;
        let page = world.page("markdown");
        let ana = world.person(OPEN, "ana").await;
        let text = "**Title**\n\nOne\ntwo\n\n- a\n- b\n\n1. x\n2. y\n\n> said\n\n`code` [link](https://example.org/a)";
        let posted = ana.posts(&page, text).await;
        let json = serde_json::to_string(&posted.body).expect("JSON");
        for part in [
            "\"ul\"",
            "\"ol\"",
            "\"quote\"",
            "\"code\"",
            "\"link\"",
            "\"br\"",
            "\"strong\"",
        ] {
            assert!(json.contains(part), "{part} is missing: {json}");
        }
    });
}
