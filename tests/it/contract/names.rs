//! The names that people may show.

use bedside_client::person::comment;
use bedside_tests::world::{CAREFUL, OPEN, SWEDISH, deployment};
use bedside_tests::{Person, Response, World, run, world};
use bedside_wire::moderation::QueueFlag;
use bedside_wire::viewer::ChangeName;
use bedside_wire::{CommentStatus, CommentView, OwnComment, ProblemCode, Viewer};
use serde_json::{Value, json};

/// Tries to change a name.
async fn renames(person: &Person, name: &str) -> Response {
    let change = ChangeName {
        name: name.to_owned(),
    };
    person.request("PATCH", "/me").json(&change).send().await
}

/// Tries to post under a name.
async fn posts_as(person: &Person, page: &str, name: &str) -> Response {
    let mut sent = comment(page, None, "Hello.");
    sent.name = Some(name.to_owned());
    person.request("POST", "/comments").json(&sent).send().await
}

fn posted(response: Response) -> CommentView {
    response.expect(201).json::<OwnComment>().comment
}

#[test]
fn nobody_is_called_like_staff_or_says_that_they_are() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        renames(&mia, "Mia").await.expect(200);
        for name in [
            "Mia",
            "Mia · Moderator",
            "Mia Moderator",
            "M\u{200B}ia",
            "Mіa",
            "Mia\u{E0041}",
            "𝗠𝗶𝗮",
            "✓ Mia",
            "Moderator",
            "Site owner",
            "Bedside",
            "Quiet Clinic",
            "Moderación",
            "صديق · فريق الإشراف",
            "Mia 2",
            "TheRealMia",
            // What stands in the place of a comment that is gone, in any language.
            "Deleted by its author",
            "Supprimé",
        ] {
            let refused = renames(&ana, name).await;
            let problem = refused.refused(ProblemCode::NameReserved);
            assert_eq!(problem.field.as_deref(), Some("name"), "{name:?}");
            let refused = posts_as(&ana, "staff-names", name).await;
            refused.refused(ProblemCode::NameReserved);
        }
        // What somebody of the staff has written under stays theirs.
        mia.posts("staff-names", "A word from us.").await;
        renames(&mia, "Mia Lind").await.expect(200);
        renames(&ana, "mia")
            .await
            .refused(ProblemCode::NameReserved);
        renames(&ana, "Mia Larsson").await.expect(200);
        renames(&ana, "Mia Lindt").await.expect(200);
        // They themselves may go back, and say what they are.
        renames(&mia, "Mia · Moderator").await.expect(200);
        renames(&mia, "Mia").await.expect(200);
    });
}

#[test]
fn a_name_that_shows_nothing_is_refused_and_marks_are_bounded() {
    run(async {
        let world = World::start(deployment()).await;
        let ben = world.person(SWEDISH, "ben").await;
        for name in [
            "\u{FE0F}",
            "\u{115F}",
            "\u{34F}",
            "\u{17B4}",
            "\u{E0041}",
            "\u{61C}",
            "\u{180E}",
            "\u{FFA0}",
            "\u{2062}",
            "\u{1D173}",
        ] {
            let problem = renames(&ben, name).await.refused(ProblemCode::FieldEmpty);
            assert_eq!(problem.field.as_deref(), Some("name"), "{name:?}");
        }
        for (sent, kept) in [
            (format!("Ze{}", "\u{30D}".repeat(57)), "Ze\u{30D}\u{30D}"),
            ("Ｂｅｎ\u{200D} Ok".to_owned(), "Ben Ok"),
            ("می\u{200C}نا".to_owned(), "می\u{200C}نا"),
            ("क्\u{200D}षितिज".to_owned(), "क्\u{200D}षितिज"),
            ("Nguye\u{302}\u{303}n".to_owned(), "Nguyễn"),
        ] {
            let me: Viewer = renames(&ben, &sent).await.expect(200).json();
            assert_eq!(me.name, kept, "{sent:?}");
        }
    });
}

#[test]
fn a_name_of_the_thread_is_taken_and_another_is_offered() {
    run(async {
        let world = World::start(deployment()).await;
        let (page, other) = (world.page("taken"), world.page("not-taken"));
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        posted(posts_as(&ana, &page, "Marigold").await);
        for twin in ["Marigold", "marigold", "Marigоld", "MARIG0LD"] {
            let refused = posts_as(&ben, &page, twin).await;
            let problem = refused.refused(ProblemCode::NameTaken);
            assert_eq!(problem.field.as_deref(), Some("name"));
            let free = problem.suggestion.expect("another name");
            assert!(free.ends_with(" 2"), "{free}");
        }
        let problem = posts_as(&ben, &page, "Marigold").await;
        let free = problem.refused(ProblemCode::NameTaken).suggestion;
        let free = free.expect("another name");
        assert_eq!(posted(posts_as(&ben, &page, &free).await).author, free);
        // They go on as they are called, and elsewhere each name is free.
        posted(posts_as(&ana, &page, "Marigold").await);
        posted(posts_as(&ben, &page, &free).await);
        posted(posts_as(&ben, &other, "Marigold").await);
        let before = ben.overlay(&page).await.name;
        posts_as(&ben, &page, "Marigold")
            .await
            .refused(ProblemCode::NameTaken);
        assert_eq!(
            ben.overlay(&page).await.name,
            before,
            "a refused name was kept"
        );
    });
}

