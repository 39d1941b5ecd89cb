//! Scripts are off: the thread's own page works as a document.

use bedside_client::plain::is_read;
use bedside_tests::browser::{Settings, visitor_with};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, world};

#[test]
fn a_comment_is_read_and_posted_without_scripts() {
    run(async {
        let world = world().await;
        let page = world.page("no-scripts");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Who reads without scripts?")
            .await;
        let ana = visitor_with(Settings::NO_SCRIPTS).await;
        let address = format!("{}/v1/sites/{OPEN}/thread?page={page}", world.worker());
        ana.opens(&address).await;
        ana.comment("Who reads without scripts?").await;
        ana.get("textbox", "Write a comment")
            .await
            .write("I do, with a *text browser*.")
            .await;
        ana.button("Post").await.click().await;
        ana.button("Ana").await.click().await;
        ana.button("Continue").await.click().await;
        ana.until_heading("Post this comment?").await;
        is_read().await;
        ana.button("Post").await.click().await;
        ana.comment("I do, with a text browser.").await;
        assert!(ana.cookies().await.iter().all(|c| !c.contains("bedside")));
    });
}

#[test]
fn a_reply_is_posted_without_scripts_and_waits() {
    run(async {
        let world = world().await;
        let page = world.page("no-scripts-reply");
        let parent = world
            .person(CAREFUL, "mia")
            .await
            .posts(&page, "How are you all?")
            .await;
        let ana = visitor_with(Settings::NO_SCRIPTS).await;
        let address = format!("{}/v1/sites/{CAREFUL}/thread?page={page}", world.worker());
        ana.opens(&address).await;
        ana.comment("How are you all?")
            .await
            .get("link", "Reply")
            .await
            .click()
            .await;
        let field = bedside_tests::wait::until("the reply's text box is shown", || async {
            ana.all("textbox")
                .await
                .into_iter()
                .find(|b| b.name.starts_with("Reply to"))
        })
        .await;
        field.write("Well, thank you.").await;
        ana.button("Post reply").await.click().await;
        ana.button("Ana").await.click().await;
        ana.button("Continue").await.click().await;
        ana.until_heading("Post this comment?").await;
        is_read().await;
        ana.button("Post").await.click().await;
        ana.until_text("A moderator reads it before others see it")
            .await;
        let mia = world.person(CAREFUL, "mia").await;
        let queued = bedside_tests::wait::until("it is in the queue", || async {
            let mut cursor = None;
            loop {
                let part = mia.queue(cursor.as_deref()).await;
                if let Some(found) = part.items.into_iter().find(|e| e.page == page) {
                    return Some(found);
                }
                cursor = Some(part.next?);
            }
        })
        .await;
        assert_eq!(queued.comment.parent, Some(parent.id));
    });
}
