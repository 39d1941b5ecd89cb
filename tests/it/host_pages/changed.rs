//! Hosts, browsers and extensions that change the thread's HTML.

use bedside_tests::browser::{ASLEEP, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// A browser that translates a page: each text goes into an element of
/// the browser's, in shadow roots as well, and what comes later, too.
const TRANSLATES: &str = "
(() => {
  const done = new WeakSet();
  const wrap = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!parent || done.has(parent) || !text.data.trim() || parent.closest('script,style,textarea')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      done.add(inner);
      done.add(outer);
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text);
    }
  };
  const look = () => {
    const shadow = document.querySelector('bedside-thread')?.shadowRoot;
    if (!shadow || look.at === shadow) return shadow && wrap(shadow);
    look.at = shadow;
    new MutationObserver(() => wrap(shadow)).observe(shadow, { childList: true, subtree: true });
    wrap(shadow);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();";

/// An extension that darkens pages.
const ADDS_STYLES: &str = "
new MutationObserver(() => {
  const root = document.querySelector('bedside-thread')?.shadowRoot?.querySelector('#bedside');
  if (root && !root.querySelector('style')) root.prepend(document.createElement('style'));
}).observe(document, { childList: true, subtree: true });";

async fn works(ana: &Visitor, page: &str) {
    let world = world().await;
    let ben = world.person(OPEN, "ben").await;
    ben.posts(page, "There before.").await;
    // What is typed before it wakes is typed into what the worker rendered.
    ana.runs_first(ASLEEP).await;
    ana.opens(&plain_page(world, OPEN, page)).await;
    ana.reads("There before.").await;
    let field = ana.get("textbox", "Write a comment").await;
    field.write("Written meanwhile").await;
    ana.until("the module is on its way", "!!window.wake").await;
    ana.eval::<()>("wake()").await;
    ana.comes_to_life().await;
    // The box that has the focus now is another one.
    ana.types(".").await;
    ana.signs_in_as("Ana").await;
    let field = ana.get("textbox", "Write a comment").await;
    assert_eq!(field.value, "Written meanwhile.");
    ana.button("Post").await.click().await;
    ana.comment("Written meanwhile.").await;
}

#[test]
fn a_page_that_is_translated_in_place_still_signs_in_and_posts() {
    run(async {
        let ana = visitor().await;
        ana.runs_first(TRANSLATES).await;
        works(&ana, &world().await.page("translated")).await;
    });
}

#[test]
fn an_extension_that_adds_a_style_does_not_end_it() {
    run(async {
        let ana = visitor().await;
        ana.runs_first(ADDS_STYLES).await;
        works(&ana, &world().await.page("darkened")).await;
    });
}

#[test]
fn a_panic_begins_anew_with_the_text() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        ana.announce("unreachable");
        ana.opens(&plain_page(world, OPEN, &world.page("panic")))
            .await;
        ana.signs_in_as("Ana").await;
        let field = ana.get("textbox", "Write a comment").await;
        field.write("Still here.").await;
        // As the browser tells of a panic in our module.
        let panics = format!(
            "(() => {{ const error = new WebAssembly.RuntimeError('unreachable'); \
             error.stack = 'at {}/assets/widget_bg.wasm'; dispatchEvent(new ErrorEvent('error', {{ error }})); return 0; }})()",
            world.worker()
        );
        ana.eval::<u32>(&panics).await;
        ana.is_signed_in().await;
        let field = ana.get("textbox", "Write a comment").await;
        assert_eq!(field.value, "Still here.");
        ana.button("Post").await.click().await;
        ana.comment("Still here.").await;
    });
}
