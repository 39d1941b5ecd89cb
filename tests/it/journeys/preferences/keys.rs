//! N and P on all kinds of keyboards.

use super::opens_options;
use bedside_tests::browser::{Node, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// Presses a key in a comment and answers with the text of the one that has the
/// focus then. A script does, since drivers know no layout but one.
async fn after(comment: &Node, key: &str, code: &str, composing: bool) -> String {
    let function = format!(
        "function () {{ this.focus(); this.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', \
         code: '{code}', isComposing: {composing}, bubbles: true, composed: true }})); \
         return this.getRootNode().activeElement.querySelector('[part~=text]').textContent; }}"
    );
    let text = comment.eval(&function).await;
    text.as_str().expect("a text").to_owned()
}

#[test]
fn the_keys_work_in_every_layout() {
    run(async {
        let world = world().await;
        let page = world.page("layouts");
        world.imports(OPEN, &page, &[None; 3]).await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        opens_options(&ben).await;
        let middle = ben.comment("Comment number 1.").await;
        let presses = [
            ("n", "KeyN", false, 2),
            ("p", "KeyP", false, 0),
            // With Caps Lock, on Dvorak, in Russian, Hebrew and Greek.
            ("N", "KeyN", false, 2),
            ("n", "KeyL", false, 2),
            ("b", "KeyN", false, 1),
            ("\u{442}", "KeyN", false, 2),
            ("\u{437}", "KeyP", false, 0),
            ("\u{5de}", "KeyN", false, 2),
            ("\u{3c0}", "KeyP", false, 0),
            // Part of what an input method makes of it.
            ("n", "KeyN", true, 1),
        ];
        for (key, code, composing, number) in presses {
            let text = after(&middle, key, code, composing).await;
            assert_eq!(text, format!("Comment number {number}."), "{key} {code}");
        }
    });
}
