//! A reader opens a page.

use bedside_tests::browser::{Ability, visitor};
use bedside_tests::host::{HostPage, plain_page};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{run, run_where, wait, world};

#[test]
fn the_thread_is_read_without_any_wasm() {
    run(async {
        let world = world().await;
        let page = world.page("read");
        world
            .person(OPEN, "ana")
            .await
            .posts(&page, "A *calm* sentence.")
            .await;
        // The thread is below a long article: near enough to be fetched, too
        // far to come to life by itself.
        let url = HostPage::new("Article")
            .body("<p style=\"height:1200px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        ben.opens(&url).await;
        ben.comment("A calm sentence.").await;
        let requests = ben.page_log.requests();
        assert!(
            !requests.iter().any(|r| r.url.contains("wasm")),
            "{requests:?}"
        );
        let ours: Vec<_> = requests
            .iter()
            .filter(|r| r.url.starts_with(world.worker()))
            .map(|r| &r.url)
            .collect();
        assert!(ours.len() <= 4, "more than loader, style, HTML: {ours:?}");
    });
}

/// Every form a comment's text can have.
const FORMS: &str = "# A heading\n\nPlain, *leant*, **strong**, ***both***, ~~gone~~, `code <b>`  \n\
    next line, [a *link*](https://example.org/a?b=1&c=2) and <mail@example.org>.\n\n\
    > Said, and\n>\n> said **again**\n> > deeper\n\n\
    - tight\n- *tight too*\n  - inner\n\n\
    7. loose\n\n   two\n\n8. `eight`\n\n\
    ```\nfn main() {\n    <script>\n}\n```\n\n---\n\n\
    Last \u{2764}\u{fe0f} & least &amp; \u{5e9}\u{5dc}\u{5d5}\u{5dd}.";

#[test]
fn every_form_of_text_stays_as_it_was_when_the_widget_comes_to_life() {
    run(async {
        let world = world().await;
        let page = world.page("forms");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, FORMS).await;
        ana.posts(&page, "- one\n- two").await;
        let url = HostPage::new("Article")
            .body("<p style=\"height:1200px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        ben.opens(&url).await;
        ben.until_shown("Plain, ").await;
        let texts = "[...document.querySelector('bedside-thread').shadowRoot.querySelectorAll('[part~=text]')] \
                     .map((text) => text.innerHTML)";
        let rendered: Vec<String> = ben.eval(texts).await;
        for element in [
            "em",
            "strong",
            "code",
            "br",
            "blockquote",
            "ul",
            "ol",
            "pre",
        ] {
            assert!(
                rendered[0].contains(&format!("<{element}")),
                "{element}: {rendered:?}"
            );
        }
        ben.eval::<u32>("(scrollTo(0, 6000), 0)").await;
        ben.comes_to_life().await;
        assert_eq!(ben.eval::<Vec<String>>(texts).await, rendered);
        // And when the list is drawn anew.
        ana.posts(&page, "One more.").await;
        ben.button("1 new comment").await.click().await;
        ben.until_shown("One more.").await;
        assert_eq!(ben.eval::<Vec<String>>(texts).await[..2], rendered);
    });
}

#[test]
fn a_far_thread_is_not_fetched_before_it_comes_near() {
    run(async {
        let world = world().await;
        let page = world.page("far");
        let url = HostPage::new("Article")
            .body("<p style=\"height:6000px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.opens(&url).await;
        ben.until("the loader has run", "typeof bedside === 'object'")
            .await;
        assert!(
            !ben.page_log
                .requests()
                .iter()
                .any(|r| r.url.contains("/thread"))
        );
        ben.eval::<u32>("(scrollTo(0, 6000), 0)").await;
        ben.sees_the_thread().await;
    });
}

#[test]
fn html_that_something_changed_comes_to_life_from_the_workers_own() {
    run(async {
        let world = world().await;
        let page = world.page("changed");
        let ana = world.person(OPEN, "ana").await;
        let text = "My pharmacist fills a dosette box.";
        ana.posts(&page, text).await;
        let url = HostPage::new("Article")
            .body("<p style=\"height:1200px\">Text</p>")
            .thread(OPEN, &page)
            .at(world);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        // Around a comment, and inside of one.
        for what in ["[part~=comment]", "[part~=author]"] {
            ben.opens(&url).await;
            ben.until_shown(text).await;
            // As what translates a page does.
            let change = format!(
                "(() => {{ const thread = document.querySelector('bedside-thread'); \
                 const found = thread.shadowRoot.querySelector('{what}'); \
                 const font = document.createElement('font'); \
                 found.replaceWith(font); font.append(found); return 0 }})()"
            );
            ben.eval::<u32>(&change).await;
            ben.eval::<u32>("(scrollTo(0, 6000), 0)").await;
            ben.comes_to_life().await;
            assert_eq!(ben.texts().await, [text]);
        }
    });
}

#[test]
fn a_long_thread_is_read_page_by_page() {
    run(async {
        let world = world().await;
        let page = world.page("long");
        world.imports(OPEN, &page, &[None; 120]).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.comment("Comment number 0.").await;
        assert_eq!(ben.count_comments().await, 50);
        for shown in [100, 120] {
            ben.button("Load more").await.click().await;
            wait::until(format!("{shown} comments are shown"), || async {
                (ben.count_comments().await == shown).then_some(())
            })
            .await;
        }
        assert!(
            ben.find("button", "Load more").await.is_none(),
            "there is no more"
        );
        let ids: Vec<String> = ben
            .eval("[...document.querySelector('bedside-thread').shadowRoot.querySelectorAll('article')].map((a) => a.id)")
            .await;
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 120, "a comment came twice");
        // Far from the screen, and there for a screen reader all the same.
        for far in [45, 119] {
            let far = ben.comment(&format!("Comment number {far}.")).await;
            assert!(far.name.starts_with("Imported Person"), "{:?}", far.name);
        }
    });
}

#[test]
fn a_page_without_comments_says_so() {
    run(async {
        let world = world().await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, CAREFUL, &world.page("none")))
            .await;
        ben.sees_the_thread().await;
        ben.until_shown("No comments yet").await;
    });
}

