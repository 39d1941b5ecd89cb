//! A moderator approves, and another reader sees it live.

use bedside_tests::browser::{Node, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, LAB};
use bedside_tests::{World, run, wait, world};

async fn moderator(world: &World, site: &str, page: &str) -> Visitor {
    let mia = visitor().await;
    mia.opens(&plain_page(world, site, page)).await;
    mia.signs_in_as("Mia").await;
    mia
}

/// The queue's entry with a text, wherever in the queue it is.
async fn entry(mia: &Visitor, text: &str) -> Node {
    wait::until(format!("the queue shows {text:?}"), || async {
        let queue = mia.find("dialog", "Moderation queue").await?;
        for article in queue.all("article").await {
            if article.text().await.contains(text) {
                return Some(article);
            }
        }
        if let Some(more) = queue.find("button", "Load more").await {
            more.click().await;
        }
        None
    })
    .await
}

#[test]
fn from_post_to_approval_to_another_readers_eyes() {
    run(async {
        let world = world().await;
        let page = world.page("whole-path");
        let url = plain_page(world, CAREFUL, &page);
        let (ana, ben) = (visitor().await, visitor().await);
        ben.opens(&url).await;
        ben.sees_the_thread().await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        ana.posts("My knee thanks the swimming pool.").await;
        ana.comment("My knee thanks")
            .await
            .until_shows("Waiting for approval")
            .await;

        let mia = moderator(world, CAREFUL, &page).await;
        mia.button("Moderate").await.click().await;
        let waiting = entry(&mia, "My knee thanks the swimming pool.").await;
        mia.is_accessible("the moderation queue").await;
        waiting.button("Approve").await.click().await;
        mia.until_shown("Approved").await;

        ben.button("1 new comment").await.click().await;
        ben.comment("My knee thanks the swimming pool.").await;
        wait::until("the author's mark goes away", || async {
            let text = ana.find_comment("My knee thanks").await?.text().await;
            (!text.contains("Waiting for approval")).then_some(())
        })
        .await;
    });
}

#[test]
fn a_rejection_with_a_reason_reaches_its_author() {
    run(async {
        let world = world().await;
        let page = world.page("rejected");
        let ana = visitor().await;
        ana.opens(&plain_page(world, CAREFUL, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Cheap miracle pills!").await;
        ana.comment("Cheap miracle pills!").await;
        let mia = moderator(world, CAREFUL, &page).await;
        mia.button("Moderate").await.click().await;
        entry(&mia, "Cheap miracle pills!")
            .await
            .button("Reject")
            .await
            .click()
            .await;
        mia.get("textbox", "Reason")
            .await
            .write("Please do not sell anything here.")
            .await;
        mia.is_accessible("rejecting").await;
        mia.button("Reject comment").await.click().await;
        mia.until_shown("Rejected").await;
        let comment = ana.comment("Cheap miracle pills!").await;
        comment.until_shows("Not approved").await;
        comment
            .until_shows("Please do not sell anything here.")
            .await;
        comment.until_shows("Only you can see it.").await;
        comment.button("Edit and send again").await;
        ana.is_accessible("a rejected comment").await;
    });
}

#[test]
fn a_comment_that_was_edited_meanwhile_is_shown_again_and_not_approved() {
    run(async {
        let world = world().await;
        let page = world.page("meanwhile");
        let author = world.person(CAREFUL, "ana").await;
        let posted = author.posts(&page, "Innocent at first sight.").await;
        let mia = moderator(world, CAREFUL, &page).await;
        mia.announce("409");
        mia.button("Moderate").await.click().await;
        let waiting = entry(&mia, "Innocent at first sight.").await;
        author.edits(&posted, "Not innocent at all.").await;
        waiting.button("Approve").await.click().await;
        mia.until_shown("The author changed this comment").await;
        entry(&mia, "Not innocent at all.").await;
        assert_eq!(author.reads_changes(&page, 0).await.total, 0);
    });
}

#[test]
fn two_moderators_do_not_decide_twice() {
    run(async {
        let world = world().await;
        let page = world.page("two");
        let posted = world
            .person(CAREFUL, "ana")
            .await
            .posts(&page, "Whose turn is it?")
            .await;
        let mia = moderator(world, CAREFUL, &page).await;
        mia.announce("409");
        mia.button("Moderate").await.click().await;
        let waiting = entry(&mia, "Whose turn is it?").await;
        world.person(CAREFUL, "olu").await.approves(&posted).await;
        waiting.button("Reject").await.click().await;
        mia.button("Reject comment").await.click().await;
        mia.until_shown("already decided").await;
    });
}

/// The spot in the middle of a button, brought to the middle of the screen.
async fn spot(button: &Node) -> (f64, f64) {
    let there = "function () { this.scrollIntoView({ block: 'center', behavior: 'instant' }); }";
    button.eval(there).await;
    let [x, y, width, height] = button.place().await;
    (x + width / 2.0, y + height / 2.0)
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
        assert_eq!(next.place().await, stood, "it moved under the finger");
        first.button("Undo").await.click().await;

        // After a form of several lines, too.
        first.button("Reject").await.click().await;
        let at = spot(&first.button("Reject comment").await).await;
        let stood = next.place().await;
        mia.clicks_at(at).await;
        first.until_shows("Rejected.").await;
        mia.clicks_at(at).await;
        assert_eq!(next.place().await, stood, "it moved under the finger");
        first.until_shows("Rejected.").await;

        let by_http = world.person(CAREFUL, "mia").await;
        for waiting in &posted[1..] {
            let entry = by_http.finds_in_queue(&waiting.id).await;
            assert!(entry.is_some(), "{} was decided", waiting.id);
        }
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

        mia.button("Decided").await.click().await;
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

#[test]
fn the_queue_is_a_dialog_that_gives_the_focus_back() {
    run(async {
        let world = world().await;
        let mia = moderator(world, LAB, &world.page("dialog")).await;
        mia.button("Moderate").await.focus().await;
        mia.presses("Enter").await;
        mia.get("dialog", "Moderation queue").await;
        let focused = wait::until("the focus is in the dialog", || mia.focused()).await;
        assert_ne!(focused.name, "Moderate");
        mia.presses("Escape").await;
        mia.loses("dialog", "Moderation queue").await;
        wait::until("the focus is back", || async {
            mia.focused().await.filter(|node| node.name == "Moderate")
        })
        .await;
    });
}

#[test]
fn a_reader_never_fetches_what_only_moderators_need() {
    run(async {
        let world = world().await;
        let page = world.page("modules");
        let ana = visitor().await;
        ana.opens(&plain_page(world, CAREFUL, &page)).await;
        ana.signs_in_as("Ana").await;
        assert!(ana.find("button", "Moderate").await.is_none());
        assert!(
            !ana.journal
                .requests()
                .iter()
                .any(|r| r.url.contains("staff")),
            "the staff module was fetched"
        );
    });
}
