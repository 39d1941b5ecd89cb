//! `POST S/import`, for the operator.

use bedside_client::http;
use bedside_tests::world::OPEN;
use bedside_tests::{Response, run, world};
use bedside_wire::{ProblemCode, Role};
use serde_json::{Value, json};

fn two(page: &str) -> Value {
    json!({
        "page": { "key": page, "title": "Imported" },
        "comments": [
            { "ref": "a", "author": "Nadia", "time": "2025-01-02T03:04:05Z", "body": "First." },
            { "ref": "b", "parent": "a", "author": "Dr. Moss", "role": "moderator", "time": "2025-01-02T04:00:00+01:00", "body": "Second." },
        ],
    })
}

#[test]
fn imported_comments_keep_author_time_order_and_nesting() {
    run(async {
        let world = world().await;
        let page = world.page("imported");
        world
            .as_operator(OPEN, "/import", &two(&page))
            .await
            .expect(200);
        let view = world
            .stranger(OPEN)
            .reads_until(&page, "the import", |v| v.total == 2)
            .await;
        let [first, second] = view.items.as_slice() else {
            panic!("{view:?}")
        };
        assert_eq!((first.author.as_str(), first.role), ("Nadia", Role::Member));
        assert_eq!(
            (second.author.as_str(), second.role, second.depth),
            ("Dr. Moss", Role::Moderator, 1)
        );
        assert!(
            first.time.starts_with("2025-01-02T03:04:05"),
            "{}",
            first.time
        );
        assert!(
            second.time.starts_with("2025-01-02T03:00:00"),
            "{}",
            second.time
        );
    });
}

#[test]
fn an_import_can_be_run_again() {
    run(async {
        let world = world().await;
        let page = world.page("again");
        let first: Value = world.as_operator(OPEN, "/import", &two(&page)).await.json();
        let second: Value = world.as_operator(OPEN, "/import", &two(&page)).await.json();
        assert_eq!((&first["taken"], &first["known"]), (&json!(2), &json!(0)));
        assert_eq!((&second["taken"], &second["known"]), (&json!(0), &json!(2)));
    });
}

#[test]
fn a_bad_import_leaves_nothing_behind() {
    run(async {
        let world = world().await;
        let page = world.page("bad");
        let mut sent = two(&page);
        sent["comments"][1]["time"] = "yesterday".into();
        world
            .as_operator(OPEN, "/import", &sent)
            .await
            .refused(ProblemCode::FieldInvalid);
        let mut sent = two(&page);
        sent["comments"][1]["parent"] = "nobody".into();
        world
            .as_operator(OPEN, "/import", &sent)
            .await
            .refused(ProblemCode::FieldInvalid);
        assert_eq!(world.stranger(OPEN).reads(&page).await.total, 0);
    });
}

#[test]
fn only_the_operator_imports() {
    run(async {
        let world = world().await;
        let page = world.page("who");
        let url = format!("{}/v1/sites/{OPEN}/import", world.worker());
        let almost = world
            .stack
            .secrets()
            .operator_token
            .replace(char::is_numeric, "0");
        for token in ["", "x", almost.as_str()] {
            let request = http::client()
                .post(&url)
                .bearer_auth(token)
                .header("idempotency-key", "who")
                .json(&two(&page));
            let problem = Response::to(request).await.problem();
            assert!(
                matches!(
                    problem.code,
                    ProblemCode::NotAllowed | ProblemCode::SignInNeeded
                ),
                "{problem:?}"
            );
        }
        let olu = world.person(OPEN, "olu").await;
        let problem = olu
            .request("POST", "/import")
            .json(&two(&page))
            .send()
            .await
            .problem();
        assert!(
            matches!(
                problem.code,
                ProblemCode::NotAllowed | ProblemCode::SignInNeeded
            ),
            "{problem:?}"
        );
    });
}
