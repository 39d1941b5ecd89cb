//! The demo's own pages, with its own deployment and threads.

use bedside_tests::browser::{Settings, visitor, visitor_with};
use bedside_tests::world::demo_world;
use bedside_tests::{run, wait};

/// The pages with a thread; the rest is the index.
fn pages() -> Vec<String> {
    let folder = bedside_xtask::paths::root().join("demo/site");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the demo's pages")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.ends_with(".html") && name != "index.html")
        .collect();
    names.sort();
    assert!(names.len() >= 5, "{names:?}");
    names
}

#[test]
fn the_index_links_every_page() {
    run(async {
        let world = demo_world().await;
        let ana = visitor().await;
        ana.opens(&format!("{}/", world.pages())).await;
        ana.is_accessible("the demo's index").await;
        let links: Vec<String> = ana
            .eval("[...document.links].map((a) => new URL(a.href).pathname)")
            .await;
        for page in pages() {
            assert!(
                links.contains(&format!("/{page}")),
                "{page} is not linked: {links:?}"
            );
        }
    });
}

#[test]
fn every_demo_page_shows_its_thread_and_is_accessible() {
    run(async {
        let world = demo_world().await;
        for scheme in ["light", "dark"] {
            for page in pages() {
                let ana = visitor_with(Settings::of_scheme(scheme)).await;
                ana.opens(&format!("{}/{page}", world.pages())).await;
                ana.eval::<u32>("(document.querySelector('bedside-thread')?.scrollIntoView(), 0)")
                    .await;
                wait::until(format!("{page} shows a thread"), || async {
                    let regions = ana.all("region").await;
                    regions.into_iter().find(|r| {
                        ["Comments", "Kommentarer", "التعليقات"].contains(&r.name.as_str())
                    })
                })
                .await;
                ana.is_accessible(&format!("{page}, {scheme}")).await;
            }
        }
    });
}
