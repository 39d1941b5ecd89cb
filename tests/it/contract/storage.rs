//! The content of the worker's disk: nothing that a provider told about a person,
//! and no secret that would open anything.

use bedside_tests::world::{CROSSING, deployment};
use bedside_tests::{World, run};
use bedside_wire::viewer::ReplyFeed;
use std::path::Path;

fn every_byte(folder: &Path, all: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            every_byte(&entry.path(), all);
        } else {
            all.extend(std::fs::read(entry.path()).expect("a file"));
        }
    }
}

fn contains(all: &[u8], part: &str) -> bool {
    all.windows(part.len())
        .any(|window| window == part.as_bytes())
}

#[test]
fn names_pictures_and_addresses_of_the_provider_are_not_stored() {
    run(async {
        let world = World::start(deployment()).await;
        let mut tokens = Vec::new();
        for provider in ["demo", "github"] {
            let mut ana = world.unsigned(CROSSING, "ana");
            tokens.push(ana.signs_in_at(provider).await.token);
            ana.posts("stored", "A sentence that must be there.").await;
            let feed: ReplyFeed = {
                let request = ana.request("POST", "/me/feed");
                request.send().await.expect(201).json()
            };
            let (_, token) = feed.atom.split_once("replies=").expect("a token");
            tokens.push(token.split('&').next().unwrap_or_default().to_owned());
        }
        world.stack.worker().stop().expect("stopped");
        let mut all = Vec::new();
        every_byte(&world.stack.data().join("objects"), &mut all);
        assert!(
            contains(&all, "A sentence that must be there."),
            "the search finds what is there"
        );
        for part in [
            "Horvat",
            "people.example",
            "pictures/ana",
            "ana-gh",
            "gho_",
            "eyJ",
        ] {
            assert!(!contains(&all, part), "{part} is stored");
        }
        for token in tokens {
            assert!(token.len() > 20, "{token} is no token");
            assert!(!contains(&all, &token), "a token is stored in clear");
        }
    });
}
