//! Long threads: every comment once, whatever happens meanwhile.

use bedside_domain::limits::THREAD_PAGE;
use bedside_tests::world::OPEN;
use bedside_tests::{Person, run, world};
use bedside_wire::{CommentView, ThreadView};
use std::collections::HashSet;

async fn page_of(reader: &Person, page: &str, cursor: &str) -> ThreadView {
    let call = reader
        .call("GET", "/thread")
        .query("page", page)
        .query("as", "json")
        .query("cursor", cursor);
    call.answer().await.expect(200).json()
}

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
        let mut view = reader
            .reads_until(&page, "the import", |v| v.total == 260)
            .await;
        assert_eq!(view.items.len(), THREAD_PAGE);
        assert_eq!(view.prev, None);
        let mut all = view.items.clone();
        while let Some(next) = &view.next {
            view = page_of(&reader, &page, next).await;
            assert!(view.items.len() <= THREAD_PAGE);
            all.extend(view.items.clone());
        }
        assert_eq!(no_doubles(&all).len(), 260);
        for (before, after) in all.iter().zip(&all[1..]) {
            assert!(
                before.place < after.place,
                "{} before {}",
                before.place,
                after.place
            );
        }
        for comment in &all {
            let Some(parent) = &comment.parent else {
                continue;
            };
            let parent = all.iter().find(|c| c.id == *parent).expect("its parent");
            assert!(parent.place < comment.place && comment.depth == parent.depth + 1);
        }
    });
}

#[test]
fn nothing_is_lost_or_doubled_while_others_post() {
    run(async {
        let world = world().await;
        let page = world.page("busy");
        world.imports(OPEN, &page, &tree(120)).await;
        let ana = world.person(OPEN, "ana").await;
        let mut view = ana
            .reads_until(&page, "the import", |v| v.total == 120)
            .await;
        let start: HashSet<_> = {
            let mut all = view.items.clone();
            let mut cursor = view.next.clone();
            while let Some(next) = cursor {
                let more = page_of(&ana, &page, &next).await;
                all.extend(more.items);
                cursor = more.next;
            }
            no_doubles(&all)
        };
        let mut all = view.items.clone();
        while let Some(next) = view.next.clone() {
            ana.posts(&page, "Meanwhile.").await;
            let target = all[all.len() / 2].clone();
            ana.replies(&page, &target, "Meanwhile, above.").await;
            view = page_of(&ana, &page, &next).await;
            all.extend(view.items.clone());
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
        let second = page_of(&reader, &page, first.next.as_deref().expect("more")).await;
        let third = page_of(&reader, &page, second.next.as_deref().expect("more")).await;
        let target = &third.items[20];
        let ask = || {
            reader
                .call("GET", "/thread")
                .query("page", &page)
                .query("around", &target.id)
        };
        let view: ThreadView = ask().query("as", "json").answer().await.expect(200).json();
        assert!(view.items.iter().any(|c| c.id == target.id));
        assert!(view.items.len() <= THREAD_PAGE);
        assert!(
            ask()
                .query("as", "fragment")
                .answer()
                .await
                .expect(200)
                .text()
                .contains(&target.id)
        );

        // Back to the start and on to the end, the whole thread is there.
        let mut all = view.items.clone();
        let mut cursor = view.prev.clone();
        while let Some(prev) = cursor {
            let earlier = page_of(&reader, &page, &prev).await;
            all.splice(0..0, earlier.items);
            cursor = earlier.prev;
        }
        let mut cursor = view.next.clone();
        while let Some(next) = cursor {
            let later = page_of(&reader, &page, &next).await;
            all.extend(later.items);
            cursor = later.next;
        }
        assert_eq!(no_doubles(&all).len(), 200);
        assert!(all.windows(2).all(|pair| pair[0].place < pair[1].place));
    });
}

#[test]
fn a_link_to_a_comment_that_is_gone_still_opens_the_thread() {
    run(async {
        let world = world().await;
        let page = world.page("gone");
        world.imports(OPEN, &page, &tree(3)).await;
        let reader = world.stranger(OPEN);
        let call = reader
            .call("GET", "/thread")
            .query("page", &page)
            .query("as", "json");
        let view: ThreadView = call
            .query("around", "01890000-0000-7000-8000-000000000000")
            .answer()
            .await
            .expect(200)
            .json();
        assert_eq!(view.items.len(), 3);
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
        let mut view = reader
            .reads_until(&page, "the import", |v| v.total == 120)
            .await;
        let mut depths: Vec<_> = view.items.iter().map(|c| c.depth).collect();
        while let Some(next) = view.next.clone() {
            view = page_of(&reader, &page, &next).await;
            depths.extend(view.items.iter().map(|c| c.depth));
        }
        assert_eq!(depths, (0..120).collect::<Vec<u16>>());
        reader
            .call("GET", "/thread")
            .query("page", &page)
            .answer()
            .await
            .expect(200);
    });
}
