//! The first owner, by a one-time link.

use bedside_tests::provider::{self, Form};
use bedside_tests::world::ORPHAN;
use bedside_tests::{Answer, Person, World, http, run};
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

/// Opens the link and signs in there.
async fn claims(person: &Person, link: &Url) -> Answer {
    let page = person.opens(link.clone()).await.expect(200);
    let mut form = Form::in_page(&page, "post");
    form.set("provider", "demo");
    let begin = person
        .http
        .post(form.action)
        .header("origin", &person.worker)
        .form(&form.hidden);
    let begun = Answer::to(begin).await;
    if !begun.status.is_redirection() {
        return begun;
    }
    let callback = provider::consents(
        &person.http,
        begun.location(),
        &person.name,
        &person.callback(),
    )
    .await;
    person.opens(callback).await
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
        ana.opens(link.clone()).await.problem_page(410);
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
        for query in [
            "",
            "?token=",
            "?token=made-up",
            &format!("?token={}", bedside_tests::random(32)),
        ] {
            ana.opens(format!("{url}{query}").parse().expect("an address"))
                .await
                .problem_page(410);
        }
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
