//! Comments unread since the last visit, and the cost of watching for them.

use super::{is_remembered, opens_options};
use bedside_tests::browser::{Tab, Visitor, visitor};
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

/// The version of the page that is kept as seen.
const NOTED: &str = "(() => {
    const key = Object.keys(localStorage).find((key) => key.endsWith(':preferences'));
    return JSON.parse(localStorage[key]).last_seen.pages[0].version;
})()";

/// Counts from now on how often an element or the root is asked for an element,
/// and how often the notice is written.
const COUNTS: &str = "(() => {
    const notice = document.querySelector('bedside-thread').shadowRoot.querySelector('.unread');
    window.asked = 0;
    for (const { prototype } of [Element, DocumentFragment]) {
        const ask = prototype.querySelector;
        prototype.querySelector = function (selector) {
            window.asked += 1;
            return ask.call(this, selector);
        };
    }
    window.told = 0;
    const count = (records) => { window.told += records.length; };
    new MutationObserver(count).observe(notice, { childList: true, characterData: true, subtree: true });
})()";

async fn is_told_of_one(ben: &Tab) {
    ben.until_text("1 comment is new or changed since your last visit")
        .await;
}

/// Visits the page again, and finds this new and nothing else.
async fn comes_back_to(ben: &Visitor, url: &str, text: &str) {
    ben.opens(url).await;
    ben.comes_to_life().await;
    is_told_of_one(ben).await;
    ben.reads(text).await.until_shows("New").await;
}

#[test]
fn what_was_read_live_and_what_is_ones_own_is_not_new() {
    run(async {
        let world = world().await;
        let page = world.page("seen-live");
        let mia = world.person(OPEN, "mia").await;
        mia.posts(&page, "Before.").await;
        mia.posts(&page, "Before, too.").await;
        let url = plain_page(world, OPEN, &page);
        let ben = visitor().await;
        ben.opens(&url).await;
        ben.signs_in_as("Ben").await;
        is_remembered(&ben).await;
        ben.posts("My own.").await;
        ben.comment("My own.").await;
        mia.posts(&page, "Read at once.").await;
        ben.button("1 new comment").await.click().await;
        ben.comment("Read at once.").await;
        let newest = mia.reads_changes(&page, 0).await.version;
        wait::until("what was shown is noted", || async {
            (ben.eval::<u64>(NOTED).await >= newest).then_some(())
        })
        .await;

        ben.opens(&HostPage::new("Elsewhere").at(world)).await;
        let phone = world.person(OPEN, "ben").await;
        phone.posts(&page, "From my phone.").await;
        mia.posts(&page, "Since then.").await;
        comes_back_to(&ben, &url, "Since then.").await;
    });
}

#[test]
fn what_waits_unread_is_new_at_the_next_visit() {
    run(async {
        let world = world().await;
        let page = world.page("unseen-live");
        world.imports(OPEN, &page, &[None, None]).await;
        let url = plain_page(world, OPEN, &page);
        let ben = visitor().await;
        ben.opens(&url).await;
        ben.signs_in_as("Ben").await;
        is_remembered(&ben).await;
        let mia = world.person(OPEN, "mia").await;
        mia.posts(&page, "Behind the button.").await;
        ben.button("1 new comment").await;
        // The version grows with it, past what waits.
        ben.posts("My own.").await;
        ben.comment("My own.").await;

        comes_back_to(&ben, &url, "Behind the button.").await;
    });
}

#[test]
fn what_comes_costs_as_much_in_a_long_thread_and_nothing_is_told_twice() {
    run(async {
        let world = world().await;
        let page = world.page("costs");
        world.imports(OPEN, &page, &[None; 160]).await;
        let url = plain_page(world, OPEN, &page);
        let ben = visitor().await;
        ben.opens(&url).await;
        is_remembered(&ben).await;
        let mia = world.person(OPEN, "mia").await;
        mia.posts(&page, "Since then.").await;
        ben.opens(&url).await;
        ben.comes_to_life().await;
        is_told_of_one(&ben).await;
        opens_options(&ben).await;
        for last in ["Comment number 99.", "Comment number 149."] {
            // The notices may lie over the button.
            ben.button("Load more").await.focus().await;
            ben.presses("Enter").await;
            ben.comment(last).await;
        }
        let shown = ben.count_comments().await;

        ben.eval::<()>(COUNTS).await;
        let third = ben.comment("Comment number 3.").await;
        third.button("Reply").await.click().await;
        let boxes = "document.querySelector('bedside-thread').shadowRoot.querySelectorAll('textarea').length === 2";
        ben.until("the form is open", boxes).await;
        mia.posts(&page, "Just now.").await;
        let new = ben.reads("Just now.").await;
        new.button("Mute").await;
        let (asked, told): (usize, u32) = ben.eval("[asked, told]").await;
        // Once for each comment would be more.
        assert!((1..shown).contains(&asked), "asked {asked} times");
        assert_eq!(told, 0);
    });
}
