//! `#comment-ID`: the comment is scrolled to, focused and so announced.

use bedside_tests::browser::{Tab, Visitor, visitor};
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{World, run, wait, world};
use bedside_wire::CommentView;
use std::time::Duration;

#[test]
fn a_permalink_opens_the_page_at_its_comment() {
    run(async {
        let world = world().await;
        let page = world.page("deep-link");
        world.imports(OPEN, &page, &[None; 180]).await;
        let reader = world.stranger(OPEN);
        let changes = reader
            .reads_until(&page, "the import", |v| v.total == 180)
            .await;
        let cursor = changes.next.expect("more");
        let request = reader
            .request("GET", "/thread")
            .query("page", &page)
            .query("as", "json")
            .query("cursor", &cursor);
        let second: bedside_wire::ThreadView = request.send().await.json();
        let target = &second.items[30];
        let url = HostPage::new("Long article")
            .body("<p style=\"height:3000px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.opens(&format!("{url}#comment-{}", target.id)).await;
        let focused = wait::until("the comment has the focus", || async {
            let node = ben.focused().await?;
            (node.role == "article").then_some(node)
        })
        .await;
        assert_eq!(
            focused.attribute("id").await,
            Some(format!("comment-{}", target.id))
        );
        let [_, top, _, _] = focused.place().await;
        let height: f64 = ben.eval("innerHeight").await;
        assert!(top >= 0.0 && top < height, "it is at {top} of {height}");
        assert!(
            focused.text().await.contains("Comment number 80."),
            "{}",
            focused.text().await
        );
        ben.button("Show earlier comments").await.click().await;
        ben.comment("Comment number 30.").await;
    });
}

#[test]
fn the_time_of_a_comment_is_its_permalink() {
    run(async {
        let world = world().await;
        let page = world.page("time");
        let author = world.person(OPEN, "ana").await;
        let first = author.posts(&page, "First of all.").await;
        author.posts(&page, "Second of all.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let comment = ben.comment("First of all.").await;
        comment
            .all("link")
            .await
            .first()
            .expect("a link")
            .click()
            .await;
        ben.until(
            "the address has it",
            &format!("location.hash === '#comment-{}'", first.id),
        )
        .await;
        wait::until("the comment has the focus", || async {
            ben.focused().await.filter(|node| node.role == "article")
        })
        .await;
    });
}

/// The text of the notice.
const GONE: &str = "This comment is not there any more.";

#[test]
fn who_follows_a_link_to_what_is_not_public_is_told() {
    run(async {
        let world = world().await;
        let page = world.page("gone");
        let mia = world.person(CAREFUL, "mia").await;
        let first = mia.posts(&page, "Still here.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, CAREFUL, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("Nobody has read this.").await;
        ana.comment("Waiting for approval").await;
        let waiting: String = ana
            .eval("document.querySelector('bedside-thread').shadowRoot.querySelector('[data-own]').id")
            .await;
        let url = format!("{}#{waiting}", plain_page(world, CAREFUL, &page));

        let ben = visitor().await;
        // The worker's answer is a 404.
        ben.page_log.announce("around=");
        ben.opens(&url).await;
        ben.comment("Still here.").await;
        ben.until_shown(GONE).await;
        ben.is_accessible("a link to nothing").await;
        ben.button("Close").await.click().await;
        ben.loses("button", "Close").await;
        // Pressed again it is said again, until another link leads somewhere.
        ben.eval::<()>("void (location.hash = '')").await;
        ben.eval::<()>(&format!("void (location.hash = '{waiting}')"))
            .await;
        ben.until_shown(GONE).await;
        let first = format!("void (location.hash = 'comment-{}')", first.id);
        ben.eval::<()>(&first).await;
        ben.until_focused("article").await;
        ben.loses("button", "Close").await;

        // Its author sees it, and is told nothing else.
        ana.opens(&url).await;
        let focused = ana.until_focused("article").await;
        assert!(focused.text().await.contains("Nobody has read this."));
        assert!(!ana.shows(GONE).await);
    });
}

#[test]
fn a_link_to_what_nobody_knows_still_shows_the_thread() {
    run(async {
        let world = world().await;
        let page = world.page("nobodys");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "Still here.").await;
        let ben = visitor().await;
        let url = plain_page(world, OPEN, &page);
        ben.opens(&format!(
            "{url}#comment-01890000-0000-7000-8000-000000000000"
        ))
        .await;
        ben.comment("Still here.").await;
    });
}

#[test]
fn a_link_into_one_of_two_threads_is_no_trouble_for_the_other() {
    run(async {
        let world = world().await;
        let (above, below) = (world.page("above"), world.page("below"));
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&above, "In the first one.").await;
        let wanted = ana.posts(&below, "In the second one.").await;
        let url = HostPage::new("Two threads")
            .thread(OPEN, &above)
            .thread(OPEN, &below)
            .at(world);
        let ben = visitor().await;
        ben.opens(&format!("{url}#comment-{}", wanted.id)).await;
        let focused = ben.until_focused("article").await;
        assert!(focused.text().await.contains("In the second one."));
        wait::until("both threads have come to life", || async {
            (ben.page_log.open_sockets() == 2).then_some(())
        })
        .await;
        assert!(!ben.shows(GONE).await);
    });
}

/// More comments than the first page holds.
async fn many_comments(world: &World, page: &str) -> Vec<CommentView> {
    world.imports(OPEN, page, &[None; 180]).await;
    let reader = world.stranger(OPEN);
    reader
        .reads_until(page, "the import", |v| v.total == 180)
        .await;
    reader.reading(page).whole().await
}

/// A page that leads to a comment from so many pixels above its thread.
fn leads_from_above(world: &World, page: &str, pixels: u32, to: &CommentView) -> String {
    HostPage::new("Article")
        .body(&format!(
            "<p><a href=\"#comment-{}\">The answer</a></p><p style=\"height:{pixels}px\">Text</p>",
            to.id
        ))
        .thread(OPEN, page)
        .at(world)
}

/// The comment has the focus, and the thread goes on living alone.
async fn stays_at(ben: &Visitor, text: &str) {
    let focused = ben.until_focused("article").await;
    let shown = focused.text().await;
    assert!(shown.contains(text), "{shown}");
    ben.comes_to_life().await;
    ben.eval::<u32>("(scrollTo(0, 1e6), 0)").await;
    let failing = || ben.find("button", "Try again");
    wait::never("it fails below", Duration::from_secs(2), failing).await;
    ben.comment(text).await;
    assert_eq!(ben.page_log.open_sockets(), 1);
}

/// Counts the loader's requests for the thread.
fn fetches(tab: &Tab) -> usize {
    let asked = tab.page_log.requests();
    asked
        .iter()
        .filter(|r| r.url.contains("as=fragment"))
        .count()
}

#[test]
fn a_link_followed_before_the_thread_comes_near_leads_to_its_comment() {
    run(async {
        let world = world().await;
        let page = world.page("soon");
        let all = many_comments(world, &page).await;
        // Near enough to be fetched, too far to come to life by itself.
        let url = leads_from_above(world, &page, 1200, &all[120]);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        ben.opens(&url).await;
        ben.comment("Comment number 0.").await;
        ben.get("link", "The answer").await.click().await;
        stays_at(&ben, "Comment number 120.").await;
        assert_eq!(fetches(&ben), 2);
    });
}

#[test]
fn of_two_links_in_quick_succession_the_second_counts() {
    run(async {
        let world = world().await;
        let page = world.page("quick");
        let all = many_comments(world, &page).await;
        let url = leads_from_above(world, &page, 1200, &all[80]);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        ben.opens(&url).await;
        ben.comment("Comment number 0.").await;
        // The second while the first is being fetched.
        let follow = format!(
            "(async () => {{ for (const id of ['{}', '{}']) {{ \
             const heard = new Promise((done) => addEventListener('hashchange', done, {{ once: true }})); \
             location.hash = 'comment-' + id; await heard; }} return 0; }})()",
            all[80].id, all[170].id
        );
        ben.eval::<u32>(&follow).await;
        stays_at(&ben, "Comment number 170.").await;
    });
}

#[test]
fn a_link_into_a_thread_that_is_far_away_fetches_it() {
    run(async {
        let world = world().await;
        let page = world.page("far");
        let all = many_comments(world, &page).await;
        let url = leads_from_above(world, &page, 6000, &all[120]);
        let ben = visitor().await;
        ben.opens(&url).await;
        ben.until("the loader has run", "typeof bedside === 'object'")
            .await;
        assert_eq!(fetches(&ben), 0);
        ben.get("link", "The answer").await.click().await;
        stays_at(&ben, "Comment number 120.").await;
        assert_eq!(fetches(&ben), 1);
    });
}
