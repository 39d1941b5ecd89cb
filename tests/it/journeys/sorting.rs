//! The order of a thread.

use bedside_tests::browser::{Settings, Visitor, visitor, visitor_with};
use bedside_tests::host::{page_with, plain_page};
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

async fn until_first(ben: &Visitor, text: &str) {
    wait::until(format!("{text:?} is on top"), || async {
        (ben.texts().await.first()? == text).then_some(())
    })
    .await;
}

/// Chooses an order with the keyboard, as it stands in the list.
async fn orders(ben: &Visitor, keys: &str) {
    ben.get("combobox", "Sort by").await.focus().await;
    ben.presses(keys).await;
}

#[test]
fn the_newest_come_first_when_the_reader_wants() {
    run(async {
        let world = world().await;
        let page = world.page("newest-first");
        let mut parents = vec![None; 70];
        parents[69] = Some(0);
        world.imports(OPEN, &page, &parents).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let button = ben.button("Search and options").await;
        button.focus().await;
        ben.presses("Enter").await;
        orders(&ben, "ArrowDown").await;
        until_first(&ben, "Comment number 68.").await;
        assert_eq!(ben.count_comments().await, 50);
        let focused = ben.focused().await.expect("a focus");
        assert_eq!(focused.name, "Sort by", "the focus stays on the list");
        ben.is_accessible("a thread with the newest on top").await;

        // The rest of the list comes in the same order.
        ben.button("Load more").await.click().await;
        wait::until("all are shown", || async {
            (ben.count_comments().await == 70).then_some(())
        })
        .await;
        let all = ben.texts().await;
        assert_eq!(
            all[67..],
            [
                "Comment number 1.",
                "Comment number 0.",
                "Comment number 69."
            ]
        );

        // What arrives belongs on top, when the reader asks for it.
        world
            .person(OPEN, "ana")
            .await
            .posts(&page, "The newest of all.")
            .await;
        ben.button("1 new comment").await.click().await;
        until_first(&ben, "The newest of all.").await;

        // The discussion with most replies, then in order of time again.
        orders(&ben, "End").await;
        until_first(&ben, "Comment number 0.").await;
        orders(&ben, "ArrowUp").await;
        wait::until("the reply follows what it answers", || async {
            (ben.texts().await.get(1)? == "Comment number 69.").then_some(())
        })
        .await;
        orders(&ben, "Home").await;
        wait::until("the second is the second again", || async {
            (ben.texts().await.get(2)? == "Comment number 1.").then_some(())
        })
        .await;
    });
}

#[test]
fn a_page_can_ask_for_an_order_and_a_depth() {
    run(async {
        let world = world().await;
        let page = world.page("asked-order");
        let chain: Vec<_> = (0..8_usize).map(|i| i.checked_sub(1)).collect();
        world.imports(OPEN, &page, &chain).await;
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "On its own.").await;
        let conditions = "data-sort=\"newest\" data-depth=\"2\"";
        let ben = visitor().await;
        ben.opens(&page_with(world, OPEN, &page, conditions)).await;
        until_first(&ben, "On its own.").await;
        let depths: Vec<Option<String>> = ben
            .eval(
                "[...document.querySelector('bedside-thread').shadowRoot.querySelectorAll('article')] \
                 .map((article) => article.getAttribute('data-depth'))",
            )
            .await;
        let depths: Vec<_> = depths.iter().map(|d| d.as_deref().unwrap_or("0")).collect();
        assert_eq!(depths, ["0", "0", "1", "2", "2", "2", "2", "2", "2"]);
        // What the indentation no longer shows is said.
        assert_eq!(
            ben.all("link")
                .await
                .iter()
                .filter(|l| l.name.starts_with("In reply to"))
                .count(),
            5
        );
        // The widget keeps to it when it lives.
        ben.comes_to_life().await;
        until_first(&ben, "On its own.").await;
    });
}

#[test]
fn a_flat_list_names_whom_each_reply_answers() {
    run(async {
        let world = world().await;
        let page = world.page("flat-view");
        let ana = world.person(OPEN, "ana").await;
        let first = ana.posts(&page, "Does the pool have a ramp?").await;
        ana.posts(&page, "And is it warm?").await;
        ana.replies(&page, &first, "It has, by the south door.")
            .await;
        let ben = visitor().await;
        ben.opens(&page_with(world, OPEN, &page, "data-view=\"flat\""))
            .await;
        until_first(&ben, "Does the pool have a ramp?").await;
        assert_eq!(ben.texts().await[2], "It has, by the south door.");
        let reply = ben.comment("It has, by the south door.").await;
        let name = format!("{0}, in reply to {0}, ", first.author);
        assert!(reply.name.starts_with(&name), "{}", reply.name);
        let link = ben.get("link", &format!("@{}", first.author)).await;
        link.click().await;
        let focused = ben.until_focused("article").await;
        assert!(focused.text().await.contains("Does the pool have a ramp?"));
        ben.is_accessible("a flat list").await;
        // What arrives goes to the end, a reply as well.
        ana.replies(&page, &first, "And a hoist.").await;
        ben.button("1 new comment").await.click().await;
        ben.until_shown("And a hoist.").await;
        assert_eq!(ben.texts().await[3], "And a hoist.");
    });
}

