//! The tag, in all the ways in which it gets into a page.

use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::{HostPage, script_tag};
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};
use std::time::Duration;

/// A tag with these attributes that names no page.
fn tag(attributes: &str) -> String {
    format!(
        "<script src=\"{{{{WORKER}}}}/embed.js\" data-site=\"{OPEN}\" {attributes} async></script>"
    )
}

async fn count(ana: &Visitor) -> usize {
    ana.eval("document.querySelectorAll('bedside-thread').length")
        .await
}

/// Waits until the console says this; how often it does.
async fn told(ana: &Visitor, sentence: &str) -> usize {
    ana.announce(sentence);
    let count = || {
        let faults = ana.page_log.faults();
        faults.iter().filter(|said| said.contains(sentence)).count()
    };
    wait::until(format!("the console says {sentence:?}"), || async {
        (count() > 0).then_some(())
    })
    .await;
    wait::never("it is said again", Duration::from_millis(300), || async {
        (count() > 1).then_some(())
    })
    .await;
    count()
}

#[test]
fn a_tag_in_the_head_says_so() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Hoisted").head(&tag("")).at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        assert_eq!(told(&ana, "the tag is not in <body>").await, 1);
        assert_eq!(count(&ana).await, 0);
    });
}

#[test]
fn a_target_is_waited_for_and_filled_again_when_it_is_made_anew() {
    run(async {
        let world = world().await;
        let url = HostPage::new("Target")
            .head(&tag("data-target=\"#comments\""))
            .at(world);
        world
            .person(OPEN, "ben")
            .await
            .posts(&url, "In its place.")
            .await;
        let ana = visitor().await;
        ana.opens(&url).await;
        let make = "(() => { document.getElementById('comments')?.remove(); \
                    const made = document.createElement('div'); made.id = 'comments'; \
                    made.append(document.createElement('h2')); \
                    document.querySelector('main').append(made); return 0; })()";
        for _ in 0..2 {
            ana.eval::<u32>(make).await;
            ana.comment("In its place.").await;
        }
        // What the page adds to the place is no reason for a second one.
        ana.eval::<u32>("(comments.prepend('Discussion', document.createElement('hr')), 0)")
            .await;
        ana.eval::<u32>("(document.body.append('The end'), 0)")
            .await;
        assert_eq!(count(&ana).await, 1);
        let inside = "document.querySelector('#comments > bedside-thread') !== null";
        assert!(ana.eval::<bool>(inside).await);
    });
}

#[test]
fn tags_in_posts_of_a_list_make_one_thread_and_say_why() {
    run(async {
        let world = world().await;
        let posts =
            ["first", "second", "third"].map(|post| format!("<p>The {post}.</p>{}", tag("")));
        let url = HostPage::new("A list").body(&posts.concat()).at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.sees_the_thread().await;
        assert_eq!(told(&ana, "two tags for one thread").await, 1);
        assert_eq!(count(&ana).await, 1);
    });
}

#[test]
fn an_id_that_a_template_left_empty_shows_no_thread() {
    run(async {
        let world = world().await;
        let ids = ["", "null", "{{ page.url }}"];
        let tags = ids.map(|id| tag(&format!("data-page=\"{id}\"")));
        let url = HostPage::new("No ids").body(&tags.concat()).at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        for id in ids {
            assert_eq!(
                told(&ana, &format!("Bedside: \"{id}\" is no page's id")).await,
                1
            );
        }
        ana.until_shown("We could not load the comments.").await;
        assert!(ana.all("region").await.is_empty());
        for request in ana.page_log.requests() {
            assert!(!request.url.contains("/thread"), "{}", request.url);
        }
    });
}

#[test]
fn a_target_that_is_no_selector_says_so() {
    run(async {
        let world = world().await;
        let url = HostPage::new("No selector")
            .body(&tag("data-target=\"#1\""))
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        assert_eq!(told(&ana, "data-target=\"#1\" is no selector").await, 1);
    });
}

