//! The demo's own pages, with its own deployment and threads.

use bedside_tests::browser::{Settings, visitor, visitor_with};
use bedside_tests::world::demo_world;
use bedside_tests::{run, wait};

/// Paths of the pages in a folder, below `demo/site`, that have a thread; the
/// rest are lists.
fn pages_in(folder: &str) -> Vec<String> {
    let top = bedside_xtask::paths::root().join("demo/site");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(top.join(folder)).expect("the demo's pages") {
        let name = entry.expect("a file").file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        let path = path.trim_start_matches('/').to_owned();
        if top.join(&path).is_dir() && !folder.is_empty() {
            found.extend(pages_in(&path));
        } else if path.ends_with(".html") && !path.ends_with("index.html") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The pages at the top.
fn pages() -> Vec<String> {
    let pages = pages_in("");
    assert!(pages.len() >= 5, "{pages:?}");
    pages
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
            let path = format!("/{page}");
            assert!(links.contains(&path), "{page} is not linked: {links:?}");
        }
        // Of each host one page, from which a reader goes on to the others.
        for page in pages_in("hosts") {
            let (folder, _) = page.rsplit_once('/').expect("a folder");
            let linked = links
                .iter()
                .any(|link| link.starts_with(&format!("/{folder}/")));
            assert!(linked, "{page} is not linked: {links:?}");
        }
    });
}

/// Opens pages in one scheme, one after the other.
async fn are_accessible(pages: &[String], scheme: &str) {
    let world = demo_world().await;
    let ana = visitor_with(Settings::of_scheme(scheme)).await;
    for page in pages {
        ana.opens(&format!("{}/{page}", world.pages())).await;
        ana.eval::<u32>("(document.querySelector('bedside-thread')?.scrollIntoView(), 0)")
            .await;
        wait::until(format!("{page} shows a thread"), || async {
            let regions = ana.all("region").await;
            regions
                .into_iter()
                .find(|r| ["Comments", "Kommentarer", "التعليقات"].contains(&r.name.as_str()))
        })
        .await;
        ana.is_accessible(&format!("{page}, {scheme}")).await;
    }
}

#[test]
fn every_demo_page_shows_its_thread_and_is_accessible() {
    run(are_accessible(&pages(), "light"));
}

#[test]
fn every_demo_page_is_accessible_in_the_dark() {
    run(are_accessible(&pages(), "dark"));
}

#[test]
fn every_page_in_other_software_is_accessible() {
    run(are_accessible(&pages_in("hosts"), "light"));
}

#[test]
fn every_page_in_other_software_is_accessible_in_the_dark() {
    run(are_accessible(&pages_in("hosts"), "dark"));
}
