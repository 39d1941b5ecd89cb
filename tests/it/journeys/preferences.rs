//! A reader's preferences.

mod folding;
mod keys;
mod muting;
mod unread;

use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

const STORED: &str =
    "Object.keys(localStorage).filter((key) => key.endsWith(':preferences')).length";

async fn opens_options(ben: &Tab) {
    ben.button("Search and options").await.click().await;
    ben.get("textbox", "Hide comments by or with").await;
}

/// Opens the options and wants to be told what is new at the next visit.
async fn is_remembered(ben: &Tab) {
    opens_options(ben).await;
    ben.get("checkbox", "Remember in this browser what is new to me")
        .await
        .click()
        .await;
    wait::until("it is remembered", || async {
        (ben.eval::<u32>(STORED).await == 1).then_some(())
    })
    .await;
}

async fn until_seen(ben: &Tab, wanted: &[&str]) {
    wait::until(format!("what is seen is {wanted:?}"), || async {
        (ben.texts().await == wanted).then_some(())
    })
    .await;
}

async fn reads_on(ben: &Tab, key: &str, text: &str) {
    ben.presses(key).await;
    until_at(ben, text).await;
}

/// Waits until the focus is on the comment with this text.
async fn until_at(ben: &Tab, text: &str) {
    wait::until(format!("the focus is on {text:?}"), || async {
        let focused: String = ben
            .eval(
                "document.querySelector('bedside-thread').shadowRoot.activeElement\
                 ?.querySelector('[part~=text]')?.textContent ?? ''",
            )
            .await;
        (focused == text).then_some(())
    })
    .await;
}

#[test]
fn people_and_words_are_muted_in_this_browser_only() {
    run(async {
        let world = world().await;
        let page = world.page("muting");
        let mia = world.person(OPEN, "mia").await;
        let olu = world.person(OPEN, "olu").await;
        mia.posts(&page, "Try fasting for a week.").await;
        olu.posts(&page, "I would not.").await;
        mia.posts(&page, "Breakfasting is fine.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comment("I would not.").await;
        assert_eq!(ben.eval::<u32>(STORED).await, 0, "nothing before a choice");
        opens_options(&ben).await;
        ben.is_accessible("the options").await;

        // A word, whole and whatever its letters' size.
        let list = ben.get("textbox", "Hide comments by or with").await;
        list.write("FASTING").await;
        ben.presses("Enter").await;
        until_seen(&ben, &["I would not.", "Breakfasting is fine."]).await;
        assert_eq!(ben.eval::<u32>(STORED).await, 1);

        // A person, by the button at the comment.
        let article = ben.comment("I would not.").await;
        article.button("Mute").await.click().await;
        until_seen(&ben, &["Breakfasting is fine."]).await;

        // Both are still muted after a reload, and can be read all the same.
        ben.opens(&ben.url().await).await;
        ben.comes_to_life().await;
        until_seen(&ben, &["Breakfasting is fine."]).await;
        ben.button("Show").await.click().await;
        let after = ["Try fasting for a week.", "Breakfasting is fine."];
        until_seen(&ben, &after).await;

        // An empty list leaves nothing behind.
        opens_options(&ben).await;
        let list = ben.get("textbox", "Hide comments by or with").await;
        list.focus().await;
        ben.presses("Control+A").await;
        ben.types(" ").await;
        ben.presses("Enter").await;
        let all = [after[0], "I would not.", after[1]];
        until_seen(&ben, &all).await;
        wait::until("nothing is kept", || async {
            (ben.eval::<u32>(STORED).await == 0).then_some(())
        })
        .await;
    });
}

#[test]
fn who_comes_back_is_led_through_what_is_new() {
    run(async {
        let world = world().await;
        let page = world.page("since-last-visit");
        world.imports(OPEN, &page, &[None; 60]).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        is_remembered(&ben).await;

        let mia = world.person(OPEN, "mia").await;
        let view = mia.reading(&page).first().await;
        mia.replies(&page, &view.items[2], "A reply since then.")
            .await;
        mia.posts(&page, "A comment since then.").await;
        let voted = view.items[4].clone();
        mia.votes(&voted, bedside_wire::Vote::Up).await;

        ben.opens(&ben.url().await).await;
        ben.comes_to_life().await;
        ben.until_text("2 comments are new or changed since your last visit")
            .await;
        ben.is_accessible("a thread with news").await;
        // The keys go there, also to what is not loaded yet, and only inside
        // the thread.
        ben.comment("Comment number 0.").await.focus().await;
        reads_on(&ben, "n", "A reply since then.").await;
        let reply = ben.comment("A reply since then.").await;
        reply.until_shows("New").await;
        reads_on(&ben, "n", "A comment since then.").await;
        wait::until("nothing is left to tell", || async {
            (!ben.shows("since your last visit").await).then_some(())
        })
        .await;

        // They can be switched off.
        opens_options(&ben).await;
        ben.get(
            "checkbox",
            "Keys N and P go to the next and previous new comment",
        )
        .await
        .click()
        .await;
        let last = ben.comment("A comment since then.").await;
        last.focus().await;
        ben.presses("p").await;
        assert_eq!(
            ben.focused().await.map(|node| node.role).as_deref(),
            Some("article")
        );
        let text = ben.comment("A comment since then.").await;
        assert_eq!(ben.focused().await.map(|node| node.name), Some(text.name));
    });
}

#[test]
fn replies_fold_away_and_a_feed_of_them_is_offered() {
    run(async {
        let world = world().await;
        let page = world.page("branches");
        world
            .imports(OPEN, &page, &[None, Some(0), Some(1), None])
            .await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.signs_in_as("Ben").await;
        opens_options(&ben).await;
        let first = ben.comment("Comment number 0.").await;
        first.button("Hide replies").await.click().await;
        until_seen(&ben, &["Comment number 0.", "Comment number 3."]).await;
        first.button("Show replies").await.click().await;
        ben.comment("Comment number 2.").await;

        ben.button("Replies to me as a feed").await.click().await;
        let link = ben.get("link", "Atom").await;
        let address = link.attribute("href").await.expect("an address");
        assert!(address.contains("feed.atom?replies="), "{address}");
        ben.is_accessible("the feed's address").await;
    });
}

#[test]
fn ages_stand_in_for_times_and_move_nothing() {
    run(async {
        let world = world().await;
        let page = world.page("ages");
        let mia = world.person(OPEN, "mia").await;
        let comment = mia.posts(&page, "Just now.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        // Somebody who listens is there before the age is.
        let named = ben.comment("Just now.").await.name;
        ben.comes_to_life().await;
        ben.until(
            "the age is shown",
            "document.querySelector('bedside-thread').shadowRoot.querySelector('time[data-age]') !== null",
        )
        .await;
        let (age, exact, shown): (String, String, String) = ben
            .eval(
                "(() => { const time = document.querySelector('bedside-thread').shadowRoot.querySelector('time'); \
                 return [time.dataset.age, time.dateTime, time.textContent]; })()",
            )
            .await;
        assert_eq!(exact, comment.time, "the exact time stays");
        assert!(age.contains("minute"), "{age}");
        // It is also what the comment is named by, before and after.
        for name in [named, ben.comment("Just now.").await.name] {
            assert!(name.ends_with(&shown), "{name:?} with {shown:?}");
        }
    });
}