#[test]
fn a_module_and_an_injected_tag_work() {
    run(async {
        let world = world().await;
        let page = world.page("ways");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "By any way.").await;
        let module = script_tag(OPEN, &page).replace(" async", " type=\"module\"");
        let injected = format!(
            "<script>{{ const tag = document.createElement('script'); tag.src = '{{{{WORKER}}}}/embed.js'; \
             tag.dataset.site = '{OPEN}'; tag.dataset.page = '{page}'; \
             document.querySelector('main').append(tag); }}</script>"
        );
        let removed = "<script>{ const tag = document.createElement('script'); tag.src = '{{WORKER}}/embed.js'; \
                       document.body.append(tag); tag.remove(); }</script>";
        let ana = visitor().await;
        for (name, html) in [("A module", module), ("Injected", injected + removed)] {
            ana.opens(&HostPage::new(name).body(&html).at(world)).await;
            ana.comment("By any way.").await;
            assert_eq!(count(&ana).await, 1, "{name}");
        }
    });
}

#[test]
fn a_permalink_stays_on_the_page_whatever_its_base_is() {
    run(async {
        let world = world().await;
        let page = world.page("base");
        let ben = world.person(OPEN, "ben").await;
        let posted = ben.posts(&page, "Where am I?").await;
        let url = HostPage::new("A base")
            .head("<base href=\"/elsewhere/\">")
            .thread(OPEN, &page)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        let comment = ana.comment("Where am I?").await;
        let time = comment.all("link").await.into_iter().next();
        time.expect("its time").click().await;
        let there = format!("{url}#comment-{}", posted.id);
        ana.until(
            "the address has it",
            &format!("location.href === {there:?}"),
        )
        .await;
        ana.until_focused("article").await;
    });
}

#[test]
fn a_canonical_link_to_the_sites_root_is_believed_and_told() {
    run(async {
        let world = world().await;
        let root = format!("https://{}.example/", world.page("root"));
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&root, "Under the root.").await;
        let link = format!("<link rel=\"canonical\" href=\"{root}\">");
        let url = HostPage::new("Root").head(&link).body(&tag("")).at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("Under the root.").await;
        assert_eq!(told(&ana, "is the site's root").await, 1);
    });
}

#[test]
fn a_target_has_the_thread_of_the_newest_tag() {
    run(async {
        let world = world().await;
        let (one, two) = (world.page("one"), world.page("two"));
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&one, "On the first page.").await;
        ben.posts(&two, "On the second page.").await;
        // A router that puts another page in place of this one, tag and all.
        let page = |key: &str| {
            format!(
                "<div id=\"comments\"></div>{}",
                tag(&format!("data-target=\"#comments\" data-page=\"{key}\""))
            )
        };
        let url = HostPage::new("Router")
            .body(&format!("<div id=\"app\">{}</div>", page(&one)))
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("On the first page.").await;
        let go = format!(
            "(() => {{ const app = document.getElementById('app'); app.innerHTML = '<div id=\"comments\"></div>'; \
             const tag = document.createElement('script'); tag.src = '{}/embed.js'; \
             Object.assign(tag.dataset, {{ site: '{OPEN}', target: '#comments', page: '{two}' }}); app.append(tag); return 0; }})()",
            world.worker()
        );
        ana.eval::<u32>(&go).await;
        ana.comment("On the second page.").await;
        assert_eq!(count(&ana).await, 1);
        assert!(ana.find_comment("On the first page.").await.is_none());
    });
}

#[test]
fn a_canonical_link_that_is_no_address_is_none() {
    run(async {
        let world = world().await;
        let page = world.page("half");
        world
            .person(OPEN, "ben")
            .await
            .posts(&page, "Shown all the same.")
            .await;
        let url = HostPage::new("Half")
            .head("<link rel=\"canonical\" href=\"https://\">")
            .thread(OPEN, &page)
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("Shown all the same.").await;
    });
}
