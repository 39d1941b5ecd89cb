//! A moderator approves, and another reader sees it live.

use bedside_tests::browser::{Node, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CAREFUL, LAB};
use bedside_tests::{World, run, wait, world};

pub async fn moderator(world: &World, site: &str, page: &str) -> Visitor {
    let mia = visitor().await;
    mia.opens(&plain_page(world, site, page)).await;
    mia.signs_in_as("Mia").await;
    mia
}

/// The queue's entry with a text, wherever in the queue it is.
pub async fn entry(mia: &Visitor, text: &str) -> Node {
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
                .any(|r| r.url.contains("moderation")),
            "the staff module was fetched"
        );
    });
}
