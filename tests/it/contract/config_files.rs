//! A deployment that is told by files: what changes in them comes into force
//! while the worker serves, and what is wrong in them does not.

use bedside_client::http;
use bedside_tests::world::{OPEN, deployment, new_folder};
use bedside_tests::{Response, World, run, wait};
use bedside_wire::ProblemCode;
use bedside_xtask::stack::{Options, Ready};
use serde_json::Value;
use std::fs;

const ADDED: &str = "added-later";

async fn start(ready: Ready) -> World {
    let options = Options {
        deployment: Some(deployment()),
        by_files: true,
        ready,
        ..Options::new(new_folder())
    };
    World::start_with(options).await.expect("a stack")
}

/// Replaces a file in one step, as editors do.
fn write(world: &World, name: &str, text: &str) {
    let file = world.stack.configuration().join(name);
    let aside = file.with_extension("edited");
    fs::write(&aside, text).expect("a file");
    fs::rename(aside, file).expect("a file");
}

fn with_added_site(world: &World) -> Value {
    let mut changed = world.stack.deployment().clone();
    changed["sites"][ADDED] = changed["sites"][OPEN].clone();
    changed
}

async fn reads(world: &World, site: &str) -> Response {
    let path = format!("/v1/sites/{site}/thread?page=files&as=json");
    world.asks("GET", &path).await
}

async fn is_read(world: &World, site: &str) {
    wait::until(format!("{site} is there"), || async {
        (reads(world, site).await.status == 200).then_some(())
    })
    .await;
}

async fn log_says(world: &World, words: &str) {
    wait::until(format!("the log says {words}"), || async {
        // Files are looked at when somebody asks for something.
        reads(world, OPEN).await;
        world.stack.worker().log().contains(words).then_some(())
    })
    .await;
}

#[test]
fn a_site_is_added_while_the_worker_serves() {
    run(async {
        let world = start(Ready::Healthy).await;
        let pid = world.stack.worker().pid();
        let ana = world.person(OPEN, "ana").await;
        reads(&world, ADDED).await.refused(ProblemCode::SiteUnknown);
        let changed = with_added_site(&world);
        write(&world, "deployment.json", &changed.to_string());
        is_read(&world, ADDED).await;
        // The Site object has the new configuration, too.
        let olu = world.person(ADDED, "olu").await;
        olu.posts("files", "The first of a new site.").await;
        // Who was signed in elsewhere still is.
        ana.posts("files", "Still here.").await;
        assert_eq!(world.stack.worker().pid(), pid);
    });
}

#[test]
fn a_site_that_was_changed_is_shown_as_it_is_now() {
    run(async {
        let world = start(Ready::Healthy).await;
        let ana = world.person(OPEN, "ana").await;
        ana.posts("titles", "A comment.").await;
        let path = format!("/v1/sites/{OPEN}/thread?page=titles");
        let before = world.asks("GET", &path).await.expect(200);
        assert!(before.text().contains("Open Garden"), "{}", before.text());
        let mut changed = world.stack.deployment().clone();
        changed["sites"][OPEN]["title"] = "Winter Garden".into();
        changed["sites"][OPEN]["texts"]["en"]["write_comment"] = "Ask our nurses".into();
        write(&world, "deployment.json", &changed.to_string());
        wait::until("the new title and the new words", || async {
            let text = world.asks("GET", &path).await.expect(200).text();
            (text.contains("Winter Garden") && text.contains("Ask our nurses")).then_some(())
        })
        .await;
        // Also for a browser that has it as it was.
        let url = format!("{}{path}", world.worker());
        let known = http::client()
            .get(url)
            .header("if-none-match", before.header("etag"));
        Response::to(known).await.expect(200);
    });
}

#[test]
fn a_file_that_is_wrong_leaves_the_configuration_in_force() {
    run(async {
        let world = start(Ready::Healthy).await;
        let metrics = async || {
            let request = http::client().get(format!("{}/metrics", world.worker()));
            let token = &world.stack.secrets().operator_token;
            Response::to(request.bearer_auth(token))
                .await
                .expect(200)
                .text()
        };
        for (text, named) in [
            ("{ \"public_url\"", "BEDSIDE_CONFIG cannot be read"),
            (
                "{ \"public_url\": \"https://a.example/path\", \"sites\": {} }",
                "public_url",
            ),
        ] {
            write(&world, "deployment.json", text);
            log_says(&world, named).await;
            log_says(&world, "the one before stays in force").await;
            reads(&world, OPEN).await.expect(200);
            assert!(metrics().await.contains("bedside_configuration_ok 0\n"));
        }
        fs::remove_file(world.stack.configuration().join("deployment.json")).expect("a file");
        log_says(&world, "there is no deployment.json").await;
        reads(&world, OPEN).await.expect(200);
        let changed = with_added_site(&world);
        write(&world, "deployment.json", &changed.to_string());
        is_read(&world, ADDED).await;
        assert!(metrics().await.contains("bedside_configuration_ok 1\n"));
    });
}

#[test]
fn secrets_are_read_anew_and_never_told() {
    run(async {
        let world = start(Ready::Healthy).await;
        let file = world.stack.configuration().join("secrets.json");
        let before = fs::read_to_string(file).expect("a file");
        write(
            &world,
            "secrets.json",
            "{\n  \"operator_token\": [\"a-secret-that-slipped\"]\n}",
        );
        log_says(&world, "it is not at line 2").await;
        assert!(!world.stack.worker().log().contains("a-secret-that-slipped"));
        // Another token opens from now on, and the one before does not.
        let old = world.stack.secrets().operator_token.clone();
        let new = "8f14e45fceea167a5a36dedd4bea2543".to_owned();
        write(&world, "secrets.json", &before.replace(&old, &new));
        let opens = async |token: &str| {
            let request = http::client().get(format!("{}/metrics", world.worker()));
            Response::to(request.bearer_auth(token)).await.status == 200
        };
        wait::until("the new token opens", || async {
            opens(&new).await.then_some(())
        })
        .await;
        assert!(!opens(&old).await);
    });
}

#[test]
fn a_worker_that_began_without_files_takes_them_when_they_are_there() {
    run(async {
        let options = Options {
            unbound: ["BEDSIDE_CONFIG", "BEDSIDE_SECRET", "BEDSIDE_OPERATOR_TOKEN"]
                .map(str::to_owned)
                .to_vec(),
            deployment: Some(deployment()),
            ready: Ready::Answering,
            ..Options::new(new_folder())
        };
        let world = World::start_with(options).await.expect("a stack");
        reads(&world, OPEN)
            .await
            .refused(ProblemCode::Misconfigured);
        let log = world.stack.worker().log();
        assert!(log.contains("there is no deployment.json"), "{log}");
        let secrets = world.stack.secrets();
        let secrets = serde_json::json!({
            "secret": secrets.secret,
            "operator_token": secrets.operator_token,
        });
        write(&world, "secrets.json", &secrets.to_string());
        write(
            &world,
            "deployment.json",
            &world.stack.deployment().to_string(),
        );
        is_read(&world, OPEN).await;
    });
}
