//! The theme `auto`: light or dark as the page is, however the page says it.

use bedside_tests::browser::{Tab, visitor};
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// Waits until the thread is shown in light or dark colours.
async fn turns(tab: &Tab, scheme: &str, why: &str) {
    let thread = "document.querySelector('bedside-thread').shadowRoot.querySelector('.bedside')";
    let shown = format!("getComputedStyle({thread}).colorScheme === '{scheme}'");
    tab.until(&format!("{scheme} by {why}"), &shown).await;
}

#[test]
fn text_in_any_form_of_colour_tells_light_from_dark() {
    run(async {
        let world = world().await;
        let style = "<style>html { background: oklch(0.2 0 0); color: oklch(0.98 0 0) }</style>";
        let url = HostPage::new("Colours")
            .head(style)
            .thread(OPEN, &world.page("colours"))
            .at(world);
        let ben = visitor().await;
        ben.opens(&url).await;
        turns(&ben, "dark", "oklch").await;
        // In turns: each must be noticed.
        for (scheme, color) in [
            ("light", "oklch(0.25 0.02 264.5)"),
            ("dark", "lab(95 0 0)"),
            ("light", "lab(10 0 0)"),
            ("dark", "color(display-p3 0.9 0.9 0.9)"),
            ("light", "color(display-p3 0.1 0.1 0.1)"),
            ("dark", "color-mix(in oklab, white, black 5%)"),
            ("light", "hsl(210 10% 15%)"),
            ("dark", "rgb(238 238 238 / 0.9)"),
        ] {
            let set = format!("document.documentElement.style.color = '{color}'");
            ben.eval::<String>(&set).await;
            turns(&ben, scheme, color).await;
        }
    });
}

#[test]
fn a_pages_rules_for_its_own_switch_do_not_hide_the_switch() {
    run(async {
        let world = world().await;
        let style = "<style>[data-theme=light] { background: #fff; color: #222 } \
                     [data-theme=dark] { background: #111; color: #eee }</style>";
        let url = HostPage::new("A switch")
            .head(style)
            .thread(OPEN, &world.page("switch"))
            .at(world);
        let ben = visitor().await;
        ben.opens(&url).await;
        for scheme in ["light", "dark", "light"] {
            let set = format!("document.documentElement.dataset.theme = '{scheme}'");
            ben.eval::<String>(&set).await;
            turns(&ben, scheme, "the switch").await;
        }
    });
}

#[test]
fn a_page_that_fades_into_the_dark_is_followed_to_the_end() {
    run(async {
        let world = world().await;
        let style = "<style>html { transition: color 0.2s } \
                     .night { background: #111; color: #eee }</style>";
        let url = HostPage::new("A fade")
            .head(style)
            .thread(OPEN, &world.page("fade"))
            .at(world);
        let ben = visitor().await;
        ben.opens(&url).await;
        turns(&ben, "light", "the page's own style").await;
        ben.eval::<bool>("document.documentElement.classList.toggle('night')")
            .await;
        turns(&ben, "dark", "the page's class").await;
    });
}
