//! Decisions that can be undone, and what the queue shows besides new comments.

use crate::moderation::{entry, moderator};
use bedside_tests::browser::{Node, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::CAREFUL;
use bedside_tests::{run, wait, world};

/// The spot in the middle of a button, brought to the middle of the screen.
async fn spot(button: &Node) -> (f64, f64) {
    let there = "function () { this.scrollIntoView({ block: 'center', behavior: 'instant' }); }";
    button.eval(there).await;
    let [x, y, width, height] = button.place().await;
    (x + width / 2.0, y + height / 2.0)
}

const STATUS_IS_EMPTY: &str = "document.querySelector('bedside-thread').shadowRoot\
                               .querySelector('.status').textContent === ''";

/// Holds that something stands where it stood, but for the fractions of a pixel
/// that a line's height is rounded by.
fn stays(now: &[f64; 4], before: &[f64; 4]) {
    let moved = now
        .iter()
        .zip(before)
        .any(|(now, before)| (now - before).abs() >= 0.5);
    assert!(!moved, "it moved under the finger: {before:?}, now {now:?}");
}

#[test]
fn two_presses_at_one_spot_decide_one_comment() {
    run(async {
        let world = world().await;
        let page = world.page("twice");
        let ana = world.person(CAREFUL, "ana").await;
        let mut posted = Vec::new();
        for text in ["Short one.", "Short two.", "Short three."] {
            posted.push(ana.posts(&page, text).await);
        }
        let mia = moderator(world, CAREFUL, &page).await;
        mia.uses_screen(390, 800).await;
        mia.button("Moderate").await.click().await;
        let next = entry(&mia, "Short two.").await;
        let first = entry(&mia, "Short one.").await;

        let at = spot(&first.button("Approve").await).await;
        let stood = next.place().await;
        mia.clicks_at(at).await;
        first.until_shows("Approved.").await;
        mia.clicks_at(at).await;
        stays(&next.place().await, &stood);
        first.button("Undo").await.click().await;

        // After a form of several lines, too.
        first.button("Reject").await.click().await;
        let at = spot(&first.button("Reject comment").await).await;
        let stood = next.place().await;
        mia.clicks_at(at).await;
        first.until_shows("Rejected.").await;
        mia.clicks_at(at).await;
        stays(&next.place().await, &stood);
        first.until_shows("Rejected.").await;

        let by_http = world.person(CAREFUL, "mia").await;
        for waiting in &posted[1..] {
            let entry = by_http.finds_in_queue(&waiting.id).await;
            assert!(entry.is_some(), "{} was decided", waiting.id);
        }
    });
}

#[test]
fn a_decided_entry_leaves_and_what_the_pointer_is_on_stays() {
    run(async {
        let world = world().await;
        let page = world.page("steady");
        let ana = world.person(CAREFUL, "ana").await;
        let long = "A line of many.\n\n".repeat(8);
        for name in ["Steady one.", "Steady two.", "Steady three."] {
            ana.posts(&page, &format!("{long}{name}")).await;
        }
        let mia = moderator(world, CAREFUL, &page).await;
        mia.uses_screen(390, 800).await;
        mia.button("Moderate").await.click().await;
        let (first, next) = (
            entry(&mia, "Steady one.").await,
            entry(&mia, "Steady two.").await,
        );
        first.button("Approve").await.click().await;
        first.until_shows("Approved.").await;
        // The pointer rests on the next entry while the time of the first ends.
        let (x, y) = spot(&next.button("Approve").await).await;
        let stood = next.place().await;
        mia.clicks_at((x + 100.0, y - 60.0)).await;
        mia.loses_text("Steady one.").await;
        stays(&next.place().await, &stood);
        next.button("Approve").await;
    });
}

#[test]
fn a_decision_is_undone_in_its_place_and_listed_later() {
    run(async {
        let world = world().await;
        let page = world.page("listed");
        let ana = world.person(CAREFUL, "ana").await;
        ana.posts(&page, "To be decided twice.").await;
        let mia = moderator(world, CAREFUL, &page).await;
        mia.button("Moderate").await.click().await;
        let waiting = entry(&mia, "To be decided twice.").await;
        waiting.button("Approve").await.click().await;
        waiting.until_shows("Approved.").await;
        mia.is_accessible("a decided entry").await;
        waiting.button("Undo").await.click().await;
        waiting.button("Reject").await.click().await;
        mia.get("textbox", "Reason").await.write("Not here.").await;
        mia.button("Reject comment").await.click().await;
        waiting.until_shows("Rejected.").await;

        mia.until_seen("Rejected: the comment by").await;
        mia.button("Decided").await.click().await;
        mia.until("the line of another list is empty", STATUS_IS_EMPTY)
            .await;
        let decided = entry(&mia, "To be decided twice.").await;
        decided.until_shows("Rejected by").await;
        decided.until_shows("Not here.").await;
        mia.is_accessible("what was decided").await;
    });
}

#[test]
fn a_changed_comment_stands_beside_what_is_public() {
    run(async {
        let world = world().await;
        let page = world.page("beside");
        let ana = visitor().await;
        let url = plain_page(world, CAREFUL, &page);
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Two minuts of rest.").await;
        ana.comment("Two minuts of rest.").await;
        let by_http = world.person(CAREFUL, "mia").await;
        let queue = by_http.queue(None).await;
        let mut entries = queue.items.iter();
        let waiting = entries.find(|entry| entry.page == page).expect("an entry");
        by_http.approves(&waiting.comment).await;
        wait::until("the mark goes away", || async {
            let text = ana.find_comment("Two minuts").await?.text().await;
            (!text.contains("Waiting for approval")).then_some(())
        })
        .await;

        let mine = ana.comment("Two minuts of rest.").await;
        mine.button("Edit").await.click().await;
        ana.until_shown("A moderator checks your change").await;
        ana.get("textbox", "Edit your comment")
            .await
            .write("Two minutes of rest.")
            .await;
        ana.button("Save").await.click().await;
        mine.until_shows("Your change is waiting for approval")
            .await;
        mine.until_shows("Two minuts of rest.").await;
        ana.is_accessible("a change that waits").await;

        let mia = moderator(world, CAREFUL, &page).await;
        mia.button("Moderate").await.click().await;
        let changed = entry(&mia, "Two minutes of rest.").await;
        changed.until_shows("Changed after publication").await;
        changed.until_shows("Two minuts of rest.").await;
        mia.is_accessible("a change beside what is public").await;
        changed.button("Approve").await.click().await;
        ana.comment("Two minutes of rest.").await;
    });
}

#[test]
fn a_reported_comment_is_kept_or_removed() {
    run(async {
        let world = world().await;
        let page = world.page("kept");
        let posted = world
            .person(CAREFUL, "mia")
            .await
            .posts(&page, "Honey heals everything.")
            .await;
        let eve = visitor().await;
        eve.opens(&plain_page(world, CAREFUL, &page)).await;
        let comment = eve.comment("Honey heals everything.").await;
        comment.button("More").await.click().await;
        eve.button("Report").await.click().await;
        eve.get("radio", "Advertising").await.click().await;
        eve.button("Send report").await.click().await;
        comment.until_shows("Thank you").await;

        let olu = visitor().await;
        olu.opens(&plain_page(world, CAREFUL, &page)).await;
        olu.signs_in_as("Olu").await;
        olu.button("Moderate").await.click().await;
        let reported = entry(&olu, "Honey heals everything.").await;
        reported.until_shows("Reported by readers").await;
        reported.until_shows("Advertising: 1").await;
        olu.is_accessible("a reported comment").await;
        reported.button("Keep").await.click().await;
        reported.until_shows("Kept.").await;
        let mia = world.person(CAREFUL, "mia").await;
        assert!(mia.finds_in_queue(&posted.id).await.is_none());
    });
}
