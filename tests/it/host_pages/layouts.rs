//! Hosts that give the thread no width, no reader and no screen.

use bedside_tests::browser::visitor;
use bedside_tests::host::{HostPage, script_tag};
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};

/// Parents that take their width from what is in them.
const PARENTS: [&str; 6] = [
    "display: flex",
    "display: inline-flex",
    "float: left",
    "display: inline-block",
    "display: table",
    "display: grid; grid-template-columns: auto",
];

#[test]
fn a_parent_that_is_as_wide_as_its_content_still_shows_the_thread() {
    run(async {
        let world = world().await;
        let page = world.page("widths");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Wide enough to read.").await;
        let tag = script_tag(OPEN, &page);
        let ana = visitor().await;
        for style in PARENTS {
            let parent = format!("<div style=\"{style}\">{tag}</div>");
            ana.opens(&HostPage::new("Narrow").body(&parent).at(world))
                .await;
            let comment = ana.comment("Wide enough to read.").await;
            let [_, _, width, _] = comment.place().await;
            assert!(width >= 300.0, "{style}: {width} px");
            let over: bool = ana
                .eval("document.documentElement.scrollWidth > innerWidth")
                .await;
            assert!(!over, "{style}: wider than the screen");
        }
    });
}

#[test]
fn a_thread_that_is_far_away_says_how_many_comments_there_are() {
    run(async {
        let world = world().await;
        let page = world.page("far");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Far down.").await;
        let url = HostPage::new("Long")
            .body("<div style=\"height: 9000px\"></div>")
            .thread(OPEN, &page)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        let link = ana.get("link", "1 comment").await;
        let href = link.attribute("href").await.unwrap_or_default();
        assert!(href.contains("/thread?"), "{href}");
        assert!(ana.find_comment("Far down.").await.is_none());
        // What is printed from here on has the comments.
        ana.eval::<u32>("(dispatchEvent(new Event('beforeprint')), 0)")
            .await;
        ana.reads("Far down.").await;
        wait::until("the line is gone", || async {
            ana.find("link", "1 comment").await.is_none().then_some(())
        })
        .await;
    });
}
