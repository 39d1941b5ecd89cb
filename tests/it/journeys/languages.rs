//! The page's language, in the widget and on the way through the sign-in.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::SWEDISH;
use bedside_tests::{run, world};

#[test]
fn a_swedish_page_has_a_swedish_thread() {
    run(async {
        let world = world().await;
        let page = world.page("svenska");
        world
            .person(SWEDISH, "ben")
            .await
            .posts(&page, "Hej på er.")
            .await;
        let url = HostPage::new("En sida")
            .body("<div lang=\"sv\">")
            .thread(SWEDISH, &page)
            .body("</div>")
            .at(world);
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.comment("Hej på er.").await;
        ana.until("the thread says its language", "document.querySelector('bedside-thread').shadowRoot.querySelector('#bedside')?.lang === 'sv'").await;
        let words: String = ana
            .eval("document.querySelector('bedside-thread').shadowRoot.textContent")
            .await;
        for english in ["Sign in", "Write a comment", "Post"] {
            assert!(!words.contains(english), "{english}: {words}");
        }
        ana.is_accessible("a Swedish thread").await;
    });
}
