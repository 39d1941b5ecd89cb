//! `#comment-ID`: the comment is scrolled to, focused and so announced.

use bedside_tests::browser::visitor;
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

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
        let call = reader
            .call("GET", "/thread")
            .query("page", &page)
            .query("as", "json")
            .query("cursor", &cursor);
        let second: bedside_wire::ThreadView = call.answer().await.json();
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

/// What the notice says.
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
        ben.journal.announce("around=");
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
            (ben.journal.open_sockets() == 2).then_some(())
        })
        .await;
        assert!(!ben.shows(GONE).await);
    });
}