/// On a page whose article fills the screen. Where the thread is on the first
/// screen, what follows it gives way once, when the script tag places it.
#[test]
fn nothing_moves_while_the_thread_arrives() {
    run_where(Ability::LayoutShifts, async {
        let world = world().await;
        let page = world.page("still");
        world.imports(OPEN, &page, &[None; 20]).await;
        let url = HostPage::new("Article")
            .body("<p style=\"height:900px\">Before</p>")
            .thread(OPEN, &page)
            .body("<footer><p id=\"after\">After</p></footer>")
            .at(world);
        let ben = visitor().await;
        ben.uses_screen(1000, 700).await;
        let watch = "new PerformanceObserver((list) => { for (const e of list.getEntries()) \
                     { window.shift = (window.shift ?? 0) + e.value; (window.sources ??= []).push(...e.sources.map((s) => [s.node?.localName ?? s.node?.nodeName, s.node?.className, s.previousRect.y, s.currentRect.y, s.previousRect.height, s.currentRect.height].join(`,`))); } }).observe({ type: 'layout-shift', buffered: true });";
        ben.runs_first(watch).await;
        ben.opens(&url).await;
        ben.until(
            "the element is there",
            "document.querySelector('bedside-thread') !== null",
        )
        .await;
        // To where the article ends and the thread begins.
        ben.eval::<u32>("(scrollTo(0, 500), 0)").await;
        ben.comment("Comment number 0.").await;
        ben.until(
            "it has come to life",
            "performance.getEntriesByType('resource').some((e) => e.name.includes('wasm'))",
        )
        .await;
        ben.get("textbox", "Write a comment")
            .await
            .write("A draft.")
            .await;
        let shift: f64 = ben.eval("window.shift ?? 0").await;
        let sources: Vec<String> = ben.eval("window.sources ?? []").await;
        assert!(shift < 0.001, "the layout shifted by {shift}: {sources:?}");
    });
}

#[test]
fn a_worker_that_is_away_leaves_the_page_whole_and_can_be_tried_again() {
    run(async {
        let world = world().await;
        let page = world.page("away");
        let ben = visitor().await;
        ben.announce("Bedside:");
        ben.announce("thread?");
        ben.announce("network:");
        ben.cannot_reach(Some("/thread?")).await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.button("Try again").await;
        assert_eq!(ben.get("heading", "A page").await.role, "heading");
        ben.is_accessible("the thread cannot be loaded").await;
        ben.cannot_reach(None).await;
        ben.button("Try again").await.click().await;
        ben.sees_the_thread().await;
    });
}

#[test]
fn an_owner_who_made_a_mistake_is_told_what_to_do() {
    run(async {
        let world = world().await;
        let ben = visitor().await;
        ben.announce("Bedside:");
        ben.announce("404");
        ben.opens(
            &HostPage::new("Mistake")
                .thread("no-such-site", "x")
                .at(world),
        )
        .await;
        ben.until_shown("data-site").await;
        let told = wait::until("the console tells the owner", || async {
            let faults = ben.page_log.faults();
            faults.into_iter().find(|fault| fault.contains("Bedside:"))
        })
        .await;
        assert!(told.contains("no-such-site"), "{told}");
    });
}
