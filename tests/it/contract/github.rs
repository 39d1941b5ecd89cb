//! GitHub, which speaks OAuth and no OpenID.

use bedside_tests::world::CROSSING;
use bedside_tests::{run, world};
use bedside_wire::{ProblemCode, Role};

#[test]
fn github_signs_people_in() {
    run(async {
        let world = world().await;
        let page = world.page("github");
        let mut ana = world.unsigned(CROSSING, "ana");
        let session = ana.signs_in_at("github").await;
        assert!(
            !session.me.name.contains("-gh") && !session.me.name.contains("Horvat"),
            "{}",
            session.me.name
        );
        ana.posts(&page, "By way of GitHub.").await;
        let mut again = world.unsigned(CROSSING, "ana");
        assert_eq!(
            again.signs_in_at("github").await.me.name,
            session.me.name,
            "the same account"
        );
    });
}

#[test]
fn two_providers_make_two_accounts() {
    run(async {
        let world = world().await;
        // Mia is a moderator by one provider's word, not by the other's.
        let mut by_github = world.unsigned(CROSSING, "mia");
        assert_eq!(by_github.signs_in_at("github").await.me.role, Role::Member);
        let mut by_openid = world.unsigned(CROSSING, "mia");
        assert_eq!(by_openid.signs_in_at("demo").await.me.role, Role::Moderator);
    });
}

#[test]
fn github_is_asked_for_no_scope_and_with_pkce() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(CROSSING, "ana");
        let url = ana.begins(&ana.popup("github")).await.expect(200).onward();
        let scope = url
            .query_pairs()
            .find(|(n, _)| n == "scope")
            .map(|(_, v)| v.into_owned());
        assert_eq!(scope.unwrap_or_default(), "");
        assert!(
            url.query_pairs()
                .any(|(n, v)| n == "code_challenge_method" && v == "S256"),
            "{url}"
        );
    });
}

#[test]
fn a_code_of_one_provider_is_worthless_at_another() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(CROSSING, "ana");
        let (at_demo, at_github) = (ana.popup("demo"), ana.popup("github"));
        let demo = ana.consents(&at_demo).await;
        let github = ana.consents(&at_github).await;
        let code = |url: &url::Url| {
            url.query_pairs()
                .find(|(n, _)| n == "code")
                .expect("a code")
                .1
                .into_owned()
        };
        let state = github
            .query_pairs()
            .find(|(n, _)| n == "state")
            .expect("a state")
            .1
            .into_owned();
        let mut mixed = github.clone();
        mixed
            .query_pairs_mut()
            .clear()
            .append_pair("state", &state)
            .append_pair("code", &code(&demo));
        ana.finishes(&at_github, &mixed)
            .await
            .refused(ProblemCode::ProviderRefused);
    });
}
