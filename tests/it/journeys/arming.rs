//! Buttons of our own pages that a stranger may have placed under a finger: the
//! second press of a double click must do nothing there.

use bedside_tests::browser::{Tab, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{run, wait, world};
use std::time::{Duration, Instant};

/// Windows have the focus only when the test says so: a driver's never lose it.
async fn decides_about_focus(somebody: &Visitor) {
    let focus = "Document.prototype.hasFocus = () => window.isInFront === true;";
    somebody.runs_first(focus).await;
}

/// Moves the focus to the window or away; tells which of its buttons are
/// disabled right after.
async fn turns(tab: &Tab, in_front: bool) -> Vec<bool> {
    let event = if in_front { "focus" } else { "blur" };
    let turn = format!(
        "(() => {{ window.isInFront = {in_front}; dispatchEvent(new Event('{event}')); \
         return [...document.querySelectorAll('form button')].map((b) => b.disabled); }})()"
    );
    tab.eval(&turn).await
}

async fn works_only_with_the_focus(tab: &Tab, name: &str) {
    tab.button(name).await;
    wait::never("it works without focus", Duration::from_secs(1), || async {
        let button = tab.find("button", name).await?;
        (!button.is_disabled()).then_some(())
    })
    .await;
    let began = Instant::now();
    let disabled = turns(tab, true).await;
    assert!(disabled.iter().all(|disabled| *disabled), "{disabled:?}");
    tab.armed_button(name).await.focus().await;
    assert!(began.elapsed() >= Duration::from_millis(500));
    let disabled = turns(tab, false).await;
    assert!(disabled.iter().all(|disabled| *disabled), "{disabled:?}");
    turns(tab, true).await;
    tab.armed_button(name).await;
    // The keyboard is where it was.
    let focused = "document.activeElement.textContent.trim()";
    assert_eq!(tab.eval::<String>(focused).await, name);
}

#[test]
fn the_choice_of_a_provider_waits_for_the_focus() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
        decides_about_focus(&ana).await;
        ana.opens(&plain_page(world, CROSSING, &world.page("arming")))
            .await;
        let popup = ana.opens_sign_in().await;
        works_only_with_the_focus(&popup, "Continue with Demo sign-in").await;
        popup
            .button("Continue with Demo sign-in")
            .await
            .click()
            .await;
        popup.consents_as("Ana").await;
        popup.until_gone().await;
        ana.is_signed_in().await;
    });
}

#[test]
fn the_last_word_waits_for_the_focus() {
    run(async {
        let world = world().await;
        let page = world.page("arming-plain");
        let ana = visitor().await;
        decides_about_focus(&ana).await;
        let address = format!("{}/v1/sites/{OPEN}/thread?page={page}", world.worker());
        ana.opens(&address).await;
        ana.get("textbox", "Write a comment")
            .await
            .write("From a page without the widget.")
            .await;
        ana.button("Post").await.click().await;
        ana.consents_as("Ana").await;
        ana.until_heading("Post this comment?").await;
        works_only_with_the_focus(&ana, "Post").await;
        ana.button("Post").await.click().await;
        ana.comment("From a page without the widget.").await;
    });
}
