//! The page's own listeners hear nothing of the keys that Bedside handles.

use bedside_tests::browser::{Tab, Visitor, visitor};
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// A page with keys of its own, as MkDocs and many others have them.
const LISTENS: &str = "<script>
  window.heard = []; window.caught = [];
  for (const name of ['keydown', 'keypress', 'keyup']) {
    document.addEventListener(name, (event) => heard.push(name + ' ' + event.key));
    document.addEventListener(name, (event) => caught.push(event.key), true);
  }
</script>";

/// Presses keys, and says which of them the page has heard.
async fn heard(tab: &Tab, keys: &[&str]) -> Vec<String> {
    tab.eval::<u32>("heard.length = 0").await;
    for key in keys {
        tab.presses(key).await;
    }
    tab.eval("heard").await
}

/// The same for keys that open or close something: the element that had the
/// focus may be gone when the key comes up, which is on the page then.
async fn heard_going_down(tab: &Tab, keys: &[&str]) -> Vec<String> {
    let mut all = heard(tab, keys).await;
    all.retain(|event| !event.starts_with("keyup"));
    all
}

const NOTHING: [&str; 0] = [];

/// Opens a page that listens for keys, with two comments.
async fn opens_a_page_that_listens() -> Visitor {
    let world = world().await;
    let page = world.page("keys");
    let ben = world.person(OPEN, "ben").await;
    ben.posts(&page, "The first.").await;
    ben.posts(&page, "The second.").await;
    let url = HostPage::new("Keys")
        .head(LISTENS)
        .thread(OPEN, &page)
        .at(world);
    let ana = visitor().await;
    ana.opens(&url).await;
    ana
}

#[test]
fn keys_that_are_meant_for_bedside_stay_in_it() {
    run(async {
        let ana = opens_a_page_that_listens().await;
        let first = ana.comment("The first.").await;
        ana.comes_to_life().await;

        let field = ana.get("textbox", "Write a comment").await;
        field.click().await;
        let typed = heard(&ana, &["s", "n", "Space", "f", "Enter", "ArrowUp"]).await;
        assert_eq!(typed, NOTHING, "of typing");
        // Whoever captures hears all; nobody can be kept from that.
        assert!(ana.eval::<bool>("caught.includes('f')").await);
        // A page that keeps the focus in a dialog must hear Tab.
        let left = heard(&ana, &["Tab"]).await;
        assert_eq!(left, ["keydown Tab", "keyup Tab"]);

        first.button("Reply").await.focus().await;
        let pressed = heard_going_down(&ana, &["Enter"]).await;
        assert_eq!(pressed, NOTHING, "of a press that opens a form");
        ana.until_focused("textbox").await;
        let closed = heard_going_down(&ana, &["a", "Escape"]).await;
        assert_eq!(closed, NOTHING, "of closing the form");
        ana.until_focused("button").await;

        first.button("More").await.focus().await;
        let pressed = heard_going_down(&ana, &["Space"]).await;
        assert_eq!(pressed, NOTHING, "of opening a menu");
        ana.button("Report").await;
        let closed = heard_going_down(&ana, &["Escape"]).await;
        assert_eq!(closed, NOTHING, "of closing a menu");
        ana.loses("button", "Report").await;
        // With nothing to close it is the page's key again.
        let nothing_open = heard(&ana, &["Escape", "ArrowDown"]).await;
        assert_eq!(
            nothing_open,
            [
                "keydown Escape",
                "keyup Escape",
                "keydown ArrowDown",
                "keyup ArrowDown"
            ]
        );
    });
}

#[test]
fn the_page_has_its_n_where_bedside_has_none() {
    run(async {
        let ana = opens_a_page_that_listens().await;
        let first = ana.comment("The first.").await;
        ana.comes_to_life().await;
        first.button("Reply").await.focus().await;
        let pages = ["keydown n", "keypress n", "keyup n"];
        assert_eq!(heard(&ana, &["n"]).await, pages);

        ana.button("Search and options").await.click().await;
        ana.get("textbox", "Hide comments by or with").await;
        first.button("Reply").await.focus().await;
        assert_eq!(heard(&ana, &["n"]).await, NOTHING, "of the next comment");
        let next = ana.until_focused("article").await;
        next.until_shows("The second.").await;
        assert_eq!(heard(&ana, &["p"]).await, NOTHING, "of the one before");
        assert_eq!(heard(&ana, &["x"]).await.len(), 3);
    });
}
