//! The OpenAPI document is the contract: it describes the routes that the worker
//! has and no others, and each answer of the tests is validated against it
//! (`harness/openapi.rs`). (Invariant 3.)

use bedside_tests::openapi::{PATH, document, validated};
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_wire::ProblemCode;
use serde_json::Value;
use std::collections::BTreeSet;

/// `METHOD /path` of every operation, with the operation.
fn operations() -> Vec<(String, String, &'static Value)> {
    let paths = document()["paths"].as_object().expect("paths");
    let methods = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods");
        methods
            .iter()
            .map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    });
    methods.collect()
}

/// Every `$ref` below a value.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_document_is_served_to_all_and_is_whole() {
    run(async {
        let world = world().await;
        let served = world.asks("GET", PATH).await.expect(200);
        assert_eq!(served.header("access-control-allow-origin"), "*");
        assert!(served.header("cache-control").starts_with("public"));
        let document: Value = served.json();
        assert_eq!(document["openapi"], "3.1.0");
        assert!(document["info"]["version"].is_string());

        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 60, "few references: {found:?}");
        for reference in found {
            let pointer = reference.strip_prefix('#').expect("a local reference");
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
        let schemas = &document["components"]["schemas"];
        for (name, schema) in schemas.as_object().expect("schemas") {
            assert!(jsonschema::meta::is_valid(schema), "{name}: {schema}");
            let description = schema["description"].as_str().unwrap_or_default();
            assert!(!description.is_empty(), "{name} says nothing");
        }
        // What the wire does not know is never sent.
        let codes = schemas["ProblemCode"].to_string();
        assert!(codes.contains("\"route_unknown\"") && !codes.contains("\"unknown\""));
    });
}

#[test]
fn every_operation_is_described() {
    run(async {
        world().await;
        let mut ids = BTreeSet::new();
        let schemes = &document()["components"]["securitySchemes"];
        for (method, path, operation) in operations() {
            let id = operation["operationId"].as_str().expect("an id");
            assert!(ids.insert(id), "{id} twice");
            let summary = operation["summary"].as_str().expect("a summary");
            assert!(summary.ends_with('.'), "{id}: {summary:?}");
            let answers = operation["responses"].as_object().expect("answers");
            assert!(answers.contains_key("default") && answers.len() > 1, "{id}");
            for answer in answers.values() {
                assert!(
                    answer["description"]
                        .as_str()
                        .is_some_and(|d| !d.is_empty())
                );
            }
            let mut in_path = Vec::new();
            for parameter in operation["parameters"].as_array().expect("parameters") {
                let name = parameter["name"].as_str().expect("a name");
                let description = parameter["description"].as_str();
                assert!(description.is_some_and(|d| !d.is_empty()), "{id}: {name}");
                assert!(parameter["schema"].is_object(), "{id}: {name}");
                if parameter["in"] == "path" {
                    assert_eq!(parameter["required"], true, "{id}: {name}");
                    in_path.push(format!("{{{name}}}"));
                }
            }
            let named = path.split('/').filter(|part| part.starts_with('{'));
            assert_eq!(named.collect::<Vec<_>>(), in_path, "{method} {path}");
            let demands = operation["security"].as_array().expect("demands");
            let named = demands
                .iter()
                .flat_map(|all| all.as_object().expect("schemes").keys());
            named.for_each(|name| assert!(schemes[name].is_object(), "{id}: {name}"));
        }
    });
}

#[test]
fn the_document_has_the_rows_of_the_route_table() {
    run(async {
        world().await;
        let table = bedside_xtask::paths::root().join("edge-worker/src/routes/table.rs");
        let table = std::fs::read_to_string(table).expect("the table");
        let rows = table.lines().filter(|line| line.contains("\" => \""));
        let rows = rows.map(|row| {
            let texts: Vec<_> = row.split('"').skip(1).step_by(2).collect();
            format!("{} {}", texts[0], texts[1].replace("{*", "{"))
        });
        let rows: BTreeSet<_> = rows.collect();
        let described = operations().into_iter();
        let described: BTreeSet<_> = described
            .map(|(method, path, _)| format!("{method} {path}"))
            .collect();
        assert!(rows.len() > 50, "the table has another form now: {rows:?}");
        assert_eq!(rows, described);
    });
}

#[test]
fn the_router_knows_every_operation() {
    run(async {
        let world = world().await;
        for (method, path, _) in operations() {
            let known = path
                .replace("{site}", OPEN)
                .replace("{provider}", "demo")
                .replace("{lang}", "en");
            // A file that is not there is the one thing that has no other word.
            if path.contains("{file}") {
                continue;
            }
            let filled: Vec<_> = known
                .split('/')
                .map(|part| if part.starts_with('{') { "none" } else { part })
                .collect();
            let response = world.asks(&method, &filled.join("/")).await;
            assert_ne!(response.status.as_u16(), 405, "{method} {path}");
            if response
                .header("content-type")
                .starts_with("application/problem+json")
            {
                let code = response.problem().code;
                assert_ne!(code, ProblemCode::RouteUnknown, "{method} {path}");
            }
        }
    });
}

#[test]
fn answers_are_validated_against_the_document() {
    run(async {
        let world = world().await;
        let before = validated();
        world.stranger(OPEN).reads(&world.page("validated")).await;
        world
            .asks("GET", "/v1/sites/nobody/thread?page=a")
            .await
            .expect(404);
        assert!(validated() > before, "nothing was validated");
    });
}
