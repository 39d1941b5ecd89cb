//! The owner's routes: settings, people, roles. Each test has a stack of its own
//! where it changes what a whole site has in common.

use bedside_client::reading::Reading;
use bedside_tests::random_threads::words;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use bedside_wire::settings::{ChangeSettings, ModerationMode, Settings};
use bedside_wire::{CommentStatus, ProblemCode, Role, Sort};
use serde_json::json;

#[test]
fn only_owners_read_and_change_settings() {
    run(async {
        let world = world().await;
        for somebody in [
            world.person(OPEN, "ana").await,
            world.person(OPEN, "mia").await,
        ] {
            somebody
                .request("GET", "/settings")
                .send()
                .await
                .refused(ProblemCode::NotAllowed);
            let request = somebody
                .request("PATCH", "/settings")
                .json(&json!({ "moderation": "publish_first" }));
            request.send().await.refused(ProblemCode::NotAllowed);
            somebody
                .request("GET", "/people")
                .send()
                .await
                .refused(ProblemCode::NotAllowed);
            somebody
                .tries_to_give("x", Role::Owner)
                .await
                .refused(ProblemCode::NotAllowed);
        }
        let olu = world.person(OPEN, "olu").await;
        let settings = olu.settings().await;
        assert_eq!(settings.moderation, ModerationMode::PublishFirst);
        assert!(settings.origins.contains(&world.pages().to_owned()));
    });
}

#[test]
fn the_mode_of_moderation_applies_to_what_comes_next() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, olu) = (
            world.person(LAB, "ana").await,
            world.person(LAB, "olu").await,
        );
        assert_eq!(
            ana.posts("a", "Waits.").await.status,
            CommentStatus::Pending
        );
        assert_eq!(
            olu.chooses(ModerationMode::PublishFirst).await.moderation,
            ModerationMode::PublishFirst
        );
        assert_eq!(
            ana.posts("a", "Does not.").await.status,
            CommentStatus::Published
        );
        let view = ana
            .reads_until("a", "the mode", |v| !v.approve_first && v.total == 1)
            .await;
        assert_eq!(view.items.len(), 1, "what waited still waits");
        olu.chooses(ModerationMode::ApproveFirst).await;
        assert_eq!(
            ana.posts("a", "Waits again.").await.status,
            CommentStatus::Pending
        );
        // What an owner chose outlives the worker.
        olu.chooses(ModerationMode::PublishFirst).await;
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        assert_eq!(
            olu.settings().await.moderation,
            ModerationMode::PublishFirst
        );
    });
}

#[test]
fn a_setting_that_is_not_named_stays() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        olu.chooses(ModerationMode::PublishFirst).await;
        let response = olu
            .request("PATCH", "/settings")
            .json(&json!({ "something_new": true }))
            .send()
            .await
            .expect(200);
        assert_eq!(
            response.json::<Settings>().moderation,
            ModerationMode::PublishFirst
        );
    });
}

#[test]
fn the_owners_order_is_what_readers_see_who_ask_for_none() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        world.imports(LAB, "a", &[None, None, None]).await;
        let reader = world.stranger(LAB);
        let first = async |reading: Reading<'_>| {
            let view = reading.first().await;
            (view.sort, words(&view.items[0]))
        };
        // Also for who has read it before in the order of then.
        let oldest = first(reader.reading("a")).await;
        assert_eq!(oldest, (Sort::Oldest, "Comment number 0.".into()));
        let change = ChangeSettings {
            sort: Some(Sort::Newest),
            ..ChangeSettings::default()
        };
        assert_eq!(olu.changes_settings(&change).await.sort, Sort::Newest);
        wait::until("the order is the new one", || async {
            let newest = (Sort::Newest, "Comment number 2.".to_owned());
            (first(reader.reading("a")).await == newest).then_some(())
        })
        .await;
        let asked = reader.reading("a").with("sort", "oldest");
        assert_eq!(first(asked).await.0, Sort::Oldest);
        let refused = olu
            .request("PATCH", "/settings")
            .json(&json!({ "sort": "loudest" }));
        let problem = refused.send().await.refused(ProblemCode::FieldInvalid);
        assert_eq!(problem.field.as_deref(), Some("sort"));
        assert_eq!(olu.settings().await.sort, Sort::Newest);
    });
}

