//! A part of a thread whose comments were withdrawn while somebody read the
//! part next to it.

use bedside_domain::limits::THREAD_PAGE;
use bedside_tests::world::CAREFUL;
use bedside_tests::{run, world};

#[test]
fn an_emptied_part_behind_a_page_leads_back_to_it() {
    run(async {
        let world = world().await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        for (sort, view) in [
            ("oldest", "tree"),
            ("most_replies", "tree"),
            ("oldest", "flat"),
        ] {
            let page = world.page("emptied");
            world.imports(CAREFUL, &page, &[None; THREAD_PAGE]).await;
            let last = ana.posts(&page, "The last.").await;
            let last = mia.approves(&last).await;
            let reading = ana.reading(&page).with("sort", sort).with("view", view);
            let first = reading.first().await;
            let next = first.next.clone().expect("a second page");
            ana.deletes(&last).await;
            let emptied = reading.at(&next).await;
            assert!(emptied.items.is_empty(), "{sort} {view}");
            let prev = emptied.prev.expect("a way back");
            let back = reading.at(&prev).await;
            assert_eq!(back.items, first.items, "{sort} {view}");
            assert_eq!(back.prev, None, "{sort} {view}");
        }
    });
}

#[test]
fn an_emptied_part_before_a_page_leads_on_to_it() {
    run(async {
        let world = world().await;
        let page = world.page("emptied-before");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let first = mia.approves(&ana.posts(&page, "The first.").await).await;
        world.imports(CAREFUL, &page, &[None; 5]).await;
        let reading = ana.reading(&page);
        let all = reading.first().await.items;
        let near = reading.clone().with("around", &all[1].id).first().await;
        let prev = near.prev.expect("something before");
        ana.deletes(&first).await;
        let emptied = reading.at(&prev).await;
        assert!(emptied.items.is_empty());
        let next = emptied.next.expect("a way on");
        assert_eq!(reading.at(&next).await.items, all[1..]);
    });
}

#[test]
fn an_emptied_fold_leads_to_the_list() {
    run(async {
        let world = world().await;
        let page = world.page("emptied-fold");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let mut parents = vec![None];
        parents.extend([Some(0); 9]);
        world.imports(CAREFUL, &page, &parents).await;
        let reading = ana.reading(&page).with("sort", "most_replies");
        let start = reading.first().await.items;
        let mut folded = Vec::new();
        for _ in 0..3 {
            let reply = ana.replies(&page, &start[0], "Below.").await;
            folded.push(mia.approves(&reply).await);
        }
        let fold = reading.first().await.folds.remove(0);
        assert_eq!(fold.more, 3);
        for reply in &folded {
            ana.deletes(reply).await;
        }
        let emptied = reading.at(&fold.cursor).await;
        assert!(emptied.items.is_empty());
        let next = emptied.next.expect("a way on");
        assert_eq!(reading.at(&next).await.items, start);
    });
}

#[test]
fn where_nothing_is_left_no_way_leads_anywhere() {
    run(async {
        let world = world().await;
        let page = world.page("emptied-all");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let first = mia.approves(&ana.posts(&page, "One.").await).await;
        let second = mia.approves(&ana.posts(&page, "Two.").await).await;
        let reading = ana.reading(&page);
        let near = reading.clone().with("around", &second.id).first().await;
        let prev = near.prev.expect("something before");
        for comment in [&first, &second] {
            ana.deletes(comment).await;
        }
        let view = reading.at(&prev).await;
        assert_eq!((view.total, view.prev, view.next), (0, None, None));
    });
}
