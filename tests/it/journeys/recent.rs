//! The tag that lists the newest comments.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::comment::PageInfo;

const SCRIPT: &str =
    "<script src=\"{{WORKER}}/recent.js\" data-site=\"open-garden\" async></script>";

#[test]
fn a_sidebar_lists_the_newest_comments() {
    run(async {
        let world = world().await;
        let page = PageInfo {
            key: world.page("recent"),
            url: Some(format!("{}/walks.html", world.pages())),
            title: Some("Walks".into()),
        };
        // What staff say is what the page is called.
        let ana = world.person(OPEN, "olu").await;
        let long = "The **even** path by the river is open again. ".repeat(8);
        ana.posts_from(&page, "The first one.").await;
        ana.posts_from(&page, &long).await;
        let newest = ana.posts_from(&page, "Thank you for the map.").await;
        let url = HostPage::new("A sidebar")
            .body(&format!(
                "{SCRIPT}<bedside-recent page=\"{}\" most=2>Nothing yet</bedside-recent>\
                 <bedside-recent page=\"{}\">Nothing yet</bedside-recent>",
                page.key,
                world.page("silent"),
            ))
            .at(world);
        let ben = visitor().await;
        ben.opens(&url).await;
        let link = ben
            .get("link", &format!("{} (Site owner) on Walks", newest.author))
            .await;
        let target = format!("{}/walks.html#comment-{}", world.pages(), newest.id);
        assert_eq!(link.attribute("href").await, Some(target));
        let items: Vec<String> = ben
            .eval("[...document.querySelectorAll('bedside-recent li p')].map((p) => p.textContent)")
            .await;
        assert_eq!(items.len(), 2);
        assert_eq!(items[0], "Thank you for the map.");
        assert!(
            items[1].starts_with("The even path") && items[1].ends_with('…'),
            "{}",
            items[1]
        );
        assert!(items[1].chars().count() <= 141, "{}", items[1]);
        let silent: String = ben
            .eval("document.querySelectorAll('bedside-recent')[1].textContent")
            .await;
        assert_eq!(silent, "Nothing yet");
        assert!(ben.cookies().await.is_empty());
    });
}
