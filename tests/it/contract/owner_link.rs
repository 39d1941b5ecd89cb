//! The first owner, by a one-time link.

use bedside_client::{http, key};
use bedside_tests::world::ORPHAN;
use bedside_tests::{Response, World, run};
use bedside_wire::{ProblemCode, Role};
use serde_json::{Value, json};
use url::Url;

async fn new_link(world: &World) -> Url {
    let response = world
        .as_operator(ORPHAN, "/owner-link", &json!({}))
        .await
        .expect(201);
    response.json::<Value>()["link"]
        .as_str()
        .expect("a link")
        .parse()
        .expect("an address")
}

fn world() -> impl Future<Output = World> {
    World::start(bedside_tests::world::deployment())
}

#[test]
fn who_opens_the_link_and_signs_in_becomes_the_owner_once() {
    run(async {
        let world = world().await;
        let link = new_link(&world).await;
        let ben = world.unsigned(ORPHAN, "ben");
        ben.claims(&link).await.expect(200);
        let ben = world.person(ORPHAN, "ben").await;
        assert_eq!(ben.overlay("x").await.role, Role::Owner);
        ben.settings().await;
        // A second person finds the link used.
        let ana = world.unsigned(ORPHAN, "ana");
        ana.claims(&link).await.problem_page(410);
        assert_eq!(
            world.person(ORPHAN, "ana").await.overlay("x").await.role,
            Role::Member
        );
    });
}

#[test]
fn two_people_with_the_link_make_one_owner() {
    run(async {
        let world = world().await;
        let link = new_link(&world).await;
        let (ana, ben) = (world.unsigned(ORPHAN, "ana"), world.unsigned(ORPHAN, "ben"));
        // Both have opened the page before either signs in.
        let (one, other) = tokio::join!(ana.claims(&link), ben.claims(&link));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 410]);
    });
}

#[test]
fn a_link_that_was_made_up_is_refused() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(ORPHAN, "ana");
        let url = format!("{}/claim", ana.site_url());
        for token in ["", "made-up", &bedside_client::random(32)] {
            let link = format!("{url}#token={token}").parse().expect("an address");
            ana.claims(&link).await.problem_page(410);
        }
    });
}

#[test]
fn no_server_sees_the_token_in_an_address() {
    run(async {
        let world = world().await;
        let link = new_link(&world).await;
        assert_eq!(link.query(), None);
        let token = link.fragment().expect("a fragment");
        let ana = world.unsigned(ORPHAN, "ana");
        let page = ana.opens(link.clone()).await.expect(200);
        assert!(!page.text().contains(token), "{}", page.text());
        // One that was sent in a query has been seen on the way.
        let mut seen = link.clone();
        seen.set_query(Some(token));
        ana.opens(seen).await.problem_page(410);
    });
}

#[test]
fn nobody_is_made_the_owner_by_an_attempt_of_another_browser() {
    run(async {
        let world = world().await;
        let link = new_link(&world).await;
        // Mallory has the link, and leads Ana to the provider.
        let mallory = world.unsigned(ORPHAN, "mallory");
        let (begun, _) = mallory.begins_claim(&link).await;
        let ana = world.unsigned(ORPHAN, "ana");
        let callback = ana.consents_at(begun.expect(200).onward()).await;
        ana.opens(callback.clone()).await.expect(200);
        ana.finishes_with("", &callback)
            .await
            .refused(ProblemCode::SignInNotYours);
        let ana = world.person(ORPHAN, "ana").await;
        assert_eq!(ana.overlay("x").await.role, Role::Member);
        // Nor by a form of another site.
        let fields = [
            ("mode", "claim"),
            ("provider", "demo"),
            ("token", "made-up"),
            ("window_hash", &key::hash("x")),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        ana.sends_form_from("https://evil.example", "/sign-in", &fields)
            .await
            .problem_page(403);
    });
}

#[test]
fn only_the_operator_makes_links() {
    run(async {
        let world = world().await;
        let url = format!("{}/v1/sites/{ORPHAN}/owner-link", world.worker());
        for token in ["", "wrong"] {
            let request = http::client()
                .post(&url)
                .bearer_auth(token)
                .json(&json!({}));
            Response::to(request).await.refused(ProblemCode::NotAllowed);
        }
        let unknown = world
            .as_operator("nowhere", "/owner-link", &json!({}))
            .await;
        unknown.refused(ProblemCode::SiteUnknown);
    });
}

#[test]
fn sites_that_nobody_owns_get_a_link_each() {
    run(async {
        let world = world().await;
        let links = async || {
            let url = format!("{}/v1/owner-links", world.worker());
            let token = &world.stack.secrets().operator_token;
            let response = Response::to(http::client().post(url).bearer_auth(token)).await;
            let links = response.expect(201).json::<Value>()["links"].clone();
            links.as_array().expect("a list").clone()
        };
        // The document names an owner for every other site.
        let first = links().await;
        assert_eq!(first.len(), 1, "{first:?}");
        assert_eq!(first[0]["site"], ORPHAN);
        let link = first[0]["link"].as_str().expect("a link");
        let ben = world.unsigned(ORPHAN, "ben");
        ben.claims(&link.parse().expect("an address"))
            .await
            .expect(200);
        assert_eq!(links().await, Vec::<Value>::new());
        let request = http::client().post(format!("{}/v1/owner-links", world.worker()));
        Response::to(request).await.refused(ProblemCode::NotAllowed);
    });
}
