//! Branches that a reader folded, and what leads into them.

use super::{is_remembered, opens_options, reads_on, until_at, until_seen};
use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

/// A branch of three, and another comment.
const BRANCH: [Option<usize>; 4] = [None, Some(0), Some(1), None];
const ALL: [&str; 4] = [
    "Comment number 0.",
    "Comment number 1.",
    "Comment number 2.",
    "Comment number 3.",
];
const FOLDED: [&str; 2] = [ALL[0], ALL[3]];

#[test]
fn the_keys_pass_over_what_is_folded() {
    run(async {
        let world = world().await;
        let page = world.page("keys-folded");
        world.imports(OPEN, &page, &BRANCH).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        opens_options(&ben).await;
        let first = ben.comment(ALL[0]).await;
        first.button("Hide replies").await.click().await;
        until_seen(&ben, &FOLDED).await;
        first.focus().await;
        reads_on(&ben, "n", ALL[3]).await;
        reads_on(&ben, "p", ALL[0]).await;
        first.button("Show replies").await.click().await;
        until_seen(&ben, &ALL).await;
        first.focus().await;
        reads_on(&ben, "n", ALL[1]).await;
    });
}

#[test]
fn what_is_folded_stays_unread() {
    run(async {
        let world = world().await;
        let page = world.page("news-folded");
        world.imports(OPEN, &page, &[None, None]).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        is_remembered(&ben).await;
        let mia = world.person(OPEN, "mia").await;
        let view = mia.reading(&page).first().await;
        mia.replies(&page, &view.items[0], "A reply since then.")
            .await;
        mia.posts(&page, "A comment since then.").await;

        ben.opens(&ben.url().await).await;
        ben.comes_to_life().await;
        ben.until_text("2 comments are new or changed since your last visit")
            .await;
        ben.reads("A reply since then.").await;
        opens_options(&ben).await;
        let first = ben.comment(ALL[0]).await;
        first.button("Hide replies").await.click().await;
        ben.until_text("1 comment is new or changed since your last visit")
            .await;
        first.focus().await;
        reads_on(&ben, "n", "A comment since then.").await;
        wait::until("nothing is left to tell", || async {
            (!ben.shows("since your last visit").await).then_some(())
        })
        .await;
        first.button("Show replies").await.click().await;
        ben.until_text("1 comment is new or changed since your last visit")
            .await;
        ben.comment("A comment since then.").await.focus().await;
        reads_on(&ben, "n", "A reply since then.").await;
    });
}

#[test]
fn a_link_into_a_folded_branch_opens_it() {
    run(async {
        let world = world().await;
        let page = world.page("link-folded");
        world.imports(OPEN, &page, &BRANCH).await;
        let view = world.stranger(OPEN).reading(&page).first().await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        opens_options(&ben).await;
        // Both branches around it, one in the other.
        let second = ben.comment(ALL[1]).await;
        second.button("Hide replies").await.click().await;
        let first = ben.comment(ALL[0]).await;
        first.button("Hide replies").await.click().await;
        until_seen(&ben, &FOLDED).await;
        let follow = format!("void (location.hash = 'comment-{}')", view.items[2].id);
        ben.eval::<()>(&follow).await;
        until_seen(&ben, &ALL).await;
        until_at(&ben, ALL[2]).await;
        // It can be folded again, with the address as it is.
        first.button("Hide replies").await.click().await;
        until_seen(&ben, &FOLDED).await;
    });
}

#[test]
fn new_comments_in_a_folded_branch_are_shown_to_who_asks_for_them() {
    run(async {
        let world = world().await;
        let page = world.page("live-folded");
        world.imports(OPEN, &page, &BRANCH).await;
        let mia = world.person(OPEN, "mia").await;
        let view = mia.reading(&page).first().await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comes_to_life().await;
        opens_options(&ben).await;
        let first = ben.comment(ALL[0]).await;
        first.button("Hide replies").await.click().await;
        until_seen(&ben, &FOLDED).await;
        mia.replies(&page, &view.items[0], "A reply just now.")
            .await;
        let show = ben.button("1 new comment").await;
        until_seen(&ben, &FOLDED).await;
        show.click().await;
        let with_reply = [ALL[0], ALL[1], ALL[2], "A reply just now.", ALL[3]];
        until_seen(&ben, &with_reply).await;
        until_at(&ben, "A reply just now.").await;
        first.button("Hide replies").await;
    });
}
