//! The page's language, in the widget and on the way through the sign-in.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::{OPEN, SWEDISH};
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

/// Each language with the word on its composer's button.
const LANGUAGES: [(&str, &str); 9] = [
    ("ar", "نشر"),
    ("de", "Absenden"),
    ("es", "Publicar"),
    ("fr", "Publier"),
    ("he", "פרסום"),
    ("it", "Pubblica"),
    ("nl", "Plaatsen"),
    ("pt", "Publicar"),
    ("sv", "Publicera"),
];

#[test]
fn every_language_is_spoken_before_and_after_the_widget_comes_to_life() {
    run(async {
        let world = world().await;
        for (lang, post) in LANGUAGES {
            let page = world.page(lang);
            let ana = world.person(OPEN, "ana").await;
            ana.posts(&page, "Hello.").await;
            let url = HostPage::new("A page")
                .body(&format!("<div lang=\"{lang}\">"))
                .thread(OPEN, &page)
                .body("</div>")
                .at(world);
            let ben = visitor().await;
            ben.opens(&url).await;
            ben.button(post).await;
            ben.comes_to_life().await;
            ben.button(post).await;
            ben.is_accessible(&format!("a thread in {lang}")).await;
        }
    });
}

#[test]
fn a_page_from_right_to_left_is_mirrored() {
    run(async {
        let world = world().await;
        let page = world.page("mirror");
        world.imports(OPEN, &page, &[None, Some(0)]).await;
        // Where the reply's indentation is, seen from the comment above it.
        let indent = "(() => { const [above, below] = [...document.querySelector('bedside-thread').shadowRoot \
                      .querySelectorAll('article')].map((a) => a.getBoundingClientRect()); \
                      const text = document.querySelector('bedside-thread').shadowRoot.querySelectorAll('article header'); \
                      const [a, b] = [...text].map((t) => t.getBoundingClientRect()); \
                      return [b.left - a.left, a.right - b.right, above.width - below.width]; })()";
        for (lang, mirrored) in [("en", false), ("ar", true), ("he", true)] {
            let url = HostPage::new("A page")
                .body(&format!(
                    "<div lang=\"{lang}\" dir=\"{}\">",
                    if mirrored { "rtl" } else { "ltr" }
                ))
                .thread(OPEN, &page)
                .body("</div>")
                .at(world);
            let ben = visitor().await;
            ben.uses_screen(360, 740).await;
            ben.opens(&url).await;
            ben.comment("Comment number 1.").await;
            let [left, right, _]: [f64; 3] = ben.eval(indent).await;
            let (start, end) = if mirrored {
                (right, left)
            } else {
                (left, right)
            };
            assert!(
                start > 4.0 && end.abs() < 1.0,
                "{lang}: {left} left, {right} right"
            );
            let overflow: bool = ben
                .eval("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .await;
            assert!(!overflow, "{lang} is wider than the phone");
        }
    });
}
