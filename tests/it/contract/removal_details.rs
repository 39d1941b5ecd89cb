//! `GET S/me` tells moderators who removed a page's comments, and why.

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::{Removal, Viewer};

#[test]
fn moderators_are_told_who_removed_and_why_and_nobody_else() {
    run(async {
        let world = world().await;
        let page = world.page("told");
        let (ana, mia, olu) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
            world.person(OPEN, "olu").await,
        );
        let with = ana.posts(&page, "With a reason.").await;
        let without = ana.posts(&page, "Without one.").await;
        let back = ana.posts(&page, "Not for long.").await;
        mia.removes(&with, Some("Not true.")).await;
        olu.removes(&without, None).await;
        let removed = mia.removes(&back, Some("A mistake.")).await;
        mia.restores(&removed).await;

        let name = |me: &Viewer| me.name.clone();
        let (of_mia, of_olu) = (mia.overlay(&page).await, olu.overlay(&page).await);
        let told = [
            Removal {
                comment: without.id,
                by: name(&of_olu),
                reason: None,
            },
            Removal {
                comment: with.id,
                by: name(&of_mia),
                reason: Some("Not true.".into()),
            },
        ];
        assert_eq!(of_mia.removals, told);
        assert_eq!(of_olu.removals, told);
        assert_eq!(ana.overlay(&page).await.removals, []);
        let elsewhere = world.page("told-elsewhere");
        ana.posts(&elsewhere, "Another page.").await;
        assert_eq!(mia.overlay(&elsewhere).await.removals, []);
    });
}
