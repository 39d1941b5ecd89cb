//! Bodies of requests and responses.

use crate::error::PROBLEM_TYPE;
use bedside_wire::Problem;
use bedside_wire::live::LiveMessage;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::marker::PhantomData;

/// Describes a body: its schema by media type, or nothing where there is none.
pub type Describe = fn(&mut SchemaGenerator) -> Map<String, Value>;

/// A body.
pub trait Content {
    /// Its schema by media type.
    fn content(generator: &mut SchemaGenerator) -> Map<String, Value>;
}

/// Types with a schema are sent as JSON.
impl<T: JsonSchema> Content for T {
    fn content(generator: &mut SchemaGenerator) -> Map<String, Value> {
        of("application/json", schema::<T>(generator))
    }
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn of(media_type: &str, schema: Value) -> Map<String, Value> {
    Map::from_iter([(media_type.to_owned(), json!({ "schema": schema }))])
}

/// No body.
pub struct Empty;

impl Content for Empty {
    fn content(_: &mut SchemaGenerator) -> Map<String, Value> {
        Map::new()
    }
}

/// Either of two bodies, as the request asks.
pub struct Either<A, B>(PhantomData<(A, B)>);

impl<A: Content, B: Content> Content for Either<A, B> {
    fn content(generator: &mut SchemaGenerator) -> Map<String, Value> {
        let mut both = A::content(generator);
        both.extend(B::content(generator));
        both
    }
}

/// A problem (RFC 9457).
pub struct ProblemDocument;

impl Content for ProblemDocument {
    fn content(generator: &mut SchemaGenerator) -> Map<String, Value> {
        of(PROBLEM_TYPE, schema::<Problem>(generator))
    }
}

/// The messages of a WebSocket. OpenAPI has no words for them: this names their
/// type, and `ping` and `pong` are no JSON.
pub struct Messages;

impl Content for Messages {
    fn content(generator: &mut SchemaGenerator) -> Map<String, Value> {
        of("application/json", schema::<LiveMessage>(generator))
    }
}

/// A JSON Feed 1.1.
pub struct JsonFeed;

impl Content for JsonFeed {
    fn content(_: &mut SchemaGenerator) -> Map<String, Value> {
        let feed = json!({
            "type": "object",
            "required": ["version", "title", "feed_url", "language", "items"],
            "properties": {
                "version": { "const": "https://jsonfeed.org/version/1.1" },
                "title": { "type": "string" },
                "feed_url": { "type": "string" },
                "home_page_url": { "type": "string" },
                "language": { "type": "string" },
                "items": { "type": "array", "items": {
                    "type": "object",
                    "required": ["id", "url", "title", "content_html", "date_published"],
                } },
            },
        });
        of("application/feed+json", feed)
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $media_type:literal),+ $(,)?) => {
        $($(#[$doc])*
        pub struct $name;

        impl Content for $name {
            fn content(_: &mut SchemaGenerator) -> Map<String, Value> {
                of($media_type, json!({ "type": "string" }))
            }
        })+
    };
}

texts! {
    /// A page, or a fragment of one.
    Html "text/html",
    /// A script.
    Script "text/javascript",
    /// An Atom feed (RFC 4287).
    AtomFeed "application/atom+xml",
    /// Plain text.
    Text "text/plain",
    /// A file of any type.
    AnyFile "*/*",
}

/// A form that a page of the worker or of the provider sends.
pub struct Form;

impl Content for Form {
    fn content(_: &mut SchemaGenerator) -> Map<String, Value> {
        of(
            "application/x-www-form-urlencoded",
            json!({ "type": "object" }),
        )
    }
}

/// The OpenAPI document.
pub struct OpenApi;

impl Content for OpenApi {
    fn content(_: &mut SchemaGenerator) -> Map<String, Value> {
        of(
            "application/json",
            json!({ "type": "object", "required": ["openapi", "paths"] }),
        )
    }
}
