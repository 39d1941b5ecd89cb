//! Isolation from the host page: a guest leaks no names or styles, and does not
//! break with its host.

use bedside_tests::browser::visitor;
use bedside_tests::host::{HostPage, plain_page, script_tag};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, wait, world};

#[test]
fn two_threads_on_one_page_live_apart() {
    run(async {
        let world = world().await;
        let (one, two) = (world.page("one"), world.page("two"));
        let url = HostPage::new("Two")
            .thread(OPEN, &one)
            .body("<hr>")
            .thread(OPEN, &two)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        wait::until("both threads are there", || async {
            (ana.all("region").await.len() == 2).then_some(())
        })
        .await;
        ana.signs_in_as("Ana").await;
        // The other one learns it when it asks the next time.
        ana.opens(&url).await;
        wait::until("both know who is there", || async {
            let all = ana.all("button").await;
            (all.iter().filter(|b| b.name == "Sign out").count() == 2).then_some(())
        })
        .await;
        let regions = ana.all("region").await;
        let second = regions
            .iter()
            .find(|r| r.name == "Comments")
            .and(regions.get(1))
            .expect("the second thread");
        second
            .get("textbox", "Write a comment")
            .await
            .write("In the second thread.")
            .await;
        second.button("Post").await.click().await;
        ana.comment("In the second thread.").await;
        assert_eq!(ana.count_comments().await, 1, "it is in one of them only");
        let reader = world.stranger(OPEN);
        assert_eq!(reader.reads_changes(&two, 0).await.total, 1);
        assert_eq!(reader.reads(&one).await.total, 0);
        ana.is_accessible("two threads on one page").await;
    });
}

#[test]
fn two_sites_on_one_page_have_two_sessions() {
    run(async {
        let world = world().await;
        let page = world.page("sites");
        let url = HostPage::new("Two sites")
            .thread(OPEN, &page)
            .body("<hr>")
            .thread(CAREFUL, &page)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        wait::until("both threads are there", || async {
            (ana.all("region").await.len() == 2).then_some(())
        })
        .await;
        ana.signs_in_as("Ana").await;
        ana.button("Sign in").await;
    });
}

#[test]
fn the_page_gets_one_name_and_one_element() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        let before = "window.before = new Set(Object.getOwnPropertyNames(window));";
        ana.runs_first(before).await;
        ana.opens(&plain_page(world, OPEN, &world.page("names")))
            .await;
        ana.signs_in_as("Ana").await;
        let new: Vec<String> = ana.eval("Object.getOwnPropertyNames(window).filter((n) => !before.has(n) && n !== 'before')").await;
        assert_eq!(new, ["bedside"]);
    });
}

#[test]
fn styles_leak_neither_way() {
    run(async {
        let world = world().await;
        let page = world.page("styles");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Plain text.")
            .await;
        let hostile = "<style>* { color: rgb(255, 0, 0) !important; letter-spacing: 9px } article, p, button { display: none !important } \
                       .comment, .top, .send { position: absolute !important; transform: rotate(90deg) }</style>";
        let url = HostPage::new("Loud")
            .head(hostile)
            .body("<div class=\"comment\" id=\"theirs\">Theirs</div>")
            .thread(OPEN, &page)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        let comment = ana.comment("Plain text.").await;
        let [_, _, width, height] = comment.place().await;
        assert!(
            width > 100.0 && height > 20.0,
            "the host's style hides the comment"
        );
        let look = "function () { const s = getComputedStyle(this); return [s.display, s.position, s.transform]; }";
        let look = comment.eval(look).await;
        assert!(
            look[0] != "none" && look[1] != "absolute" && look[2] == "none",
            "{look}"
        );
        let theirs: Vec<String> = ana
            .eval("(() => { const s = getComputedStyle(document.getElementById('theirs')); return [s.borderTopWidth, s.paddingTop, s.fontSize]; })()")
            .await;
        let bare = HostPage::new("Bare")
            .head(hostile)
            .body("<div class=\"comment\" id=\"theirs\">Theirs</div>")
            .at(world);
        ana.opens(&bare).await;
        let alone: Vec<String> = ana
            .eval("(() => { const s = getComputedStyle(document.getElementById('theirs')); return [s.borderTopWidth, s.paddingTop, s.fontSize]; })()")
            .await;
        assert_eq!(theirs, alone, "the widget's style changes the host's page");
    });
}

#[test]
fn including_the_script_twice_is_harmless() {
    run(async {
        let world = world().await;
        let page = world.page("twice");
        let tag = script_tag(OPEN, &page);
        let bare = "<script src=\"{{WORKER}}/embed.js\" async></script>";
        let url = HostPage::new("Twice")
            .body(bare)
            .body(&tag)
            .body(bare)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.sees_the_thread().await;
        assert_eq!(
            ana.eval::<u32>("document.querySelectorAll('bedside-thread').length")
                .await,
            1
        );
    });
}

#[test]
fn the_element_can_be_written_by_hand() {
    run(async {
        let world = world().await;
        let page = world.page("element");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "In an element.")
            .await;
        let element = format!("<bedside-thread site=\"{OPEN}\" page=\"{page}\"></bedside-thread>");
        let url = HostPage::new("Element")
            .head("<script src=\"{{WORKER}}/embed.js\" async></script>")
            .body(&element)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("In an element.").await;
    });
}

#[test]
fn a_host_that_breaks_prototypes_still_has_a_thread() {
    run(async {
        let world = world().await;
        let page = world.page("prototypes");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Robust.")
            .await;
        let old = "<script>Array.prototype.first = function () { return this[0]; }; Object.prototype.extra = 1; \
                   window.$ = () => {}; window.define = undefined; window.module = {};</script>";
        let ana = visitor().await;
        ana.opens(&HostPage::new("Old").head(old).thread(OPEN, &page).at(world))
            .await;
        ana.comment("Robust.").await;
        ana.signs_in_as("Ana").await;
    });
}
