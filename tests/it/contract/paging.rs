//! Long threads: every comment once, whatever happens meanwhile.

use bedside_domain::limits::THREAD_PAGE;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};
use bedside_wire::{CommentView, ProblemCode};
use std::collections::HashSet;

fn no_doubles(comments: &[CommentView]) -> HashSet<String> {
    let ids: HashSet<_> = comments.iter().map(|c| c.id.clone()).collect();
    assert_eq!(ids.len(), comments.len(), "a comment came twice");
    ids
}

/// A thread of replies to replies: a binary tree in import order.
fn tree(size: usize) -> Vec<Option<usize>> {
    (0..size)
        .map(|i| if i < 10 { None } else { Some(i / 2) })
        .collect()
}

#[test]
fn a_long_thread_comes_in_pages_and_in_the_trees_order() {
    run(async {
        let world = world().await;
        let page = world.page("long");
        world.imports(OPEN, &page, &tree(260)).await;
        let reader = world.stranger(OPEN);
        let first = reader
            .reads_until(&page, "the import", |v| v.total == 260)
            .await;
        assert!(first.items.len() <= THREAD_PAGE);
        assert_eq!(first.prev, None);
        let all = reader.reading(&page).onwards(first).await;
        assert_eq!(no_doubles(&all).len(), 260);
        for (before, after) in all.iter().zip(&all[1..]) {
            assert!(
                before.tree_path < after.tree_path,
                "{} before {}",
                before.tree_path,
                after.tree_path
            );
        }
        for comment in &all {
            let Some(parent) = &comment.parent else {
                continue;
            };
            let parent = all.iter().find(|c| c.id == *parent).expect("its parent");
            assert!(parent.tree_path < comment.tree_path && comment.depth == parent.depth + 1);
        }
    });
}

#[test]
fn a_long_discussion_is_folded_and_what_is_folded_is_counted() {
    run(async {
        let world = world().await;
        let page = world.page("folded");
        // Twelve are shown, of thirteen the first ten.
        let mut parents = vec![None];
        parents.extend([Some(0); 11]);
        parents.push(None);
        parents.extend([Some(12); 12]);
        parents.push(None);
        world.imports(OPEN, &page, &parents).await;
        let ana = world.person(OPEN, "ana").await;
        let view = ana
            .reads_until(&page, "the import", |v| v.total == 26)
            .await;
        assert_eq!(view.items.len(), 12 + 10 + 1);
        assert_eq!((view.next, view.folds.len()), (None, 1));
        let fold = &view.folds[0];
        assert_eq!((&fold.after, fold.more), (&view.items[21].tree_path, 3));
        let rest = ana.reading(&page).at(&fold.cursor).await;
        assert_eq!((rest.items.len(), rest.next, rest.folds), (3, None, vec![]));

        // One more reply makes the first discussion one to fold.
        let reply = ana.replies(&page, &view.items[0], "The thirteenth.").await;
        let view = ana.reads_until(&page, "the reply", |v| v.total == 27).await;
        assert_eq!(view.folds.len(), 2);
        assert_eq!(view.folds[0].more, 3);
        let opened = ana.reading(&page).opened(&view).await;
        assert_eq!(opened[12].id, reply.id);
    });
}

#[test]
fn a_discussion_of_hundreds_comes_in_parts() {
    run(async {
        let world = world().await;
        let page = world.page("crowd");
        let mut parents = vec![None, None];
        parents.extend([Some(1); 400]);
        parents.push(None);
        world.imports(OPEN, &page, &parents).await;
        let reader = world.stranger(OPEN);
        let view = reader
            .reads_until(&page, "the import", |v| v.total == 403)
            .await;
        assert_eq!(view.items.len(), 1 + 10 + 1);
        let reading = reader.reading(&page);
        let part = reading.at(&view.folds[0].cursor).await;
        assert_eq!(part.items.len(), THREAD_PAGE);
        assert_eq!(part.folds[0].more, 401 - 10 - 50);
        let whole = reading.opened(&view).await;
        assert_eq!(no_doubles(&whole).len(), 403);

        // A link into the middle of it opens what is around, and no more.
        let target = &whole[250];
        let near = reading.clone().with("around", &target.id).first().await;
        assert!(near.items.len() <= THREAD_PAGE);
        assert!(near.items.iter().any(|item| item.id == target.id));
        assert_eq!(near.items[0].id, whole[1].id, "what it is about is on top");
        assert_eq!(near.folds.len(), 2, "before and after");
        assert_eq!(near.folds[0].until, near.items[1].tree_path);
        let mut all = reading.backwards(near.clone()).await;
        all.extend(reading.onwards(near).await);
        assert_eq!(all, whole);
    });
}