#[test]
fn a_name_that_claims_a_profession_waits_and_is_marked() {
    run(async {
        let world = World::start(deployment()).await;
        let page = world.page("profession");
        let (ben, olu) = (
            world.person(OPEN, "ben").await,
            world.person(OPEN, "olu").await,
        );
        let waits = posted(posts_as(&ben, &page, "Dr Ben Cardiologist").await);
        assert_eq!(waits.status, CommentStatus::Pending);
        assert_eq!(ben.reads(&page).await.total, 0);
        let entry = olu.finds_in_queue(&waits.id).await.expect("in the queue");
        assert_eq!(entry.flags, [QueueFlag::ProfessionClaimed]);
        let joined = posted(posts_as(&ben, &page, "NurseBen").await);
        assert_eq!(joined.status, CommentStatus::Pending);
        // Another text does not make it public either.
        let edited = ben.edits(&waits, "Hello again.").await;
        assert_eq!(edited.status, CommentStatus::Pending);
        olu.approves(&edited).await;
        let view = ben.reads_until(&page, "one", |view| view.total == 1).await;
        assert_eq!(view.items[0].author, "Dr Ben Cardiologist");
        let at_once = posted(posts_as(&ben, &page, "Ben of the hill").await);
        assert_eq!(at_once.status, CommentStatus::Published);
        // Staff are who they say.
        let name = olu.overlay(&page).await.name;
        let staff = posted(posts_as(&olu, &page, "Dr Olu").await);
        assert_eq!(staff.status, CommentStatus::Published);
        posted(posts_as(&olu, &page, &name).await);
    });
}

#[test]
fn an_import_keeps_its_names_without_what_is_not_seen() {
    run(async {
        let world = world().await;
        let page = world.page("imported-names");
        let imported = |reference: &str, author: &str, role: &str| {
            json!({
                "ref": reference, "author": author, "role": role,
                "time": "2025-03-04T05:06:07Z", "body": "Hello.",
            })
        };
        let sent = json!({ "page": { "key": page }, "comments": [
            imported("1", "Dr\u{200B} Moderator", "member"),
            imported("2", "Dr\u{200B} Moderator", "member"),
            imported("3", "\u{FE0F}", "member"),
            imported("4", "Adaeze Umeh", "moderator"),
        ] });
        world.as_operator(OPEN, "/import", &sent).await.expect(200);
        let ana = world.person(OPEN, "ana").await;
        let view = ana.reads_until(&page, "four", |view| view.total == 4).await;
        let names: Vec<_> = view.items.iter().map(|item| &*item.author).collect();
        assert_eq!(names, ["Dr Moderator", "Dr Moderator", "?", "Adaeze Umeh"]);
        posts_as(&ana, &page, "Adaeze Umeh")
            .await
            .refused(ProblemCode::NameReserved);
    });
}

#[test]
fn programs_are_told_who_speaks_for_the_site() {
    run(async {
        let world = world().await;
        let page = world.page("role-told");
        let olu = world.person(OPEN, "olu").await;
        let ana = world.person(OPEN, "ana").await;
        let theirs = olu.posts(&page, "A word from us.").await;
        ana.posts(&page, "Thanks.").await;
        let ask = |path: &str| {
            let request = ana.request("GET", path).query("page", &page);
            request.header("cache-control", "no-cache")
        };
        let feed = ask("/feed.json").send().await.expect(200).text();
        let feed: Value = serde_json::from_str(&feed).expect("a JSON feed");
        let item = &feed["items"][1];
        let title = item["title"].as_str().expect("a title");
        assert!(
            title.starts_with(&format!("{} (Site owner)", theirs.author)),
            "{title}"
        );
        assert_eq!(item["_bedside"]["role"], "owner");
        assert_eq!(item["authors"][0]["name"], theirs.author);
        assert!(feed["items"][0].get("_bedside").is_none());
        let atom = ask("/feed.atom").send().await.expect(200).text();
        let atom: atom_syndication::Feed = atom.parse().expect("an Atom feed");
        let category = &atom.entries[1].categories[0];
        assert_eq!(
            (&*category.term, category.label.as_deref()),
            ("owner", Some("Site owner"))
        );
        assert!(atom.entries[0].categories.is_empty());
        let html = ask("/thread").send().await.expect(200).text();
        assert!(html.contains(r#""jobTitle":"Site owner""#), "{html}");
    });
}
