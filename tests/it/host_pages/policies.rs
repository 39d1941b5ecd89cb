//! Pages whose server sends a strict policy.

use bedside_tests::browser::visitor;
use bedside_tests::host::HostPage;
use bedside_tests::world::OPEN;
use bedside_tests::{World, run, world};

/// The policy of design.md, invariant 9, and nothing else allowed.
fn policy(world: &World) -> String {
    let host = world.worker();
    let socket = host.replacen("http", "ws", 1);
    format!(
        "default-src 'none'; script-src {host} 'wasm-unsafe-eval'; style-src {host}; connect-src {host} {socket}; \
         img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

async fn walks_the_path(world: &World, name: &str, policy: &str) {
    let page = world.page(name);
    world
        .person(OPEN, "ben")
        .await
        .posts(&page, "Already here.")
        .await;
    let url = HostPage::new(name)
        .header("Content-Security-Policy", policy)
        .thread(OPEN, &page)
        .at(world);
    let ana = visitor().await;
    ana.opens(&url).await;
    ana.comment("Already here.").await;
    ana.signs_in_as("Ana").await;
    ana.posts("Posted on a strict page.").await;
    ana.comment("Posted on a strict page.").await;
    ana.comment("Already here.")
        .await
        .button("Reply")
        .await
        .click()
        .await;
    let mia = visitor().await;
    mia.opens(&url).await;
    mia.signs_in_as("Mia").await;
    mia.button("Moderate").await.click().await;
    mia.get("dialog", "Moderation queue").await;
    // Violations appear in the console; `leaves_content` refuses them.
    ana.leaves_content();
    mia.leaves_content();
}

#[test]
fn the_widget_works_under_a_strict_policy() {
    run(async {
        let world = world().await;
        walks_the_path(world, "strict", &policy(world)).await;
    });
}

#[test]
fn the_widget_works_under_trusted_types() {
    run(async {
        let world = world().await;
        let types = "; require-trusted-types-for 'script'; trusted-types bedside";
        walks_the_path(world, "trusted", &(policy(world) + types)).await;
    });
}
