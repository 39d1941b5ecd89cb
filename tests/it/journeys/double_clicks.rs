//! Buttons of our own pages that a stranger may have placed under a finger: the
//! second press of a double click must do nothing there.

use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{run, wait, world};
use std::time::{Duration, Instant};

/// Moves the focus to the window or away; tells which of its buttons are
/// disabled right after. A driver's windows never lose it by themselves.
async fn turns(tab: &Tab, has_focus: bool, event: &str) -> Vec<bool> {
    let turn = format!(
        "(() => {{ document.hasFocus = () => {has_focus}; dispatchEvent(new Event('{event}')); \
         return [...document.querySelectorAll('form button')].map((b) => b.disabled); }})()"
    );
    tab.eval(&turn).await
}

async fn works_only_with_the_focus(tab: &Tab, name: &str) {
    tab.armed_button(name).await.focus().await;
    for event in ["blur", "focus"] {
        // The focus may have gone again before the time was over.
        let disabled = turns(tab, false, event).await;
        assert!(disabled.iter().all(|disabled| *disabled), "{disabled:?}");
        let second = Duration::from_secs(1);
        wait::never("it works without focus", second, || async {
            let button = tab.find("button", name).await?;
            (!button.is_disabled()).then_some(())
        })
        .await;
    }
    let began = Instant::now();
    let disabled = turns(tab, true, "focus").await;
    assert!(disabled.iter().all(|disabled| *disabled), "{disabled:?}");
    tab.armed_button(name).await;
    assert!(began.elapsed() >= Duration::from_millis(500));
    // The keyboard is where it was.
    let focused = "document.activeElement.textContent.trim()";
    assert_eq!(tab.eval::<String>(focused).await, name);
}

#[test]
fn the_choice_of_a_provider_waits_for_the_focus() {
    run(async {
        let world = world().await;
        let ana = visitor().await;
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
