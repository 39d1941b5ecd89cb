//! Roles that the deployment's document gives.

use bedside_tests::world::{LAB, deployment};
use bedside_tests::{World, run};
use bedside_wire::{ProblemCode, Role};
use bedside_xtask::stack::{Options, Ports};
use serde_json::{Value, json};

/// Starts a world anew at its addresses and with its data, with another staff of
/// the laboratory.
async fn starts_with_staff(world: World, staff: Value) -> World {
    let port = |address: &str| address.rsplit(':').next()?.parse().ok();
    let address = world.stack.addresses();
    let ports = Ports {
        pages: port(&address.pages),
        worker: port(&address.worker),
        provider: port(&address.provider),
    };
    let mut changed = deployment();
    changed["sites"][LAB]["staff"] = staff;
    let options = Options {
        ports,
        deployment: Some(changed),
        ..Options::new(world.stack.data())
    };
    drop(world);
    World::start_with(options).await.expect("started anew")
}

#[test]
fn a_role_is_what_the_deployment_says_now_and_not_what_it_said_at_the_sign_in() {
    run(async {
        let world = World::start(deployment()).await;
        let person = |name| world.person(LAB, name);
        let (mia, olu, ana) = (
            person("mia").await,
            person("olu").await,
            person("ana").await,
        );
        let ben = person("ben").await;
        // What an owner decides outlasts the document.
        let (people, name) = (olu.people().await, ben.overlay("x").await.name);
        let listed = people.iter().find(|p| p.name == name).expect("Ben");
        let given = olu.tries_to_give(&listed.id, Role::Moderator).await;
        given.expect(200);
        let ben = person("ben").await;
        mia.overlay("x").await;
        let also_mia = person("mia").await;
        let staff = json!([
            { "provider": "demo", "subject": "ana", "role": "moderator" },
            { "provider": "demo", "subject": "olu", "role": "owner" },
        ]);
        let world = starts_with_staff(world, staff).await;
        // The first request ends all sessions of who has another role by now.
        for ended in [&mia, &also_mia, &ana] {
            let response = ended.request("GET", "/queue").send().await;
            response.refused(ProblemCode::SessionExpired);
        }
        for (stays, role) in [(&ben, Role::Moderator), (&olu, Role::Owner)] {
            assert_eq!(stays.overlay("x").await.role, role);
        }
        let mia = world.person(LAB, "mia").await;
        assert_eq!(mia.overlay("x").await.role, Role::Member);
        let ana = world.person(LAB, "ana").await;
        assert_eq!(ana.overlay("x").await.role, Role::Moderator);
    });
}
