//! Words that are being written, and what could take them away.

use bedside_tests::browser::{ASLEEP, Tab, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use serde_json::json;

/// The next part of the thread waits for `go()`.
const LATE: &str = "{
    const send = window.fetch;
    window.fetch = async (request, options) => {
        if ((request.url ?? String(request)).includes('cursor=')) {
            await new Promise((go) => { window.go = go; });
        }
        return send.call(window, request, options);
    };
}";

const NOTHING_IS_KEPT: &str = "if (location.hostname === 'localhost') \
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";

/// The box that has the focus.
const AT: &str = "(document.querySelector('bedside-thread').shadowRoot.activeElement ?? {})";

async fn has(ana: &Tab, name: &str, text: &str) {
    wait::until(format!("{name:?} has {text:?}"), || async {
        (ana.find("textbox", name).await?.value == text).then_some(())
    })
    .await;
}

#[test]
fn what_is_typed_before_the_widget_wakes_joins_the_kept_draft() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("early"));
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comes_to_life().await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("What I wrote yesterday.").await;
        has(&ana, "Write a comment", "What I wrote yesterday.").await;
        ana.runs_first(ASLEEP).await;
        for _ in 0..2 {
            ana.opens(&url).await;
            let text = ana.get("textbox", "Write a comment").await;
            text.write("And today.").await;
            ana.until("the module is on its way", "!!window.wake").await;
            ana.eval::<()>("wake()").await;
            has(
                &ana,
                "Write a comment",
                "What I wrote yesterday.\n\nAnd today.",
            )
            .await;
            // The same again is no other text: some browsers fill fields again.
            let text = ana.get("textbox", "Write a comment").await;
            text.write("What I wrote yesterday.").await;
            has(&ana, "Write a comment", "What I wrote yesterday.").await;
        }
    });
}

#[test]
fn what_is_on_its_way_is_not_changed_meanwhile() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &world.page("on-its-way")))
            .await;
        ana.comes_to_life().await;
        ana.may_open_windows().await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("To be sent.").await;
        let is_fixed = "document.querySelector('bedside-thread').shadowRoot.querySelector('textarea').readOnly";
        ana.until("it can be changed", &format!("!{is_fixed}"))
            .await;
        ana.button("Post").await.click().await;
        let popup = ana.popup().await;
        ana.until("it cannot be changed", is_fixed).await;
        popup.button("Ana").await;
        popup.closes().await;
        ana.until("it can be changed again", &format!("!{is_fixed}"))
            .await;
        has(&ana, "Write a comment", "To be sent.").await;
    });
}

#[test]
fn a_reply_that_is_closed_is_kept_where_nothing_can_be_stored() {
    run(async {
        let world = world().await;
        let page = world.page("kept-nowhere");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Answer me.")
            .await;
        let ana = visitor().await;
        ana.runs_first(NOTHING_IS_KEPT).await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.comes_to_life().await;
        for _ in 0..2 {
            let comment = ana.comment("Answer me.").await;
            comment.button("Reply").await.click().await;
            ana.until(
                "the form is open",
                &format!("{AT}.localName === 'textarea'"),
            )
            .await;
            let written: String = ana.eval(&format!("{AT}.value")).await;
            if written.is_empty() {
                ana.types("Half an answer").await;
            } else {
                assert_eq!(written, "Half an answer");
            }
            ana.presses("Escape").await;
            ana.until(
                "the form is closed",
                &format!("{AT}.localName === 'button'"),
            )
            .await;
        }
    });
}

#[test]
fn who_writes_is_not_called_away_by_comments_that_come() {
    run(async {
        let world = world().await;
        let page = world.page("called-away");
        world.imports(OPEN, &page, &[None; 60]).await;
        let ana = visitor().await;
        ana.runs_first(LATE).await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.comes_to_life().await;
        ana.button("Load more").await.click().await;
        ana.until("more is on its way", "!!window.go").await;
        ana.get("textbox", "Write a comment").await.focus().await;
        ana.types("I began").await;
        ana.eval::<()>("go()").await;
        ana.comment("Comment number 59.").await;
        ana.types(" and went on.").await;
        has(&ana, "Write a comment", "I began and went on.").await;
    });
}

#[test]
fn a_comment_that_came_too_soon_stays_in_its_box() {
    run(async {
        let mut whole = deployment();
        whole["limits"]["comments"] = json!({ "account": { "burst": 1, "per_hour": 1 } });
        let world = World::start(whole).await;
        let ana = visitor().await;
        ana.announce("429");
        ana.opens(&plain_page(&world, OPEN, "too-soon")).await;
        ana.signs_in_as("Ana").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("The first one.").await;
        ana.button("Post").await.click().await;
        ana.comment("The first one.").await;
        let text = ana.get("textbox", "Write a comment").await;
        text.write("The second one.").await;
        ana.button("Post").await.click().await;
        ana.until_shown("That was a lot in a short time.").await;
        has(&ana, "Write a comment", "The second one.").await;
        ana.opens(&plain_page(&world, OPEN, "too-soon")).await;
        ana.comes_to_life().await;
        has(&ana, "Write a comment", "The second one.").await;
    });
}
