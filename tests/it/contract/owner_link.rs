//! The first owner, by a one-time link.

use bedside_tests::provider::Form;
use bedside_tests::world::ORPHAN;
use bedside_tests::{Answer, Person, World, http, key, run};
use bedside_wire::{ProblemCode, Role};
use serde_json::{Value, json};
use url::Url;

async fn new_link(world: &World) -> Url {
    let answer = world
        .as_administrator(ORPHAN, "/owner-link", &json!({}))
        .await
        .expect(201);
    answer.json::<Value>()["link"]
        .as_str()
        .expect("a link")
        .parse()
        .expect("an address")
}

/// Opens the link and signs in there, as far as it goes.
async fn claims(person: &Person, link: &Url) -> Answer {
    let (begun, secret) = begins(person, link).await;
    if begun.status != 200 {
        return begun;
    }
    let callback = person.consents_at(begun.onward()).await;
    person.opens(callback.clone()).await.expect(200);
    person.finishes_with(&secret, &callback).await
}

/// Does what the link's page does: takes the token from the fragment, and gives
/// the window a secret.
async fn begins(person: &Person, link: &Url) -> (Answer, String) {
    let page = person.opens(link.clone()).await.expect(200);
    let token = link.fragment().and_then(|f| f.strip_prefix("token="));
    let secret = bedside_tests::random(32);
    let mut form = Form::in_page(&page, "post");
    form.set("provider", "demo");
    form.set("token", token.expect("a token in the fragment"));
    form.set("window_hash", &key::hash(&secret));
    (person.submits(form).await, secret)
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
        claims(&ben, &link).await.expect(200);
        let ben = world.person(ORPHAN, "ben").await;
        assert_eq!(ben.overlay("x").await.role, Role::Owner);
        ben.settings().await;
        // A second person finds the link used.
        let ana = world.unsigned(ORPHAN, "ana");
        claims(&ana, &link).await.problem_page(410);
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
        let (one, other) = tokio::join!(claims(&ana, &link), claims(&ben, &link));
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
        for token in ["", "made-up", &bedside_tests::random(32)] {
            let link = format!("{url}#token={token}").parse().expect("an address");
            claims(&ana, &link).await.problem_page(410);
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
        let (begun, _) = begins(&mallory, &link).await;
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
fn only_the_administrator_makes_links() {
    run(async {
        let world = world().await;
        let url = format!("{}/v1/sites/{ORPHAN}/owner-link", world.worker());
        for token in ["", "wrong"] {
            let request = http::client()
                .post(&url)
                .bearer_auth(token)
                .json(&json!({}));
            Answer::to(request).await.refused(ProblemCode::NotAllowed);
        }
        let unknown = world
            .as_administrator("nowhere", "/owner-link", &json!({}))
            .await;
        unknown.refused(ProblemCode::SiteUnknown);
    });
}
