//! The owner's panel inside the widget.

use bedside_client::provider;
use bedside_tests::browser::{Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, ORPHAN, deployment};
use bedside_tests::{World, run, wait};

#[test]
fn an_owner_changes_the_mode_and_gives_a_role() {
    run(async {
        // A stack of its own: settings are the whole site's.
        let world = World::start(deployment()).await;
        let ben = world.person(LAB, "ben").await;
        let name = ben.overlay("x").await.name;
        let olu = visitor().await;
        olu.opens(&plain_page(&world, LAB, "owner")).await;
        olu.signs_in_as("Olu").await;
        olu.button("Moderate").await.click().await;
        let tab = wait::until("the settings' tab is shown", || async {
            let tabs = [olu.all("tab").await, olu.all("button").await].concat();
            tabs.into_iter().find(|node| node.name == "Site settings")
        })
        .await;
        tab.click().await;
        olu.get("radio", "At once").await;
        olu.get("dialog", "Site settings").await;
        olu.is_accessible("the owner's panel").await;
        olu.get("radio", "At once").await.click().await;
        olu.until_seen("The settings are saved.").await;
        olu.get("radio", "Newest first").await.click().await;
        wait::until("the order is kept", || async {
            let kept = ben.reading("x").first().await.sort;
            (kept == bedside_wire::Sort::Newest).then_some(())
        })
        .await;
        olu.get("radio", "Helpful and not helpful")
            .await
            .click()
            .await;
        wait::until("votes count both ways", || async {
            let taken = ben.reading("x").first().await.votes;
            (taken == bedside_wire::Votes::UpDown).then_some(())
        })
        .await;
        olu.get("radio", "Most disputed first").await;
        olu.get("radio", "None").await.click().await;
        wait::until("there are no votes, nor orders by them", || async {
            let orders = ["Most helpful first", "Most disputed first"];
            for order in orders {
                if olu.find("radio", order).await.is_some() {
                    return None;
                }
            }
            Some(())
        })
        .await;
        assert_eq!(
            ben.reading("x").first().await.votes,
            bedside_wire::Votes::Off
        );
        gives_a_role(&olu, &name).await;
        // A session is of a role.
        ben.tries_overlay()
            .await
            .refused(bedside_wire::ProblemCode::SessionExpired);
        let ben = world.person(LAB, "ben").await;
        assert_eq!(
            ben.posts("x", "At once.").await.status,
            bedside_wire::CommentStatus::Published
        );
    });
}

/// A role changes by Save, not by the arrow keys that look through the choices,
/// and what was done can be seen.
async fn gives_a_role(olu: &Visitor, name: &str) {
    olu.button(&format!("Change role {name}"))
        .await
        .click()
        .await;
    assert_eq!(olu.until_focused("radio").await.name, "Member");
    olu.presses("ArrowDown").await;
    assert_eq!(olu.until_focused("radio").await.name, "Moderator");
    olu.button("Cancel").await.click().await;
    olu.loses("radio", "Moderator").await;
    assert!(
        olu.until_focused("button")
            .await
            .name
            .starts_with("Change role"),
        "the focus goes back to where it was"
    );
    olu.presses("Enter").await;
    assert_eq!(
        olu.until_focused("radio").await.name,
        "Member",
        "what was not saved is forgotten"
    );
    olu.get("radio", "Moderator").await.click().await;
    olu.button("Save").await.click().await;
    olu.until_seen(&format!("{name} is now: Moderator.")).await;
}

/// An owner who signed in long ago proves it anew, and the chosen change is done then.
#[test]
fn a_role_needs_a_fresh_sign_in_and_keeps_what_was_chosen() {
    run(async {
        let world = World::start(deployment()).await;
        let ben = world.person(LAB, "ben").await;
        let name = ben.overlay("x").await.name;
        let olu = visitor().await;
        olu.announce("403");
        olu.opens(&plain_page(&world, LAB, "fresh")).await;
        // The provider says that Olu was there an hour ago.
        provider::misbehave(&ben.http, world.provider(), "auth_time_old").await;
        olu.signs_in_as("Olu").await;
        olu.button("Moderate").await.click().await;
        olu.get("tab", "Site settings").await.click().await;
        olu.button(&format!("Change role {name}"))
            .await
            .click()
            .await;
        olu.get("radio", "Moderator").await.click().await;
        olu.button("Save").await.click().await;
        olu.until_seen("This needs a fresh sign-in.").await;
        olu.is_accessible("a fresh sign-in is needed").await;
        ben.overlay("x").await;
        olu.may_open_windows().await;
        olu.button("Sign in again").await.click().await;
        olu.popup().await.consents_as("Olu").await;
        olu.until_seen(&format!("{name} is now: Moderator.")).await;
        let ben = world.person(LAB, "ben").await;
        assert_eq!(ben.overlay("x").await.role, bedside_wire::Role::Moderator);
        // The thread below goes on with the new session.
        olu.button("Close").await.click().await;
        olu.posts("Welcome, Ben.").await;
        olu.comment("Welcome, Ben.").await;
    });
}

#[test]
fn an_owners_link_makes_the_owner_and_leaves_no_token() {
    run(async {
        let world = World::start(deployment()).await;
        let new_link = async || {
            let sent = serde_json::json!({});
            let response = world.as_operator(ORPHAN, "/owner-link", &sent).await;
            let link: serde_json::Value = response.expect(201).json();
            link["link"].as_str().expect("a link").to_owned()
        };
        let ben = visitor().await;
        ben.opens(&new_link().await).await;
        let button = ben.armed_button("Continue with Demo sign-in").await;
        assert!(
            !ben.url().await.contains('#'),
            "the token is off the address"
        );
        ben.is_accessible("an owner's link").await;
        button.click().await;
        ben.consents_as("Ben").await;
        ben.until_heading("You are now the owner").await;
        ben.is_accessible("a new owner").await;
        let owner = world.person(ORPHAN, "ben").await.overlay("x").await;
        assert_eq!(owner.role, bedside_wire::Role::Owner);

        // In another tab than the one that began it comes to nothing.
        let ana = visitor().await;
        ana.announce("403");
        ana.opens(&new_link().await).await;
        let button = ana.armed_button("Continue with Demo sign-in").await;
        button.click().await;
        ana.button("Ana").await;
        let tab = ana.another_tab().await;
        tab.opens(&ana.url().await).await;
        tab.consents_as("Ana").await;
        tab.until_shown("Open the link once more").await;
        let member = world.person(ORPHAN, "ana").await.overlay("x").await;
        assert_eq!(member.role, bedside_wire::Role::Member);
    });
}
