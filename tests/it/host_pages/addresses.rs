//! Which page it is, where the owner does not say: by the page's address.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// Tags that name no page.
const TAGS: &str = "<p><bedside-count></bedside-count></p>\
                    <script src=\"{{WORKER}}/count.js\" data-site=\"open-garden\" async></script>\
                    <script src=\"{{WORKER}}/embed.js\" data-site=\"open-garden\" async></script>";

#[test]
fn pages_that_differ_by_their_query_have_threads_of_their_own() {
    run(async {
        let world = world().await;
        let url = HostPage::new("All at one path").body(TAGS).at(world);
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&format!("{url}?id=1"), "About the first.").await;
        let ben = visitor().await;
        // What only says where a reader came from makes no difference.
        for first in ["?id=1", "?id=1&utm_source=letter", "?fbclid=x&id=1#top"] {
            ben.opens(&format!("{url}{first}")).await;
            ben.comment("About the first.").await;
            ben.until("it is counted", &counted("1 comment")).await;
        }
        ben.opens(&format!("{url}?id=2")).await;
        ben.until_shown("No comments yet").await;
        ben.until("they are counted", &counted("0 comments")).await;
        assert!(!ben.shows("About the first.").await);
    });
}

#[test]
fn a_canonical_link_is_believed_before_the_address() {
    run(async {
        let world = world().await;
        let key = format!("https://garden.example/{}?id=1", world.page("canonical"));
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&key, "About the first.").await;
        let link = format!("<link rel=\"canonical\" href=\"{key}\">");
        let url = HostPage::new("Canonical").head(&link).body(TAGS).at(world);
        let ben = visitor().await;
        ben.opens(&format!("{url}?id=2")).await;
        ben.comment("About the first.").await;
    });
}

fn counted(text: &str) -> String {
    format!("document.querySelector('bedside-count').textContent === '{text}'")
}
