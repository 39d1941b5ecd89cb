//! The OpenAPI 3.1 document: made of the route table and of the types that cross
//! the network.

pub mod content;
pub mod parameters;
pub mod security;

use crate::log;
use crate::routes::{Kind, Route};
use content::{Content, Describe, Html, ProblemDocument};
use http::StatusCode;
use parameters::{Parameter, in_path};
use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

/// The OpenAPI document's part of a route.
pub struct Operation {
    /// Its id: the handler's path.
    pub id: &'static str,
    /// The group of operations that it belongs to.
    pub tag: &'static str,
    /// One or two sentences.
    pub summary: &'static str,
    /// Parameters beside those of the path.
    pub parameters: &'static [Parameter],
    /// The body of the request.
    pub body: Describe,
    /// The bodies of its answers, by status; problems apart.
    pub answers: &'static [(u16, Describe)],
    /// Alternatives of credentials.
    pub security: fn() -> Value,
}

/// The document of `routes`.
pub fn document(routes: &[Route]) -> Value {
    let mut requests = generator(Contract::Deserialize);
    let mut responses = generator(Contract::Serialize);
    let mut paths = Map::new();
    for route in routes {
        let path = route.path.replace("{*", "{");
        let described = operation(route, &path, &mut requests, &mut responses);
        let methods = paths.entry(path).or_insert_with(|| json!({}));
        methods[route.method.to_ascii_lowercase()] = described;
    }
    let mut schemas = requests.take_definitions(true);
    for (name, mut schema) in responses.take_definitions(true) {
        without_null(&mut schema);
        let other = schemas.insert(name, schema.clone());
        if other.is_some_and(|other| other != schema) {
            log::error("openapi", &format!("read and sent in two forms: {schema}"));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Bedside",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": security::schemes() },
    })
}

fn generator(contract: Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
        settings.contract = contract;
    });
    settings.into_generator()
}

fn operation(
    route: &Route,
    path: &str,
    requests: &mut SchemaGenerator,
    responses: &mut SchemaGenerator,
) -> Value {
    let operation = &route.operation;
    let names = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let mut parameters: Vec<_> = names.map(|(name, _)| in_path(name)).collect();
    let others = operation.parameters.iter();
    parameters.extend(others.map(|parameter| parameter.describe(requests)));
    let mut answers = Map::new();
    for (status, content) in operation.answers {
        answers.insert(status.to_string(), answer(*status, content(responses)));
    }
    let problem = match route.kind {
        Kind::Api | Kind::Asset => ProblemDocument::content(responses),
        Kind::Page | Kind::Popup => Html::content(responses),
    };
    answers.insert(
        "default".into(),
        json!({ "description": "What is wrong", "content": problem }),
    );
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": parameters,
        "responses": answers,
        "security": (operation.security)(),
    });
    let body = (operation.body)(requests);
    if !body.is_empty() {
        described["requestBody"] = json!({ "required": true, "content": body });
    }
    described
}

fn answer(status: u16, content: Map<String, Value>) -> Value {
    let status = StatusCode::from_u16(status).ok();
    let description = status.and_then(|status| status.canonical_reason());
    let mut answer = json!({ "description": description.unwrap_or_default() });
    if !content.is_empty() {
        answer["content"] = content.into();
    }
    answer
}

/// Takes `null` from the members that an answer leaves out where they are nothing
/// (`skip_serializing_if`).
fn without_null(schema: &mut Value) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required =
        |name: &str| (required.as_array()).is_some_and(|names| names.iter().any(|n| n == name));
    let members = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (_, member) in members
        .into_iter()
        .flatten()
        .filter(|(name, _)| !is_required(name))
    {
        for list in ["type", "anyOf"] {
            let Some(Value::Array(kinds)) = member.get_mut(list) else {
                continue;
            };
            kinds.retain(|kind| *kind != "null" && *kind != json!({ "type": "null" }));
        }
    }
}