#[test]
fn a_long_discussion_unfolds_where_it_stands() {
    run(async {
        let world = world().await;
        let page = world.page("unfolding");
        let mut parents = vec![None];
        parents.extend([Some(0); 70]);
        parents.push(None);
        world.imports(OPEN, &page, &parents).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        let fold = ben.button("61 more replies").await;
        assert_eq!(ben.count_comments().await, 11);
        ben.is_accessible("a folded discussion").await;
        // The same words may stand below many: whose discussion it goes on.
        let author = fold.attribute("aria-describedby").await.expect("an id");
        let first = ben.comment("Comment number 0.").await;
        let named = first.attribute("aria-labelledby").await.expect("ids");
        assert!(named.starts_with(&author), "{author} is not in {named}");
        fold.focus().await;
        ben.presses("Enter").await;
        ben.button("11 more replies").await.click().await;
        wait::until("all are shown", || async {
            (ben.count_comments().await == 72).then_some(())
        })
        .await;
        let all = ben.texts().await;
        let expected: Vec<_> = (0..72).map(|n| format!("Comment number {n}.")).collect();
        assert_eq!(all, expected);
        let focused = ben.until_focused("article").await;
        assert!(
            focused.text().await.contains("Comment number 60."),
            "reading goes on"
        );
    });
}

/// Waits until a screen reader has something to say.
async fn until_said(ben: &Visitor, words: &str) {
    wait::until(words, || async {
        for status in ben.all("status").await {
            if status.text().await.contains(words) {
                return Some(());
            }
        }
        None
    })
    .await;
}

#[test]
fn a_reader_searches_the_thread_and_comes_back() {
    run(async {
        let world = world().await;
        let page = world.page("searching");
        world.imports(OPEN, &page, &[None; 60]).await;
        let ana = world.person(OPEN, "ana").await;
        let wanted = ana.posts(&page, "The lift is at the back.").await;
        ana.posts(&page, "Thank you, I never saw that.").await;
        let ben = visitor().await;
        ben.uses_screen(360, 560).await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.button("Search and options").await.click().await;
        let field = ben.get("searchbox", "Search in these comments").await;
        field.write("lift").await;
        ben.presses("Enter").await;
        ben.until_shown("1 comment found for “lift”").await;
        assert_eq!(ben.texts().await, ["The lift is at the back."]);
        // What was found is said where the person looks, not below the options.
        let [_, top, _, height] = ben.button("Show all comments").await.place().await;
        let screen: f64 = ben.eval("innerHeight").await;
        assert!(top > 0.0 && top + height <= screen, "at {top} of {screen}");
        until_said(&ben, "1 comment found for “lift”").await;
        ben.is_accessible("what a search found").await;

        // Nothing found says so, and does not pretend the thread were empty.
        field.write("escalator").await;
        ben.button("Search").await.click().await;
        ben.until_shown("No comment has “escalator” in it.").await;
        until_said(&ben, "No comment has “escalator” in it.").await;
        ben.button("Show all comments").await.click().await;
        until_first(&ben, "Comment number 0.").await;
        until_said(&ben, "62 comments").await;
        let focused = ben.until_focused("article").await;
        assert!(
            focused.text().await.contains("Comment number 0."),
            "the button went, reading goes on"
        );

        // Without scripts too, and a link that finds can be passed on.
        let plain = visitor_with(Settings::NO_SCRIPTS).await;
        let address = format!("{}/v1/sites/{OPEN}/thread?page={page}", world.worker());
        plain.opens(&address).await;
        let field = plain.get("searchbox", "Search in these comments").await;
        field.write("lift").await;
        plain.presses("Enter").await;
        plain.until_shown("1 comment found for “lift”").await;
        assert!(plain.url().await.contains("q=lift"));
        let permalink = format!("#comment-{}", wanted.id);
        let link = format!("!!document.querySelector(`a[href=\"{permalink}\"]`)");
        assert!(plain.eval::<bool>(&link).await, "its permalink");
        plain.get("link", "Show all comments").await.click().await;
        plain.until_shown("Comment number 0.").await;
    });
}

#[test]
fn the_plain_page_offers_the_other_order_as_a_link() {
    run(async {
        let world = world().await;
        let page = world.page("plain-order");
        world.imports(OPEN, &page, &[None; 60]).await;
        let ben = visitor_with(Settings::NO_SCRIPTS).await;
        ben.opens(&format!(
            "{}/v1/sites/{OPEN}/thread?page={page}",
            world.worker()
        ))
        .await;
        ben.get("link", "Newest first").await.click().await;
        ben.until_shown("Comment number 59.").await;
        ben.get("link", "Load more").await.click().await;
        ben.until_shown("Comment number 0.").await;
        assert!(!ben.shows("Comment number 59.").await);
        for other in ["Oldest first", "Most replies", "Answers by the site first"] {
            ben.get("link", other).await;
        }
    });
}

#[test]
fn words_being_typed_survive_what_arrives() {
    run(async {
        let world = world().await;
        let page = world.page("typing");
        let ana = world.person(OPEN, "ana").await;
        world.imports(OPEN, &page, &[None; 20]).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comes_to_life().await;
        ben.button("Search and options").await.click().await;
        let field = ben.get("searchbox", "Search in these comments").await;
        field.write("lift").await;
        ana.posts(&page, "Thank you, I never saw that.").await;
        ben.button("1 new comment").await;
        let field = ben.get("searchbox", "Search in these comments").await;
        assert_eq!(field.value, "lift");
    });
}
