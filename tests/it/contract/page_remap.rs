//! `POST S/pages/remap`: pages that get another address.
//!
//! A site moves one thing at a time, so each test has a stack of its own.

use bedside_client::page_moves::moving;
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::comment::PageInfo;
use bedside_wire::{ProblemCode, ThreadView};

#[test]
fn pages_below_an_address_move_and_their_old_addresses_lead_there() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "olu").await,
        );
        let new = format!("{}/news", world.pages());
        let old = "https://www.old.example/blog";
        // More than one step.
        let pages: Vec<_> = (0..45).map(|n| format!("/post-{n:02}")).collect();
        for rest in &pages {
            world
                .imports(OPEN, &format!("{old}{rest}"), &[None, Some(0)])
                .await;
        }
        let aside = "https://old.example/blogs/other";
        ana.posts(aside, "Stays.").await;
        ana.posts(&format!("{new}/post-07"), "Was here.").await;
        let foreseen = olu.foresees("remap", old, &new).await;
        assert_eq!(
            (foreseen.pages, foreseen.comments, foreseen.merges),
            (45, 90, 1)
        );
        let (first, meets) = (&foreseen.sample[0], &foreseen.sample[7]);
        assert_eq!(first.from, "https://old.example/blog/post-00");
        assert!(
            first.into.ends_with("/news/post-00") && !first.merges,
            "{first:?}"
        );
        assert!(meets.merges && foreseen.sample.len() == 20, "{meets:?}");
        assert_eq!(
            ana.reads(&format!("{new}/post-01")).await.total,
            0,
            "a dry run"
        );
        let moved = olu.moves("remap", old, &new).await;
        assert_eq!((moved.pages, moved.merges), (45, 1));
        for rest in &pages {
            let total = if rest == "/post-07" { 3 } else { 2 };
            for page in [format!("{old}{rest}"), format!("{new}{rest}")] {
                ana.reads_until(&page, "the moved thread", |view| view.total == total)
                    .await;
            }
        }
        let view = ana.reads(&format!("{old}/post-03")).await;
        assert_eq!(
            view.url,
            format!("{new}/post-03"),
            "links lead to the new address"
        );
        assert_eq!(ana.reads(aside).await.total, 1);
        // Who still writes under the old address writes into the same thread.
        ana.posts(&format!("{old}/post-03"), "Hello.").await;
        ana.reads_until(&format!("{new}/post-03"), "the comment", |view| {
            view.total == 3
        })
        .await;
        // The same import again finds what it brought.
        world
            .imports(OPEN, &format!("{old}/post-05"), &[None, Some(0)])
            .await;
        assert_eq!(ana.reads(&format!("{new}/post-05")).await.total, 2);
    });
}

#[test]
fn a_move_can_be_taken_back() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let (here, there) = (
            format!("{}/here", world.pages()),
            format!("{}/there", world.pages()),
        );
        let info = PageInfo {
            key: here.clone(),
            url: Some(here.clone()),
            title: Some("Here".into()),
        };
        olu.posts_from(&info, "Hello.").await;
        olu.moves("remap", &here, &there).await;
        olu.moves("remap", &there, &here).await;
        for page in [&here, &there] {
            let view = olu
                .reads_until(page, "the thread", |view| view.url == here)
                .await;
            assert_eq!((view.total, view.title.as_str()), (1, "Here"));
        }
    });
}

#[test]
fn a_page_that_gets_another_thread_shows_that_at_the_same_version() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let at = |name: &str| format!("{}/{name}", world.pages());
        let (here, there, new) = (at("here"), at("there"), at("new"));
        olu.posts(&here, "Was here first.").await;
        olu.moves("remap", &here, &there).await;
        let read = || {
            let request = olu.request("GET", "/thread").query("page", &here);
            let request = request.query("as", "json");
            request.header("cache-control", "no-cache")
        };
        let old = read().send().await.expect(200);
        assert_eq!(old.json::<ThreadView>().total, 1);
        // As many changes as the other thread had.
        let posted = olu.posts(&new, "Came later.").await;
        olu.moves("remap", &new, &here).await;
        let known = read().header("if-none-match", old.header("etag"));
        let view: ThreadView = known.send().await.expect(200).json();
        assert_eq!(view.version, old.json::<ThreadView>().version);
        assert_eq!(view.items[0].id, posted.id);
    });
}

#[test]
fn what_cannot_be_moved_is_named() {
    run(async {
        let world = world().await;
        let name = world.page("remapped");
        let (ana, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "olu").await,
        );
        let here = format!("{}/{name}", world.pages());
        ana.posts(&format!("{here}/a"), "Hello.").await;
        ana.posts(&format!("{here}/b/b/c"), "Hello.").await;
        let response = ana
            .tries_to_move("remap", &moving(&here, "https://also.example"))
            .await;
        response.refused(ProblemCode::NotAllowed);
        use ProblemCode as P;
        let long = format!("https://also.example/{}", "p".repeat(1_002));
        let twice = format!("{here}/b");
        for (from, into, code, field) in [
            ("", &*here, P::FieldEmpty, "from"),
            ("post-", "https://also.example", P::FieldInvalid, "from"),
            (&*here, "javascript:alert(1)", P::FieldInvalid, "into"),
            (&*here, "https://also.example?p=1", P::FieldInvalid, "into"),
            (
                &*here,
                "https://elsewhere.example",
                P::OriginNotAllowed,
                "into",
            ),
            (&*here, &*here, P::PagesOverlap, "into"),
            (&*here, &*twice, P::PagesOverlap, "into"),
            (&*twice, &*here, P::PagesOverlap, "into"),
            ("https://nowhere.example", &*here, P::ThreadUnknown, "from"),
            (&*here, &*long, P::FieldTooLong, "into"),
        ] {
            for dry_run in [true, false] {
                let asked = bedside_wire::pages::MovePages {
                    dry_run,
                    ..moving(from, into)
                };
                let problem = olu.tries_to_move("remap", &asked).await.refused(code);
                assert_eq!(
                    problem.field.as_deref(),
                    Some(field),
                    "{from:?} to {into:?}"
                );
            }
        }
        let request = olu
            .request("POST", "/pages/remap")
            .raw("application/json", "[1]");
        request.send().await.refused(ProblemCode::NotJson);
        assert_eq!(
            ana.reads(&format!("{here}/a")).await.total,
            1,
            "nothing was moved"
        );
    });
}