#[test]
fn a_role_that_was_given_works_at_once_and_is_lost_at_once() {
    run(async {
        let world = World::start(deployment()).await;
        let (ben, olu) = (
            world.person(LAB, "ben").await,
            world.person(LAB, "olu").await,
        );
        let waiting = world.person(LAB, "ana").await.posts("a", "Waits.").await;
        let people = olu.people().await;
        assert_eq!(people.len(), 3);
        assert!(people.iter().any(|p| p.you && p.role == Role::Owner));
        let name = ben.overlay("a").await.name;
        let ben_id = people
            .iter()
            .find(|p| p.name == name)
            .expect("Ben")
            .id
            .clone();
        ben.tries_to_approve(&waiting)
            .await
            .refused(ProblemCode::NotAllowed);
        // To give the role that somebody has ends nothing.
        olu.tries_to_give(&ben_id, Role::Member).await.expect(200);
        ben.overlay("a").await;
        let elsewhere = world.person(LAB, "ben").await;
        olu.tries_to_give(&ben_id, Role::Moderator)
            .await
            .expect(200);
        // A session is of a role: another role, another sign-in.
        for session in [&ben, &elsewhere] {
            session
                .tries_overlay()
                .await
                .refused(ProblemCode::SessionExpired);
        }
        let ben = world.person(LAB, "ben").await;
        assert_eq!(ben.overlay("a").await.role, Role::Moderator);
        ben.approves(&waiting).await;
        olu.tries_to_give(&ben_id, Role::Member).await.expect(200);
        ben.request("GET", "/queue")
            .send()
            .await
            .refused(ProblemCode::SessionExpired);
        // Signing in again does not bring back what was taken.
        assert_eq!(
            world.person(LAB, "ben").await.overlay("a").await.role,
            Role::Member
        );
    });
}

#[test]
fn the_last_owner_stays() {
    run(async {
        let world = World::start(deployment()).await;
        world.person(LAB, "ben").await;
        let olu = world.person(LAB, "olu").await;
        let people = olu.people().await;
        let olu_id = people.iter().find(|p| p.you).expect("Olu").id.clone();
        let ben_id = people.iter().find(|p| !p.you).expect("Ben").id.clone();
        olu.tries_to_give(&olu_id, Role::Member)
            .await
            .refused(ProblemCode::LastOwner);
        olu.tries_to_give(&ben_id, Role::Owner).await.expect(200);
        let ben = world.person(LAB, "ben").await;
        let elsewhere = world.person(LAB, "olu").await;
        olu.tries_to_give(&olu_id, Role::Member).await.expect(200);
        // The session that did it stays, with what is left of its rights.
        elsewhere
            .tries_overlay()
            .await
            .refused(ProblemCode::SessionExpired);
        olu.request("GET", "/settings")
            .send()
            .await
            .refused(ProblemCode::NotAllowed);
        ben.settings().await;
        ben.tries_to_give(&ben_id, Role::Moderator)
            .await
            .refused(ProblemCode::LastOwner);
    });
}

#[test]
fn an_owner_ends_all_sessions_of_a_person() {
    run(async {
        let world = World::start(deployment()).await;
        let (ben, again) = (
            world.person(LAB, "ben").await,
            world.person(LAB, "ben").await,
        );
        let (mia, olu) = (
            world.person(LAB, "mia").await,
            world.person(LAB, "olu").await,
        );
        let name = ben.overlay("a").await.name;
        let people = olu.people().await;
        let ben_id = &people.iter().find(|p| p.name == name).expect("Ben").id;
        let path = format!("/people/{ben_id}/sessions");
        mia.request("DELETE", &path)
            .send()
            .await
            .refused(ProblemCode::NotAllowed);
        ben.overlay("a").await;
        olu.request("DELETE", &path).send().await.expect(204);
        for ended in [&ben, &again] {
            ended
                .tries_overlay()
                .await
                .refused(ProblemCode::SessionExpired);
        }
        olu.request("DELETE", "/people/nobody/sessions")
            .send()
            .await
            .refused(ProblemCode::FieldInvalid);
        mia.overlay("a").await;
    });
}

#[test]
fn a_role_for_nobody_is_refused() {
    run(async {
        let world = world().await;
        let olu = world.person(OPEN, "olu").await;
        let problem = olu
            .tries_to_give("01890000-0000-7000-8000-000000000000", Role::Owner)
            .await
            .problem();
        assert!((400..500).contains(&problem.status), "{problem:?}");
        olu.request("GET", "/people")
            .query("cursor", "made-up")
            .send()
            .await
            .refused(ProblemCode::CursorInvalid);
    });
}