#[test]
fn nothing_is_lost_or_doubled_while_others_post() {
    run(async {
        let world = world().await;
        let page = world.page("busy");
        world.imports(OPEN, &page, &tree(120)).await;
        let ana = world.person(OPEN, "ana").await;
        let reading = ana.reading(&page);
        let mut view = ana
            .reads_until(&page, "the import", |v| v.total == 120)
            .await;
        let start = no_doubles(&reading.onwards(view.clone()).await);
        let mut all = reading.opened(&view).await;
        while let Some(next) = view.next.clone() {
            ana.posts(&page, "Meanwhile.").await;
            let target = all[all.len() / 2].clone();
            ana.replies(&page, &target, "Meanwhile, above.").await;
            view = reading.at(&next).await;
            all.extend(reading.opened(&view).await);
        }
        let seen = no_doubles(&all);
        assert!(start.is_subset(&seen), "a comment was lost");
    });
}

#[test]
fn a_permalink_opens_the_page_around_its_comment() {
    run(async {
        let world = world().await;
        let page = world.page("around");
        world.imports(OPEN, &page, &tree(200)).await;
        let reader = world.stranger(OPEN);
        let first = reader
            .reads_until(&page, "the import", |v| v.total == 200)
            .await;
        let reading = reader.reading(&page);
        let whole = reading.onwards(first).await;
        let target = &whole[120];
        let near = reading.clone().with("around", &target.id);
        let view = near.first().await;
        assert!(view.items.iter().any(|c| c.id == target.id));
        assert!(view.items.len() <= THREAD_PAGE);
        let fragment = near.with("as", "fragment").answer().await;
        assert!(fragment.expect(200).text().contains(&target.id));

        // Back to the start and on to the end, the whole thread is there.
        let mut all = reading.backwards(view.clone()).await;
        all.extend(reading.onwards(view).await);
        assert_eq!(all, whole);
    });
}

#[test]
fn a_link_to_a_comment_of_another_page_opens_the_thread() {
    run(async {
        let world = world().await;
        let (page, other) = (world.page("one"), world.page("other"));
        world.imports(OPEN, &page, &tree(3)).await;
        world.imports(OPEN, &other, &tree(1)).await;
        let reader = world.stranger(OPEN);
        let theirs = reader
            .reads_until(&other, "the import", |v| v.total == 1)
            .await;
        // A host page may have two threads, and one address.
        let reading = reader.reading(&page).with("around", &theirs.items[0].id);
        assert_eq!(reading.first().await.items.len(), 3);
    });
}

#[test]
fn a_link_to_a_comment_that_is_not_public_opens_the_thread() {
    run(async {
        let world = world().await;
        let page = world.page("hidden");
        let ana = world.person(CAREFUL, "ana").await;
        let mia = world.person(CAREFUL, "mia").await;
        mia.approves(&ana.posts(&page, "Still here.").await).await;
        let waiting = ana.posts(&page, "Nobody has read this.").await;
        let refused = ana.posts(&page, "Buy my pills.").await;
        mia.rejects(&refused, None).await;
        let reader = world.stranger(CAREFUL);
        reader
            .reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        for hidden in [&waiting, &refused] {
            let around = |form: &str| {
                let call = reader.call("GET", "/thread").query("page", &page);
                call.query("around", &hidden.id).query("as", form)
            };
            for form in ["fragment", "document"] {
                let html = around(form).answer().await.expect(200).text();
                assert_eq!(html.matches("<article").count(), 1, "{form}");
            }
            // A program asks what to do next, and can tell its reader.
            let answer = around("json").answer().await;
            answer.refused(ProblemCode::CommentUnknown);
        }
        // One that nobody knows may be another site's: a page can have two.
        let nobodys = "01890000-0000-7000-8000-000000000000";
        let reading = reader.reading(&page).with("around", nobodys);
        assert_eq!(reading.first().await.items.len(), 1);
    });
}

#[test]
fn replies_nest_to_any_depth() {
    run(async {
        let world = world().await;
        let page = world.page("deep");
        let chain: Vec<_> = (0..120_usize).map(|i| i.checked_sub(1)).collect();
        world.imports(OPEN, &page, &chain).await;
        let reader = world.stranger(OPEN);
        let view = reader
            .reads_until(&page, "the import", |v| v.total == 120)
            .await;
        let all = reader.reading(&page).onwards(view).await;
        let depths: Vec<_> = all.iter().map(|c| c.depth).collect();
        assert_eq!(depths, (0..120).collect::<Vec<u16>>());
        reader
            .call("GET", "/thread")
            .query("page", &page)
            .answer()
            .await
            .expect(200);
    });
}
