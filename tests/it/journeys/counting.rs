//! The tag that tells how many comments a page has.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::{OPEN, SWEDISH};
use bedside_tests::{run, wait, world};

const SCRIPT: &str =
    "<script src=\"{{WORKER}}/count.js\" data-site=\"open-garden\" async></script>";

#[test]
fn a_list_of_pages_says_how_many_comments_each_has() {
    run(async {
        let world = world().await;
        let (few, none, swedish) = (world.page("few"), world.page("none"), world.page("sv"));
        world.imports(OPEN, &few, &[None, None]).await;
        world.imports(SWEDISH, &swedish, &[None]).await;
        let address = format!(
            "https://www.garden.example/{}/?utm_source=list",
            world.page("address")
        );
        world.imports(OPEN, &address, &[None; 3]).await;
        let plain = address.replace("www.", "").replace("/?utm_source=list", "");
        let url = HostPage::new("A list")
            .body(&format!(
                "<p>{SCRIPT}<bedside-count id=a page=\"{few}\">some</bedside-count> \
                 <bedside-count id=b page=\"{none}\">some</bedside-count> \
                 <a href=\"{plain}\">A post <bedside-count id=c></bedside-count></a> \
                 <span lang=sv><bedside-count id=d site=\"{SWEDISH}\" page=\"{swedish}\"></bedside-count></span>"
            ))
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.until(
            "all are counted",
            "document.getElementById('d').textContent !== ''",
        )
        .await;
        ana.until(
            "all are counted",
            "document.getElementById('c').textContent !== ''",
        )
        .await;
        let texts: Vec<String> = ana
            .eval(
                "[...document.querySelectorAll('bedside-count')].map((count) => count.textContent)",
            )
            .await;
        assert_eq!(
            texts,
            ["2 comments", "0 comments", "3 comments", "1 kommentar"]
        );
        let asked = ana.page_log.requests();
        let asked: Vec<_> = asked
            .iter()
            .filter(|request| request.method == "POST" && request.url.contains("/counts"))
            .map(|request| &request.url)
            .collect();
        assert_eq!(asked.len(), 2, "one request for each site: {asked:?}");
        assert!(ana.cookies().await.is_empty());
    });
}

#[test]
fn what_a_count_holds_stays_when_the_site_is_unknown() {
    run(async {
        let world = world().await;
        let url = HostPage::new("A list")
            .body(
                "<p>{{SCRIPT}}<bedside-count site=nobodys page=x>some comments</bedside-count>"
                    .replace("{{SCRIPT}}", SCRIPT)
                    .as_str(),
            )
            .at(world);
        let ana = visitor().await;
        ana.page_log.announce("counts");
        ana.page_log.announce("not counted");
        // WebKit asks first, and says that by itself.
        ana.page_log
            .announce("Preflight response is not successful");
        ana.opens(&url).await;
        wait::until("it was asked for, in vain", || async {
            let mut faults = ana.page_log.faults().into_iter();
            faults.any(|fault| fault.contains("count")).then_some(())
        })
        .await;
        let text: String = ana
            .eval("document.querySelector('bedside-count').textContent")
            .await;
        assert_eq!(text, "some comments");
    });
}
