//! A reader says that a comment helped.

use bedside_client::votes::own_votes;
use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{run, wait, world};
use bedside_wire::Vote;

#[test]
fn a_vote_counts_at_once_and_can_be_taken_back() {
    run(async {
        let world = world().await;
        let page = world.page("votes-at-once");
        let mia = world.person(OPEN, "mia").await;
        let comment = mia.posts(&page, "Keep a diary of your headaches.").await;
        mia.posts(&page, "And of your sleep.").await;
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.signs_in_as("Ben").await;
        let article = ben.comment("Keep a diary of your headaches.").await;
        let helpful = article.button("Helpful").await;
        assert_eq!(
            helpful.attribute("aria-pressed").await.as_deref(),
            Some("false")
        );
        helpful.click().await;
        let voted = article.button("Helpful 1").await;
        assert_eq!(
            voted.attribute("aria-pressed").await.as_deref(),
            Some("true")
        );
        ben.is_accessible("a comment that was voted on").await;
        wait::until("the worker has the vote", || async {
            let view = mia.reading(&page).first().await;
            let item = view.items.iter().find(|item| item.id == comment.id)?;
            (item.up == 1).then_some(())
        })
        .await;

        // Another vote takes its place, and a reload still knows it.
        article.button("Not helpful").await.click().await;
        article.button("Not helpful 1").await;
        article.button("Helpful").await;
        wait::until("the worker has the other vote", || async {
            let view = mia.reading(&page).first().await;
            let item = view.items.iter().find(|item| item.id == comment.id)?;
            ((item.up, item.down) == (0, 1)).then_some(())
        })
        .await;
        ben.opens(&ben.url().await).await;
        ben.comes_to_life().await;
        ben.is_signed_in().await;
        let article = ben.comment("Keep a diary of your headaches.").await;
        let against = article.button("Not helpful 1").await;
        wait::until("the vote is known", || async {
            (against.attribute("aria-pressed").await? == "true").then_some(())
        })
        .await;
        against.click().await;
        article.button("Not helpful").await;
    });
}

#[test]
fn who_is_not_signed_in_signs_in_and_the_vote_counts() {
    run(async {
        let world = world().await;
        let page = world.page("votes-sign-in");
        let mia = world.person(OPEN, "mia").await;
        mia.posts(&page, "Drink something warm.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.sees_the_thread().await;
        ana.may_open_windows().await;
        let article = ana.comment("Drink something warm.").await;
        article.button("Helpful").await.click().await;
        let popup = ana.popup().await;
        popup.consents_as("Ana").await;
        popup.until_gone().await;
        article.button("Helpful 1").await;
    });
}

#[test]
fn nobody_votes_on_what_they_wrote_or_where_votes_are_off() {
    run(async {
        let world = world().await;
        let page = world.page("votes-none");
        let ben = visitor().await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.signs_in_as("Ben").await;
        ben.posts("This is mine.").await;
        let own = ben.comment("This is mine.").await;
        own.button("Edit").await;
        assert!(own.find("button", "Helpful").await.is_none());

        let mia = world.person(CROSSING, "mia").await;
        mia.posts(&page, "No votes here.").await;
        ben.opens(&plain_page(world, CROSSING, &page)).await;
        let article = ben.comment("No votes here.").await;
        article.button("Reply").await;
        assert!(article.find("button", "Helpful").await.is_none());
        assert!(
            own_votes(&mia, &page)
                .await
                .iter()
                .all(|(_, vote)| *vote == Vote::None)
        );
    });
}
