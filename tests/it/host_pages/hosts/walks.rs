//! From page to page and back, in each of the hosts.

use super::{Host, goes_back, goes_to, pages_of, shows, walks, writes};
use bedside_tests::browser::visitor;
use bedside_tests::world::CLINIC;
use bedside_tests::{run, wait, world};

/// One person walks them all.
async fn walks_all(hosts: &[Host]) {
    let mia = world().await.person(CLINIC, "mia").await;
    let ana = visitor().await;
    for host in hosts {
        walks(&ana, host, &mia).await;
    }
}

#[test]
fn wordpress_and_hugo_load_every_page() {
    run(walks_all(&[
        Host::with_ids("wordpress-classic", ["post-12", "post-15"]),
        Host::with_ids("wordpress-block", ["night-12", "night-15"]),
        Host::named("hugo"),
    ]));
}

#[test]
fn turbo_brings_back_a_copy_with_the_thread_in_it() {
    run(walks_all(&[Host::named("turbo")]));
}

#[test]
fn htmx_leaves_the_head_as_it_was() {
    run(walks_all(&[Host::named("htmx")]));
}

#[test]
fn astro_runs_the_tag_once_and_mkdocs_again() {
    run(walks_all(&[Host::named("astro"), Host::named("mkdocs")]));
}

#[test]
fn docusaurus_changes_the_head_after_the_thread_is_there() {
    run(walks_all(&[Host::named("docusaurus")]));
}

#[test]
fn vue_keeps_the_element_and_binds_its_attributes() {
    run(walks_all(&[Host {
        says_title: true,
        ..Host::with_ids("vue", ["travel-kit/one", "travel-kit/two"])
    }]));
}

#[test]
fn react_keeps_the_element_within_a_route_and_makes_it_anew_for_another() {
    run(async {
        let world = world().await;
        let mia = world.person(CLINIC, "mia").await;
        let ana = visitor().await;
        let host = Host::named("react");
        walks(&ana, &host, &mia).await;
        let [one, two] = pages_of(world, &host, &mia).await;
        // By the list of posts, which has no thread.
        ana.get("link", "Warmer Days").await.click().await;
        ana.get("heading", "All posts").await;
        wait::until("no thread is left", || async {
            let count: usize = ana
                .eval("document.querySelectorAll('bedside-thread').length")
                .await;
            (count == 0).then_some(())
        })
        .await;
        goes_to(&ana, &two).await;
        shows(&ana, &two, &one).await;
        goes_back(&ana).await;
        goes_back(&ana).await;
        shows(&ana, &one, &two).await;
        writes(&ana, &one, &mia).await;
    });
}

#[test]
fn posts_shown_in_full_on_a_list_have_threads_of_their_own() {
    run(async {
        let world = world().await;
        let mia = world.person(CLINIC, "mia").await;
        let ids = ["night-12", "night-15"];
        let said = ["In the first post.", "In the second post."];
        for (id, said) in ids.into_iter().zip(said) {
            let posted = world.person(CLINIC, "ben").await.posts(id, said).await;
            mia.approves(&posted).await;
        }
        let ana = visitor().await;
        ana.opens(&format!(
            "{}/hosts/wordpress-block/index.html",
            world.pages()
        ))
        .await;
        for (id, said) in ids.into_iter().zip(said) {
            let one = format!("document.querySelectorAll('bedside-thread[page={id}]')");
            ana.eval::<u32>(&format!("({one}[0].scrollIntoView(), 0)"))
                .await;
            ana.until(
                "the post has its thread",
                &format!(
                    "{one}.length === 1 && {one}[0].shadowRoot.textContent.includes({said:?})"
                ),
            )
            .await;
        }
    });
}
