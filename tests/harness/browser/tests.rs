//! The driver itself, on pages that need no server.

use super::visitor;
use crate::run;

const SHADOW: &str = "data:text/html,<title>t</title><main><h1>H</h1><div id=host></div></main><script>\
    const s = host.attachShadow({ mode: 'open' });\
    const b = document.createElement('button'); b.textContent = 'Press';\
    b.onclick = () => { window.pressed = true; window.open('about:blank'); };\
    const t = document.createElement('textarea'); t.setAttribute('aria-label', 'Words');\
    const a = document.createElement('article'); a.textContent = 'inside';\
    s.append(b, t, a);</script>";

#[test]
fn roles_are_found_in_shadow_roots_and_can_be_used() {
    run(async {
        let ana = visitor().await;
        ana.opens(SHADOW).await;
        ana.get("textbox", "Words").await.write("hello").await;
        assert_eq!(ana.get("textbox", "Words").await.value, "hello");
        assert_eq!(ana.comment("inside").await.role, "article");
        ana.presses("Shift+Tab").await;
        assert_eq!(ana.focused().await.expect("a focus").name, "Press");
        ana.presses("Enter").await;
        assert!(ana.eval::<bool>("window.pressed === true").await);
        ana.popup().await.closes().await;
        ana.button("Press").await.click().await;
        ana.popup().await.closes().await;
        assert_eq!(ana.windows(), 1);
    });
}

#[test]
fn faults_in_the_console_are_kept_until_announced() {
    run(async {
        let ana = visitor().await;
        ana.opens(
            "data:text/html,<title>t</title><script>console.error('mind', 1); nothing()</script>",
        )
        .await;
        let faults = crate::wait::until("both faults", || async {
            let faults = ana.page_log.unannounced();
            (faults.len() == 2).then_some(faults)
        })
        .await;
        assert!(faults[0].contains("mind 1"), "{faults:?}");
        // Each engine has its own words for what is not defined.
        assert!(faults[1].contains("nothing"), "{faults:?}");
        ana.announce("mind");
        ana.announce("nothing");
    });
}

#[test]
fn visitors_share_nothing() {
    run(async {
        let (ana, ben) = (visitor().await, visitor().await);
        ana.opens(SHADOW).await;
        assert_eq!(ben.url().await, "about:blank");
        assert_eq!(ben.windows(), 1);
    });
}

#[test]
fn a_window_as_small_as_a_phone_has_the_focus() {
    run(async {
        let ana = visitor().await;
        ana.uses_screen(390, 780).await;
        ana.opens(SHADOW).await;
        ana.presses("Tab").await;
        let focused = ana.until_focused("button").await;
        let shown = focused.eval("function () { return this.matches(':focus-visible'); }");
        assert_eq!(shown.await, true);
    });
}
