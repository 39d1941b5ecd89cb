//! The OpenAPI document as the worker serves it. Every answer that the tests of a
//! binary get is validated against it; one that it does not describe fails the
//! test that got it.

use crate::Response;
use bedside_client::http::{client, inspect};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

static DOCUMENT: OnceLock<Value> = OnceLock::new();
static VALIDATED: AtomicUsize = AtomicUsize::new(0);

/// The address of the document.
pub const PATH: &str = "/v1/openapi.json";

/// Fetches the document from a worker, once for all tests of a binary. A worker
/// whose configuration is wrong has none.
pub async fn learn(worker: &str) {
    if DOCUMENT.get().is_some() {
        return;
    }
    let served = client().get(format!("{worker}{PATH}")).send().await;
    let served = match served {
        Ok(response) if response.status().is_success() => response.json().await,
        _ => return,
    };
    let document = served.unwrap_or_else(|e| panic!("{PATH}: {e}"));
    if DOCUMENT.set(document).is_ok() {
        inspect(validate);
    }
}

/// The document; [`learn`] comes before.
pub fn document() -> &'static Value {
    DOCUMENT
        .get()
        .unwrap_or_else(|| panic!("no worker served {PATH}"))
}

/// The number of validated responses.
pub fn validated() -> usize {
    VALIDATED.load(Ordering::Relaxed)
}

fn validate(response: &Response) {
    let media_type = response.header("content-type").split(';').next();
    let media_type = media_type.unwrap_or_default();
    let path = response.url.path();
    let is_ours = path.starts_with("/v1/") || path == "/healthz";
    if !is_ours || !media_type.ends_with("json") || response.bytes.is_empty() {
        return;
    }
    let method = response.request.split(' ').next().unwrap_or_default();
    let said = format!("{}: {} {media_type}", response.request, response.status);
    let schema = match operation(method, path) {
        Some(operation) => schema_of(operation, response.status.as_u16(), media_type)
            .unwrap_or_else(|| panic!("{said} is not in the OpenAPI document")),
        None if media_type == "application/problem+json" => {
            json!({ "$ref": "#/components/schemas/Problem" })
        }
        None => panic!("{said}: no operation of the OpenAPI document"),
    };
    let body = serde_json::from_slice(&response.bytes);
    let body = body.unwrap_or_else(|e| panic!("{said}: {e}"));
    let errors: Vec<_> = validator(&schema)
        .iter_errors(&body)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{said} is not as the OpenAPI document says: {errors:#?}\n{body:#}"
    );
    VALIDATED.fetch_add(1, Ordering::Relaxed);
}

/// The operation of a request: of two paths that fit, the one with fewer
/// parameters.
fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let paths = document()["paths"].as_object()?;
    let (_, methods) = paths
        .iter()
        .filter(|(template, _)| fits(template, path))
        .min_by_key(|(template, _)| template.matches('{').count())?;
    methods.get(method.to_ascii_lowercase())
}

fn fits(template: &str, path: &str) -> bool {
    let (mut parts, mut templates) = (path.split('/'), template.split('/'));
    loop {
        match (templates.next(), parts.next()) {
            (None, None) => return true,
            (Some(template), Some(part)) if template == part || template.starts_with('{') => {}
            _ => return false,
        }
    }
}

fn schema_of(operation: &Value, status: u16, media_type: &str) -> Option<Value> {
    let answers = &operation["responses"];
    let answer = answers.get(status.to_string());
    let answer = match media_type {
        "application/problem+json" => answers.get("default"),
        _ => answer,
    };
    answer?["content"].get(media_type)?.get("schema").cloned()
}

/// A validator of a schema of the document, compiled once.
fn validator(schema: &Value) -> Arc<Validator> {
    static COMPILED: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let made = compiled.entry(schema.to_string()).or_insert_with(|| {
        let mut whole = schema.clone();
        whole["components"] = json!({ "schemas": strict() });
        let validator = jsonschema::draft202012::new(&whole);
        Arc::new(validator.unwrap_or_else(|e| panic!("{schema}: {e}")))
    });
    made.clone()
}

/// The document's schemas without room for more: clients must ignore a member that
/// they do not know, but the worker sends none that the document does not name.
fn strict() -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                members.values_mut().for_each(close);
                if members.get("properties").is_some_and(Value::is_object) {
                    members
                        .entry("additionalProperties")
                        .or_insert(Value::Bool(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schemas = document()["components"]["schemas"].clone();
    close(&mut schemas);
    schemas
}
