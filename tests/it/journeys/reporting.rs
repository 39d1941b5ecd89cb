//! Readers tell the moderators of a comment.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, wait, world};
use bedside_wire::moderation::QueueKind;
use bedside_wire::report::ReportReason;

#[test]
fn a_stranger_reports_and_the_moderators_see_it_first() {
    run(async {
        let world = world().await;
        let page = world.page("reporting");
        let ben = world.person(OPEN, "ben").await;
        let posted = ben.posts(&page, "Stop taking your tablets.").await;
        let eve = visitor().await;
        eve.opens(&plain_page(world, OPEN, &page)).await;
        let comment = eve.comment("Stop taking your tablets.").await;
        comment.button("More").await.click().await;
        eve.button("Report").await.click().await;
        eve.is_accessible("the form of a report").await;

        // Nothing is sent without a reason, and what was typed stays.
        eve.get("textbox", "A note for the moderators (optional)")
            .await
            .write("My neighbour did.")
            .await;
        eve.button("Send report").await.click().await;
        eve.until_shown("Choose what is wrong.").await;
        eve.is_accessible("a report without a reason").await;
        eve.get("radio", "Somebody may be in danger")
            .await
            .click()
            .await;
        eve.until_shown("call your local emergency number").await;
        eve.get("radio", "Wrong or dangerous medical advice")
            .await
            .click()
            .await;
        eve.button("Send report").await.click().await;
        comment
            .until_shows("Thank you, a moderator will look at it.")
            .await;
        eve.is_accessible("the thanks for a report").await;
        let focused = wait::until("the focus is back", || eve.focused()).await;
        assert!(focused.is_called("More"));

        let mia = world.person(OPEN, "mia").await;
        let entry = mia.finds_in_queue(&posted.id).await.expect("an entry");
        assert_eq!(entry.kind, QueueKind::Reported);
        assert_eq!(entry.reports[0].reason, ReportReason::MedicalAdvice);
        assert_eq!(entry.notes, ["My neighbour did."]);
    });
}

#[test]
fn nobody_reports_what_they_wrote_and_escape_leaves_the_form() {
    run(async {
        let world = world().await;
        let page = world.page("own-report");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Somebody else's.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("My own.").await;
        let own = ana.comment("My own.").await;
        own.button("More").await.click().await;
        ana.button("Delete").await;
        assert!(ana.find("button", "Report").await.is_none());

        let other = ana.comment("Somebody else's.").await;
        other.button("More").await.click().await;
        ana.button("Report").await.click().await;
        ana.until_focused("radio").await;
        ana.presses("Escape").await;
        ana.loses("button", "Send report").await;
        assert!(ana.focused().await.expect("a focus").is_called("More"));
    });
}

#[test]
fn a_menu_at_the_edge_of_the_screen_is_shown_whole() {
    run(async {
        let world = world().await;
        let page = world.page("menu-edge");
        let ben = world.person(OPEN, "ben").await;
        for n in 1..=12 {
            ben.posts(&page, &format!("Comment {n} of many.")).await;
        }
        let eve = visitor().await;
        eve.uses_screen(390, 700).await;
        eve.opens(&plain_page(world, OPEN, &page)).await;
        let comment = eve.comment("Comment 6 of many.").await;
        let more = comment.button("More").await;
        more.eval("function () { this.scrollIntoView({ block: 'end', behavior: 'instant' }); }")
            .await;
        more.click().await;
        let report = eve.button("Report").await;
        wait::until("the menu is on the screen", || async {
            let [_, top, _, height] = report.place().await;
            (top > 0.0 && top + height <= 700.0).then_some(())
        })
        .await;
        assert!(eve.focused().await.expect("a focus").is_called("More"));
    });
}
